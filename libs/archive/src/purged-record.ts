import { type PostRecord, REMOVED_TEXT } from '@app/domain';

import { type PostEntry } from './post-archive';

/** What can be said of a record that was purged: its row says it. */
export function purgedRecord(entry: PostEntry, removedAt: string): PostRecord {
  const { accountId, type, postId, createdAt, sha256 } = entry;
  const isDeletion = type === 'deletion';
  const made = isDeletion ? {} : { author_id: accountId, created_at: createdAt.toISOString() };
  return {
    ...{ schemaVersion: 1, accountId, postId, format: 'x-api-v2' },
    ...(isDeletion && { type, noticed: { at: createdAt.toISOString() } }),
    raw: { post: { id: postId, ...made, text: REMOVED_TEXT }, includes: {}, problems: [] },
    removed: { at: removedAt, policy: 'purge', sha256 },
  };
}
