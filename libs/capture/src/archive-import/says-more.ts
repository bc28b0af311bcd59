import { type Content, type DirectMessage, type Post } from '@app/domain';
import { type SuppliedPost } from '@app/twitter-ingestion';

/**
 * Does the owner's copy of a post or message say what X's API has not said: that it was deleted, words that the other lacks, or more
 * files? (X replaces the text of a post that it withholds.) Where it ends earlier or differs in links only, it says nothing new: X
 * cuts texts there.
 */
export function saysMore(copy: SuppliedPost, known: Content | undefined): boolean {
  const { raw, post, message } = copy;
  if (!post && !message) return false;
  if (raw.post.deleted_at !== undefined) return true;
  if (post && known?.type === 'post') return postSaysMore(post, known.post);
  if (message && known?.type === 'message') return messageSaysMore(message, known.message);
  return true;
}

function postSaysMore(post: Post, known: Post): boolean {
  const isRepost = known.references.some(({ type }) => type === 'reposted');
  return !isRepost && !beginsWith(known.text, post.text);
}

function messageSaysMore(message: DirectMessage, known: DirectMessage): boolean {
  return message.media.length > known.media.length || !beginsWith(known.text, message.text);
}

function beginsWith(whole: string, beginning: string): boolean {
  return words(whole).startsWith(words(beginning));
}

function words(text: string): string {
  const withoutLinks = text.replace(/https:\/\/t\.co\/\w+/g, '');
  return withoutLinks.replace(/\s+/g, ' ').trim().replace(/…$/, '').trim();
}
