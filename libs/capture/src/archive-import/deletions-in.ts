import { type PostToSave } from '@app/archive';
import { type Json } from '@app/domain';
import { type SuppliedPost } from '@app/twitter-ingestion';

/**
 * That posts are gone, as the owner's archive says: noticed when they were deleted, so that each archive that tells of one
 * tells the same. Where that is no time, when X made the archive.
 */
export function deletionsIn(
  posts: readonly SuppliedPost[],
  accountId: string,
  generatedAt: Date,
): PostToSave[] {
  return posts.flatMap(({ id, raw, supplied }): PostToSave[] => {
    if (supplied.deleted_at === undefined) return [];
    const at = timeIn(supplied.deleted_at) ?? generatedAt;
    const noticed = { at: at.toISOString() };
    const about = { type: 'deletion', schemaVersion: 1, accountId, postId: id } as const;
    const record = { ...about, raw, format: 'x-archive', supplied, noticed } as const;
    return [{ record, createdAt: at, kind: 'deletion' }];
  });
}

function timeIn(text: Json): Date | undefined {
  const time = new Date(typeof text === 'string' ? text : NaN);
  return Number.isNaN(time.getTime()) ? undefined : time;
}
