import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';

/** ES256 (ECDSA with P-256 and SHA-256), as JOSE writes it: 64 bytes, base64url. */
export interface Signature {
  /** RFC 7638 thumbprint of the public key, base64url. */
  keyId: string;
  value: string;
}

/** Signs what has to be proved later, with a key that others cannot use. Rejects as SecretStore does. */
export abstract class Signer {
  abstract sign(text: string): Promise<Signature>;

  /** The key that proves it, as PEM (SPKI); `undefined` as long as nothing was signed. */
  abstract publicKey(): Promise<string | undefined>;
}

/** Is it a signature of this text, by the owner of this public key? */
export function isSignedBy(publicKey: KeyObject, text: string, { value }: Signature): boolean {
  const key = { key: publicKey, dsaEncoding: 'ieee-p1363' } as const;
  return verify('sha256', Buffer.from(text), key, Buffer.from(value, 'base64url'));
}

export function keyIdOf(publicKey: KeyObject): string {
  const { crv, kty, x, y } = publicKey.export({ format: 'jwk' });
  return createHash('sha256').update(JSON.stringify({ crv, kty, x, y })).digest('base64url');
}

/** A public key of a PEM file. Throws when it is none that a {@link Signer} has. */
export function readPublicKey(pem: string): KeyObject {
  const key = createPublicKey(pem);
  if (key.asymmetricKeyDetails?.namedCurve === 'prime256v1') return key;
  throw new TypeError('It is no key of the curve P-256.');
}
