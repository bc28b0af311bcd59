import { createHash } from 'node:crypto';
import { canonicalJson, contentHash, type JsonObject } from '@app/domain';

import { type PostEntry, type PostToSave } from './post-archive';

export function sha256Hex(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** What every archive writes for a post, wherever it keeps it: its bytes and its index row. */
export function encodePost(
  accountId: string,
  { record, createdAt, kind }: PostToSave,
  seen: { pageName: string; at: Date },
): { entry: PostEntry; bytes: Uint8Array } {
  const bytes = Buffer.from(canonicalJson(record as unknown as JsonObject));
  const sha256 = sha256Hex(bytes);
  const month = createdAt.toISOString().slice(0, 7).replace('-', '/');
  const entry: PostEntry = {
    accountId,
    postId: record.postId,
    version: contentHash(record.raw).slice(0, 8),
    createdAt,
    kind,
    capturedAt: seen.at,
    pageName: seen.pageName,
    recordName: `${accountId}/posts/${month}/${record.postId}.${sha256.slice(0, 8)}.json`,
    sha256,
    ...(record.format === 'x-archive' && { provenance: 'user-supplied' }),
  };
  return { entry, bytes };
}
