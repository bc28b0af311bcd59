import { type Post } from '@app/domain';

import { type ConversionContext } from './conversion-context';
import { displayNameOf } from './item-users';

/** How a post of somebody else came to be archived: what it has to do with the account. */
export interface Origin {
  relation: 'reply' | 'quote' | 'repost' | 'mention';
  /** `Replies to @contoso`. */
  words: string;
}

/** Absent of the account's own posts, and where the post itself does not tell. */
export function originOf(post: Post, context: ConversionContext): Origin | undefined {
  const { accountId, username } = context;
  if (post.author.id === accountId) return undefined;
  const account = displayNameOf({ username }) ?? accountId;
  if (post.inReplyToUser?.id === accountId) {
    return { relation: 'reply', words: `Replies to ${account}` };
  }
  if (refersTo('quoted', post, context)) {
    return { relation: 'quote', words: `Quotes a post of ${account}` };
  }
  if (refersTo('reposted', post, context)) {
    return { relation: 'repost', words: `Reposts a post of ${account}` };
  }
  const isNamed = post.mentions.some(
    (user) => user.id === accountId || isCalled(user.username, username),
  );
  return isNamed ? { relation: 'mention', words: `Mentions ${account}` } : undefined;
}

export function originNotes(post: Post, context: ConversionContext): string[] {
  const origin = originOf(post, context);
  return origin ? [`[${origin.words}]`] : [];
}

/** By the post's author; of a post that X does not show, by the link to it. */
function refersTo(
  wanted: 'quoted' | 'reposted',
  { references, links }: Post,
  { accountId, username }: ConversionContext,
): boolean {
  const isLinked = (id: string) =>
    links.some(({ expandedUrl }) => {
      const [, name, linked] =
        /^https:\/\/(?:x|twitter)\.com\/(\w+)\/status\/(\d+)/.exec(expandedUrl) ?? [];
      return linked === id && isCalled(name, username);
    });
  return references.some(
    ({ type, id, post }) => type === wanted && (post ? post.author.id === accountId : isLinked(id)),
  );
}

function isCalled(name: string | undefined, username: string): boolean {
  return name?.toLowerCase() === username.toLowerCase();
}
