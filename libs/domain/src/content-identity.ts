import { type Content, type Noticed } from './content';
import { postKind, type PostKind } from './post';

export type ContentKind = PostKind | 'message' | 'like' | 'profile' | 'deletion';

/** The one word for what a record is about. */
export function contentKind(content: Content): ContentKind {
  return content.type === 'post' ? postKind(content.post) : content.type;
}

/** When it happened; of what X gives no time of, when it was noticed. */
export function timeOfContent(content: Content): Date {
  if (content.type === 'post') return content.post.createdAt;
  return content.type === 'message' ? content.message.createdAt : noticedOf(content).at;
}

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

function noticedOf(content: Exclude<Content, { type: 'post' | 'message' }>): Noticed {
  switch (content.type) {
    case 'like':
      return content.like.noticed;
    case 'profile':
      return content.change.noticed;
    case 'deletion':
      return content.deletion.noticed;
  }
}

/** `20250304T000000Z`. */
function basicTime(time: Date): string {
  return `${time.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
}
