import { type Post, type User } from '@app/domain';

export interface Addressees {
  /** Whom it answers or reposts; else whom it names; else its author: a message must have a recipient. */
  to: User[];
  /** Whom it names besides, also in a text it reposts. */
  cc: User[];
}

/** Who a post is addressed to, each once, never the author unless there is nobody else. */
export function addresseesOf(post: Post): Addressees {
  const reposted = post.references.find(({ type }) => type === 'reposted')?.post;
  const addressed = [post.inReplyToUser, reposted?.author].filter((user) => user !== undefined);
  const named = [...post.mentions, ...(reposted?.mentions ?? [])];
  const to = withoutRepeats(addressed, [post.author]);
  const cc = withoutRepeats(named, [post.author, ...to]);
  if (to.length > 0) return { to, cc };
  return { to: cc.length > 0 ? cc : [post.author], cc: [] };
}

function withoutRepeats(users: User[], others: User[]): User[] {
  const isNew = (user: User, i: number) => {
    const before = [...others, ...users.slice(0, i)];
    return !before.some((other) => isSame(user, other));
  };
  return users.filter(isNew);
}

function isSame(a: User, b: User): boolean {
  if (a.id !== undefined && b.id !== undefined) return a.id === b.id;
  return a.username !== undefined && a.username.toLowerCase() === b.username?.toLowerCase();
}
