import { itemIdOfEntry, subjectOf } from '@app/domain';

import { type PostArchive, type PostEntry } from './post-archive';

/** All versions of what an item of that id is made of, by capture time: a post of the account, or of somebody else, or what else the id names. */
export async function entriesOfItem(
  archive: PostArchive,
  accountId: string,
  itemId: string,
): Promise<PostEntry[]> {
  const { type, postId } = subjectOf(itemId, accountId);
  const own = await archive.find(accountId, postId, type);
  const isOfOthers = type === 'post' && own.length === 0;
  const found = isOfOthers ? await archive.find(accountId, postId, 'inbound') : own;
  return found.filter((entry) => itemIdOfEntry(entry) === itemId);
}
