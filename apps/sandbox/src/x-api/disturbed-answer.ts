import { isJsonObject, type Json, type JsonObject } from '@app/domain';

import { type Fault } from '../core/fault';

/** What X shows when something is odd about the account or the page, but nothing fails. */
export function disturbed(fault: Fault, made: JsonObject, accountId: string): JsonObject {
  switch (fault.kind) {
    case 'shuffled_page':
      return Array.isArray(made.data) ? { ...made, data: shuffled(made.data) } : made;
    case 'protected':
      return withAccount(made, accountId, { protected: true });
    case 'renamed':
      return withAccount(made, accountId, { username: fault.username });
    default:
      return made;
  }
}

/** The second half first, and at the end what was the first post once more. */
function shuffled(data: Json[]): Json[] {
  const middle = Math.ceil(data.length / 2);
  return [...data.slice(middle), ...data.slice(0, middle), ...data.slice(0, 1)];
}

function withAccount(made: JsonObject, accountId: string, changes: JsonObject): JsonObject {
  const change = (value: Json): Json => {
    if (Array.isArray(value)) return value.map(change);
    if (!isJsonObject(value)) return value;
    const isAccount = value.id === accountId && 'username' in value;
    return isAccount ? { ...value, ...changes } : value;
  };
  const { data, includes } = made;
  const users = isJsonObject(includes) && Array.isArray(includes.users) ? includes.users : [];
  return {
    ...made,
    ...(data !== undefined && { data: change(data) }),
    ...(isJsonObject(includes) && { includes: { ...includes, users: users.map(change) } }),
  };
}
