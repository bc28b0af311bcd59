import { createHash } from 'node:crypto';
import { canonicalJson, contentHash, type JsonObject, type PostRecord } from '@app/domain';

import { type EntryType, type PostEntry, type PostToSave } from './post-archive';

export function sha256Hex(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

const FOLDERS: Readonly<Record<EntryType, string>> = {
  post: 'posts',
  inbound: 'inbound',
  message: 'messages',
  like: 'likes',
  profile: 'profiles',
  deletion: 'deletions',
};

/** What every archive writes for a post, wherever it keeps it: its bytes and its index row. */
export function encodePost(
  accountId: string,
  { record, isInbound = false, createdAt, kind }: PostToSave,
  seen: { pageName: string; at: Date },
): { entry: PostEntry; bytes: Uint8Array } {
  const bytes = Buffer.from(canonicalJson(record as unknown as JsonObject));
  const sha256 = sha256Hex(bytes);
  const month = createdAt.toISOString().slice(0, 7).replace('-', '/');
  const type = record.type ?? (isInbound ? 'inbound' : 'post');
  const entry: PostEntry = {
    accountId,
    type,
    postId: record.postId,
    version: versionOf(record),
    createdAt,
    kind,
    capturedAt: seen.at,
    pageName: seen.pageName,
    recordName: `${accountId}/${FOLDERS[type]}/${month}/${record.postId}.${sha256.slice(0, 8)}.json`,
    sha256,
    ...(record.format === 'x-archive' && { provenance: 'user-supplied' }),
  };
  return { entry, bytes };
}

/** What was noticed twice is two records, though it looks the same. */
function versionOf({ raw, noticed }: PostRecord): string {
  const content = contentHash(raw);
  return (noticed ? sha256Hex(`${content} ${noticed.at}`) : content).slice(0, 8);
}
