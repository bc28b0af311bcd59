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
  switch (content.type) {
    case 'post':
      return content.post.id;
    case 'message':
      return `message-${content.message.id}`;
    case 'like':
      return `like-${accountId}-${content.like.postId}`;
    case 'profile':
      return `profile-${accountId}-${basicTime(content.change.noticed.at)}`;
    case 'deletion':
      return `deletion-${content.deletion.postId}`;
  }
}

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
  if (type === 'profile') return `profile-${accountId}-${basicTime(createdAt)}`;
  if (type === 'like') return `like-${accountId}-${postId}`;
  return type === 'post' || type === 'inbound' ? postId : `${type}-${postId}`;
}

/** `20250304T000000Z`. */
function basicTime(time: Date): string {
  return `${time.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
}
