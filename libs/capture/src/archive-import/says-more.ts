import { type Post } from '@app/domain';
import { type SuppliedPost } from '@app/twitter-ingestion';

/**
 * Does the owner's copy of a post say what X's API has not said: that it was deleted, or words that the other lacks? (X replaces
 * the text of a post that it withholds.) Where it ends earlier or differs in links only, it says nothing new: X cuts texts there.
 */
export function saysMore({ raw, post: supplied }: SuppliedPost, known: Post | undefined): boolean {
  if (!supplied) return false;
  if (!known || raw.post.deleted_at !== undefined) return true;
  const isRepost = known.references.some(({ type }) => type === 'reposted');
  return !isRepost && !words(known.text).startsWith(words(supplied.text));
}

function words(text: string): string {
  const withoutLinks = text.replace(/https:\/\/t\.co\/\w+/g, '');
  return withoutLinks.replace(/\s+/g, ' ').trim().replace(/…$/, '').trim();
}
