import { type ItemUser, type Post, type User } from '@app/domain';

/**
 * `Display name (@handle)`, or as much of it as X told. X gives no e-mail address; like Microsoft's sample, the id stands in its
 * place: it never changes, and mail must come from somewhere.
 */
export function toItemUser(user: User): ItemUser {
  const handle = user.username ? `@${user.username}` : undefined;
  const name = user.name && handle ? `${user.name} (${handle})` : (user.name ?? handle);
  return {
    Id: user.id ?? null,
    UserProfilePhotoUrl: user.profileImageUrl ?? null,
    Name: name ?? null,
    EmailAddress: user.id ?? user.username ?? null,
    MobileNumber: null,
  };
}

/**
 * Who a post is addressed to: whom it answers or reposts, then whom it names, also in a text it reposts; each once, never the
 * author. A message must have a recipient, so a post to nobody in particular is addressed to its author.
 */
export function recipientsOf(post: Post): ItemUser[] {
  const reposted = post.references.find(({ type }) => type === 'reposted')?.post;
  const addressed = [
    post.inReplyToUser,
    reposted?.author,
    ...post.mentions,
    ...(reposted?.mentions ?? []),
  ].filter((user) => user !== undefined);
  const others = addressed.filter((user) => !isSame(user, post.author));
  const unique = others.filter((user, i) => others.findIndex((other) => isSame(user, other)) === i);
  return (unique.length > 0 ? unique : [post.author]).map(toItemUser);
}

function isSame(a: User, b: User): boolean {
  if (a.id !== undefined && b.id !== undefined) return a.id === b.id;
  return a.username !== undefined && a.username.toLowerCase() === b.username?.toLowerCase();
}
