import { getCACertificates, setDefaultCACertificates } from 'node:tls';

/** Makes this process trust an authority besides all others, as NODE_EXTRA_CA_CERTS does at the start of one. */
export function trust(ca: string): void {
  setDefaultCACertificates([...getCACertificates('default'), ca]);
}
