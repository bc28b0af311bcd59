import { type Content } from './content';
import { type PostKind } from './post';

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

/** `20250304T000000Z`. */
function basicTime(time: Date): string {
  return `${time.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
}
