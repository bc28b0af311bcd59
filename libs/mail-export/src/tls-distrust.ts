/** Node's names for certificates it does not trust (https://nodejs.org/api/tls.html#x509-certificate-error-codes). */
const DISTRUST =
  /^(CERT_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|INVALID_(CA|PURPOSE)|HOSTNAME_MISMATCH|ERR_TLS_|ERR_SSL_)/;

/** Was the connection given up because of the server's certificate, or of how it speaks TLS? */
export function isTlsDistrust(code: string | undefined): boolean {
  return code !== undefined && DISTRUST.test(code);
}
