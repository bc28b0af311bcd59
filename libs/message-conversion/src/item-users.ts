import { type ItemUser, type Post, type User } from '@app/domain';

import { type ConversionContext } from './conversion-context';

/** `Display name (@handle)`, or as much of it as X told. X gives no e-mail address and no number. */
export function toItemUser(user: User): ItemUser {
  const handle = user.username ? `@${user.username}` : undefined;
  const name = user.name && handle ? `${user.name} (${handle})` : (user.name ?? handle);
  return {
    Id: user.id ?? null,
    UserProfilePhotoUrl: user.profileImageUrl ?? null,
    Name: name ?? null,
    EmailAddress: null,
    MobileNumber: null,
  };
}

/**
 * Who a post is addressed to: whom it answers, then whom it names; each once, never the author. A message must have a
 * recipient, so a post to nobody in particular is addressed to the account itself.
 */
export function recipientsOf(post: Post, context: ConversionContext): ItemUser[] {
  const addressed = [post.inReplyToUser, ...post.mentions].filter((user) => user !== undefined);
  const others = addressed.filter((user) => !isSame(user, post.author));
  const unique = others.filter((user, i) => others.findIndex((other) => isSame(user, other)) === i);
  const account = { id: context.accountId, username: context.username };
  return (unique.length > 0 ? unique : [account]).map(toItemUser);
}

function isSame(a: User, b: User): boolean {
  if (a.id !== undefined && b.id !== undefined) return a.id === b.id;
  return a.username !== undefined && a.username.toLowerCase() === b.username?.toLowerCase();
}
