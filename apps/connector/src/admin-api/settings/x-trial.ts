import { Injectable } from '@nestjs/common';
import { ServerConfig } from '@app/config';
import { isAppError } from '@app/domain';
import { secretNames, SecretStore } from '@app/secrets';
import { PostSource, TwitterAuthorization, type XAppKeys } from '@app/twitter-ingestion';

import { callbackUrl } from '../../connector-api/callback-url';
import { XApp } from '../../settings/x-app';
import { type Finding } from './finding';
import { explainX } from './x-findings';

/** The values of X as they are set now, tried out at X. */
@Injectable()
export class XTrial {
  constructor(
    private readonly app: XApp,
    private readonly secrets: SecretStore,
    private readonly authorization: TwitterAuthorization,
    private readonly posts: PostSource,
    private readonly server: ServerConfig,
  ) {}

  /**
   * Asks for a login that nobody goes on with: it proves the app's keys and its callback address. Then, where the app owner's access
   * token is set, for whom that is: what is refused now is the token.
   */
  async run(): Promise<Finding> {
    const callback = callbackUrl(this.server.publicUrl);
    try {
      const app = await this.app.keys();
      await this.authorization.begin(app, callback);
      return await this.tryOwner(app);
    } catch (error) {
      if (!isAppError(error)) throw error;
      return explainX(error, callback);
    }
  }

  private async tryOwner(app: XAppKeys): Promise<Finding> {
    const [accessToken, accessSecret] = await Promise.all([
      this.secrets.find(secretNames.xAccessToken),
      this.secrets.find(secretNames.xAccessSecret),
    ]);
    if (!accessToken || !accessSecret) {
      return { ok: true, message: "X accepts the app's API key and secret, and its callback URL." };
    }
    const { username } = await this.posts.whoAmI({ ...app, accessToken, accessSecret });
    return {
      ok: true,
      message: `X accepts the app's API key and secret, its callback URL, and the access token, which is @${username}'s.`,
    };
  }
}
