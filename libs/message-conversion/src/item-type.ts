import { type Post, type PostKind, postKind } from '@app/domain';

const ITEM_TYPES: Readonly<Record<PostKind, string>> = {
  post: 'Tweet',
  reply: 'Reply',
  quote: 'Quote',
  repost: 'Retweet',
};

/** What the Import service and message classes call the kind of a post. */
export function itemTypeOf(post: Post): string {
  return ITEM_TYPES[postKind(post)];
}
