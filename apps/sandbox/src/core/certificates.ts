import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as x509 from '@peculiar/x509';

const YEAR_MS = 365 * 24 * 3600_000;
const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const FILES = { ca: 'ca.pem', cert: 'server.pem', key: 'server.key' } as const;

export interface ServerCertificate {
  ca: string;
  cert: string;
  key: string;
}

/** The certificate of this sandbox for localhost, and the authority that vouches for it; made at the first start. */
export async function serverCertificate(dataDir: string): Promise<ServerCertificate> {
  const folder = join(dataDir, 'tls');
  const paths = Object.values(FILES).map((file) => join(folder, file));
  if (!paths.every((path) => existsSync(path)) || isOver(readFileSync(join(folder, FILES.cert)))) {
    mkdirSync(folder, { recursive: true });
    const made = await make();
    for (const [name, file] of Object.entries(FILES)) {
      writeFileSync(join(folder, file), made[name as keyof ServerCertificate], { mode: 0o600 });
    }
  }
  const read = (file: string) => readFileSync(join(folder, file), 'utf8');
  return { ca: read(FILES.ca), cert: read(FILES.cert), key: read(FILES.key) };
}

function isOver(pem: Buffer): boolean {
  return new x509.X509Certificate(pem.toString()).notAfter.getTime() < Date.now() + YEAR_MS / 12;
}

async function make(): Promise<ServerCertificate> {
  const [caKeys, keys] = await Promise.all([makeKeys(), makeKeys()]);
  const validity = {
    notBefore: new Date(Date.now() - YEAR_MS / 365),
    notAfter: new Date(Date.now() + YEAR_MS),
  };
  const ca = await x509.X509CertificateGenerator.createSelfSigned({
    name: 'CN=Twitter archive connector sandbox CA',
    ...validity,
    keys: caKeys,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true),
      await x509.SubjectKeyIdentifierExtension.create(caKeys.publicKey),
    ],
  });
  const cert = await x509.X509CertificateGenerator.create({
    subject: 'CN=localhost',
    issuer: ca.subject,
    ...validity,
    signingKey: caKeys.privateKey,
    publicKey: keys.publicKey,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new x509.SubjectAlternativeNameExtension([
        { type: 'dns', value: 'localhost' },
        { type: 'ip', value: '127.0.0.1' },
      ]),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      // Tells apart authorities of one name, where several sandboxes are trusted.
      await x509.AuthorityKeyIdentifierExtension.create(caKeys.publicKey),
    ],
  });
  const pkcs8 = await crypto.subtle.exportKey('pkcs8', keys.privateKey);
  const key = x509.PemConverter.encode(pkcs8, 'PRIVATE KEY');
  return { ca: ca.toString('pem'), cert: cert.toString('pem'), key };
}

function makeKeys() {
  return crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
}
