import { gunzipSync } from 'node:zlib';

import { type StorageCopy } from './storage-copy';

/** What is kept is published. Throws when a secret is in it, in whatever it is wrapped, and tells which. */
export function refuseSecrets(
  storage: StorageCopy,
  secrets: Readonly<Record<string, string>>,
): void {
  for (const text of textsOf(storage)) {
    for (const [name, secret] of Object.entries(secrets)) {
      const isThere = text.includes(secret) || text.includes(JSON.stringify(secret).slice(1, -1));
      if (secret && isThere) throw new Error(`${name} is in what was stored.`);
    }
  }
}

/** As it is kept, which has rows, messages and names of blobs; then each blob as it was. */
function* textsOf(storage: StorageCopy): Generator<string> {
  yield JSON.stringify(storage);
  for (const blobs of Object.values(storage.containers)) {
    for (const base64 of Object.values(blobs)) yield unzipped(Buffer.from(base64, 'base64'));
  }
}

function unzipped(bytes: Buffer): string {
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  return (isGzip ? gunzipSync(bytes) : bytes).toString();
}
