import { createPublicKey } from 'node:crypto';

/** As PEM, those of a setting: the base64 of each (SPKI, DER), comma-separated. Throws when one is no key of the curve P-256. */
export function publicKeys(setting: string): string[] {
  return setting.split(',').filter(Boolean).map(publicKey);
}

function publicKey(base64: string): string {
  const der = Buffer.from(base64, 'base64');
  const key = createPublicKey({ key: der, format: 'der', type: 'spki' });
  if (key.asymmetricKeyDetails?.namedCurve !== 'prime256v1')
    throw new TypeError('It is not P-256.');
  return key.export({ type: 'spki', format: 'pem' }).toString();
}
