import { type Secret } from '@app/domain';

import { type CallOptions } from './post-source';

/** The keys of the app in X's developer portal. */
export interface XAppKeys {
  appKey: Secret;
  appSecret: Secret;
}

/** A login that has begun: X shows its page for `requestToken`; only who has the secret can complete it. */
export interface BegunLogin {
  requestToken: string;
  requestSecret: Secret;
  /** Where the person agrees, at X. */
  loginUrl: string;
}

/** An account whose owner has let the app in. */
export interface AuthorizedAccount {
  accountId: string;
  username: string;
  accessToken: Secret;
  accessSecret: Secret;
}

/**
 * Asks an account's owner, at X, to let the app in (OAuth 1.0a in three steps). Rejects with
 * `twitter.app_keys_refused`, `twitter.callback_not_registered`, `twitter.clock_skew` or `twitter.app_suspended` when X will not
 * have the app, with `twitter.login_refused` when it will not have this login, or as PostSource does.
 */
export abstract class TwitterAuthorization {
  /** X sends the person back to `callbackUrl`, with `oauth_token` and `oauth_verifier`, or with `denied`. */
  abstract begin(app: XAppKeys, callbackUrl: string, options?: CallOptions): Promise<BegunLogin>;

  /** Works once. `verifier` is what X gave back with the person. */
  abstract complete(
    app: XAppKeys,
    login: { requestToken: string; requestSecret: Secret; verifier: string },
    options?: CallOptions,
  ): Promise<AuthorizedAccount>;
}
