import { type KeyObject } from 'node:crypto';
import { keyIdOf, readPublicKey } from '@app/secrets';

/** Public keys by their id. */
export type PublicKeys = ReadonlyMap<string, KeyObject>;

/** Of PEM files. Throws when one of them is no key that signs manifests. */
export function publicKeysOf(pems: readonly string[]): PublicKeys {
  return new Map(pems.map(readPublicKey).map((key) => [keyIdOf(key), key]));
}
