import { gunzipSync, gzipSync } from 'node:zlib';

import { type PostEntry } from './post-archive';
import { sha256Hex } from './record-format';

/** A property takes 64 KiB, a transaction of 100 rows 4 MiB, in base64. What posts say takes 1 to 2 KB. */
const MOST_BYTES = 8 * 1024;
/** What is packed is smaller than this; whatever claims to be larger is not ours. */
const MOST_UNPACKED_BYTES = 1024 * 1024;

/** A record's bytes as a row of the index can hold them besides; `undefined` when they are too many. */
export function packed(bytes: Uint8Array): Uint8Array | undefined {
  if (bytes.length >= MOST_UNPACKED_BYTES) return undefined;
  const small = gzipSync(bytes);
  return small.length <= MOST_BYTES ? small : undefined;
}

/** The record's bytes, when the entry has brought them and they are those of the record's blob by hash and name. */
export function unpacked({ packed: small, sha256, recordName }: PostEntry): Buffer | undefined {
  const bytes = small && tryGunzip(small);
  const isRight =
    bytes && sha256Hex(bytes) === sha256 && recordName.endsWith(`.${sha256.slice(0, 8)}.json`);
  return isRight ? bytes : undefined;
}

function tryGunzip(small: Uint8Array): Buffer | undefined {
  try {
    return gunzipSync(small, { maxOutputLength: MOST_UNPACKED_BYTES });
  } catch {
    // Then it is no record, and the blob is.
    return undefined;
  }
}
