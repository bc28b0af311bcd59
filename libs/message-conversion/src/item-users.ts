import { type ItemUser, type Post, type User } from '@app/domain';

import { addresseesOf } from './addressees';

/** `Display name (@handle)`, or as much of it as X told. */
export function displayNameOf(user: User): string | undefined {
  const handle = user.username ? `@${user.username}` : undefined;
  return user.name && handle ? `${user.name} (${handle})` : (user.name ?? handle);
}

/** X gives no e-mail address; like Microsoft's sample, the id stands in its place: it never changes, and mail must come from somewhere. */
export function toItemUser(user: User): ItemUser {
  return {
    Id: user.id ?? null,
    UserProfilePhotoUrl: user.profileImageUrl ?? null,
    Name: displayNameOf(user) ?? null,
    EmailAddress: user.id ?? user.username ?? null,
    MobileNumber: null,
  };
}

/** To and Cc: an item does not tell them apart. */
export function recipientsOf(post: Post): ItemUser[] {
  const { to, cc } = addresseesOf(post);
  return [...to, ...cc].map(toItemUser);
}
