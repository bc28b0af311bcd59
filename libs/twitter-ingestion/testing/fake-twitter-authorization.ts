import { AppError, Secret } from '@app/domain';
import {
  type AuthorizedAccount,
  type BegunLogin,
  type CallOptions,
  type TwitterAuthorization,
  type XAppKeys,
} from '@app/twitter-ingestion';

interface FakeLogin {
  secret: string;
  verifier?: string;
  accountId?: string;
}

/** X's login in memory: one app, one registered callback, any account. */
export class FakeTwitterAuthorization implements TwitterAuthorization {
  readonly app = { appKey: new Secret('fake-app-key'), appSecret: new Secret('fake-app-secret') };
  /** Taken one per call, before anything else. */
  failures: AppError[] = [];
  private readonly logins = new Map<string, FakeLogin>();
  private count = 0;

  constructor(readonly callbackUrl = 'https://connector.example/Views/TwitterOAuth') {}

  /** The owner of the account agrees at X's page; the verifier X gives back. */
  agree(requestToken: string, accountId: string): string {
    const login = this.logins.get(requestToken);
    if (!login) throw new Error(`There is no login ${requestToken}.`);
    const verifier = `verifier-${++this.count}`;
    Object.assign(login, { verifier, accountId });
    return verifier;
  }

  async begin(app: XAppKeys, callbackUrl: string, options?: CallOptions): Promise<BegunLogin> {
    await this.answer(app, options);
    if (callbackUrl !== this.callbackUrl) throw refused('twitter.callback_not_registered');
    const requestToken = `request-token-${++this.count}`;
    const secret = `request-secret-${this.count}`;
    this.logins.set(requestToken, { secret });
    const loginUrl = `https://x.example/oauth/authenticate?oauth_token=${requestToken}`;
    return { requestToken, requestSecret: new Secret(secret), loginUrl };
  }

  async complete(
    app: XAppKeys,
    login: { requestToken: string; requestSecret: Secret; verifier: string },
    options?: CallOptions,
  ): Promise<AuthorizedAccount> {
    await this.answer(app, options);
    const known = this.logins.get(login.requestToken);
    const isRight =
      known?.verifier === login.verifier && known.secret === login.requestSecret.reveal();
    if (!known?.accountId || !isRight) throw refused('twitter.login_refused');
    this.logins.delete(login.requestToken);
    const { accountId } = known;
    return {
      accountId,
      username: `user${accountId}`,
      accessToken: new Secret(`access-token-of-${accountId}`),
      accessSecret: new Secret(`access-secret-of-${accountId}`),
    };
  }

  private async answer(app: XAppKeys, { signal }: CallOptions = {}): Promise<void> {
    await Promise.resolve();
    signal?.throwIfAborted();
    const failure = this.failures.shift();
    if (failure) throw failure;
    const isApp =
      app.appKey.reveal() === this.app.appKey.reveal() &&
      app.appSecret.reveal() === this.app.appSecret.reveal();
    if (!isApp) throw refused('twitter.app_keys_refused');
  }
}

function refused(code: AppError['code']): AppError {
  return new AppError(code, code);
}
