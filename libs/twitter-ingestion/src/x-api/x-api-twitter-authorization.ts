import { Injectable } from '@nestjs/common';
import { XApiConfig } from '@app/config';
import { AppError, Secret } from '@app/domain';
import { z } from 'zod';

import { type CallOptions } from '../post-source';
import {
  type AuthorizedAccount,
  type BegunLogin,
  type TwitterAuthorization,
  type XAppKeys,
} from '../twitter-authorization';
import { XApiConnection } from './x-api-connection';
import { toBeginError, toCompleteError } from './x-api-login-errors';

const text = z.string().min(1);
const requestTokenSchema = z.looseObject({
  oauth_token: text,
  oauth_token_secret: text,
  oauth_callback_confirmed: z.literal('true'),
});
const accessTokenSchema = z.looseObject({
  accessToken: text,
  accessSecret: text,
  userId: z.string().regex(/^\d{1,19}$/),
  screenName: text,
});

/** Login at X itself. */
@Injectable()
export class XApiTwitterAuthorization implements TwitterAuthorization {
  private readonly connection: XApiConnection;

  constructor(private readonly config: XApiConfig) {
    this.connection = new XApiConnection(config);
  }

  /**
   * Asks for what the app's permission at X is, which an admin sets: asked for reading only, X would give keys that never read direct
   * messages. The page's address is made here: the library knows only X's own host.
   */
  async begin(
    { appKey, appSecret }: XAppKeys,
    callbackUrl: string,
    { signal }: CallOptions = {},
  ): Promise<BegunLogin> {
    const client = this.connection.client({
      appKey: appKey.reveal(),
      appSecret: appSecret.reveal(),
    });
    const answer = await this.connection.call(() => client.generateAuthLink(callbackUrl), {
      signal,
      explain: toBeginError,
    });
    const { oauth_token: requestToken, oauth_token_secret: secret } = read(
      requestTokenSchema,
      answer,
    );
    const loginUrl = new URL('/oauth/authenticate', this.config.baseUrl);
    loginUrl.searchParams.set('oauth_token', requestToken);
    return { requestToken, requestSecret: new Secret(secret), loginUrl: loginUrl.href };
  }

  async complete(
    { appKey, appSecret }: XAppKeys,
    login: { requestToken: string; requestSecret: Secret; verifier: string },
    { signal }: CallOptions = {},
  ): Promise<AuthorizedAccount> {
    const client = this.connection.client({
      appKey: appKey.reveal(),
      appSecret: appSecret.reveal(),
      accessToken: login.requestToken,
      accessSecret: login.requestSecret.reveal(),
    });
    const answer = await this.connection.call(() => client.login(login.verifier), {
      signal,
      explain: toCompleteError,
    });
    const { userId, screenName, accessToken, accessSecret } = read(accessTokenSchema, answer);
    return {
      accountId: userId,
      username: screenName,
      accessToken: new Secret(accessToken),
      accessSecret: new Secret(accessSecret),
    };
  }
}

/** The cause is left out: it would quote tokens. */
function read<T>(schema: z.ZodType<T>, answer: unknown): T {
  const parsed = schema.safeParse(answer);
  if (parsed.success) return parsed.data;
  throw new AppError(
    'twitter.malformed',
    'X gave an answer to the login that is not what it describes; try again.',
  );
}
