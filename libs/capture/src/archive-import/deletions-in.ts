import { type PostToSave } from '@app/archive';
import { timeInText } from '@app/domain';
import { type SuppliedPost } from '@app/twitter-ingestion';

import { noticedToSave, recordOf } from '../post-to-save';

/**
 * That posts are gone, as the owner's archive says: noticed when they were deleted, so that each archive that tells of one
 * tells the same. Where that is no time, when X made the archive.
 */
export function deletionsIn(
  posts: readonly SuppliedPost[],
  accountId: string,
  generatedAt: Date,
): PostToSave[] {
  return posts.flatMap((post): PostToSave[] => {
    const { supplied } = post;
    if (supplied.deleted_at === undefined) return [];
    const record = recordOf(accountId, post, { format: 'x-archive', supplied });
    const at = timeInText(supplied.deleted_at) ?? generatedAt;
    return [noticedToSave(record, 'deletion', { at }, { isReadable: true })];
  });
}
