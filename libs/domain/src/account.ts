import { type Secret } from './secret';

/** Who an account is, as X says. */
export interface AccountProfile {
  accountId: string;
  username: string;
  name: string;
  /** Posts X counts for the account, deleted ones not included; may lag a little. */
  postCount?: number;
}

/** The four keys that sign a request for one account (OAuth 1.0a user context). */
export interface XCredentials {
  appKey: Secret;
  appSecret: Secret;
  accessToken: Secret;
  accessSecret: Secret;
}
