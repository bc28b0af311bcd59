import { type User } from '@app/domain';

import { type ConversionContext } from '../conversion-context';

/** The account by the name it has now, where what was captured does not tell. */
export function accountUser({ accountId, username }: ConversionContext, told: User = {}): User {
  return { ...told, id: accountId, username: told.username ?? username };
}

/** The same of any user. */
export function named(user: User, context: ConversionContext): User {
  return user.id === context.accountId ? accountUser(context, user) : user;
}
