import { type Content } from './content';
import { type PostKind } from './post';
import { isPostId, type PostId } from './post-id';

export interface ItemSubject {
  type: Content['type'];
  postId: PostId;
}

export type ContentKind = PostKind | 'message' | 'like' | 'profile' | 'deletion';

/**
 * The id of its item, and of the item's file: unique within the archive of an account, the same whenever it is made. A post's is the
 * post's; only digits, letters and hyphens.
 */
export function itemIdOf(content: Content, accountId: string): string {
  return madeOf(content.type, accountId, subjectIn(content));
}

function subjectIn(content: Content): string {
  switch (content.type) {
    case 'post':
      return content.post.id;
    case 'message':
      return content.message.id;
    case 'like':
      return content.like.postId;
    case 'profile':
      return basicTime(content.change.noticed.at);
    case 'deletion':
      return content.deletion.postId;
  }
}

/** What others do too is theirs by the account. */
function madeOf(type: Content['type'], accountId: string, subject: string): string {
  if (type === 'post') return subject;
  const isOfAccount = type === 'like' || type === 'profile';
  return isOfAccount ? `${type}-${accountId}-${subject}` : `${type}-${subject}`;
}

/** As {@link madeOf} makes them, but for posts. */
const OTHER_ID = /^(?:(message|deletion)-|(like|profile)-\d{1,19}-)(\d{1,19}|\d{8}T\d{6}Z)$/;

/** Is it an id that {@link itemIdOf} may give? */
export function isItemId(id: string): boolean {
  return isPostId(id) || OTHER_ID.test(id);
}

/** What an item id is about: the type of the entry, and X's id of it; of an account's profile, the account's. */
export function subjectOf(itemId: string, accountId: string): ItemSubject {
  const [, single, ofAccount, id = itemId] = OTHER_ID.exec(itemId) ?? [];
  if (single === 'message' || single === 'deletion') return { type: single, postId: id };
  if (ofAccount === 'like') return { type: 'like', postId: id };
  return ofAccount ? { type: 'profile', postId: accountId } : { type: 'post', postId: itemId };
}

/** The same as {@link itemIdOf} of what is archived, though that cannot be read. */
export function itemIdOfEntry(entry: {
  type: Content['type'] | 'inbound';
  accountId: string;
  postId: PostId;
  createdAt: Date;
}): string {
  const { type, accountId, postId, createdAt } = entry;
  const subject = type === 'profile' ? basicTime(createdAt) : postId;
  return madeOf(type === 'inbound' ? 'post' : type, accountId, subject);
}

/** `20250304T000000Z`. */
function basicTime(time: Date): string {
  return `${time.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
}
