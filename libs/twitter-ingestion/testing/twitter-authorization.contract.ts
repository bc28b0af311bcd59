import { Secret } from '@app/domain';
import {
  type AuthorizedAccount,
  type TwitterAuthorization,
  type XAppKeys,
} from '@app/twitter-ingestion';

/** X, or what stands for it, with one app and at least two accounts. */
export interface AuthorizationSetting {
  authorization: TwitterAuthorization;
  app: XAppKeys;
  callbackUrl: string;
  accountIds: [string, string];
  /** The account's owner agrees at X's page; the verifier X gives back. */
  agree(requestToken: string, accountId: string): Promise<string>;
  /** The next request finds the clock wrong, or the app suspended. */
  refuseNext(why: 'clock' | 'suspended'): Promise<void>;
}

/** What every TwitterAuthorization guarantees. */
export function describeTwitterAuthorization(
  name: string,
  set: () => Promise<AuthorizationSetting>,
): void {
  describe(`${name} is a TwitterAuthorization`, () => {
    let x: AuthorizationSetting;
    beforeAll(async () => {
      x = await set();
    });
    const begin = () => x.authorization.begin(x.app, x.callbackUrl);
    const keysOf = ({ accessToken, accessSecret }: AuthorizedAccount) =>
      `${accessToken.reveal()} ${accessSecret.reveal()}`;

    it('gives an account and its keys when the owner has agreed', async () => {
      const login = await begin();
      expect(new URL(login.loginUrl).searchParams.get('oauth_token')).toBe(login.requestToken);
      const [accountId] = x.accountIds;
      const verifier = await x.agree(login.requestToken, accountId);
      const account = await x.authorization.complete(x.app, { ...login, verifier });
      expect(account).toMatchObject({ accountId, username: expect.stringMatching(/./) as string });
      expect(keysOf(account)).toMatch(/^\S+ \S+$/);
    });

    it('works once', async () => {
      const login = await begin();
      const verifier = await x.agree(login.requestToken, x.accountIds[0]);
      await x.authorization.complete(x.app, { ...login, verifier });
      await expect(x.authorization.complete(x.app, { ...login, verifier })).rejects.toMatchObject({
        code: 'twitter.login_refused',
      });
    });

    it('keeps two logins apart', async () => {
      const [one, two] = [await begin(), await begin()];
      const [first, second] = x.accountIds;
      const verifierTwo = await x.agree(two.requestToken, second);
      const verifierOne = await x.agree(one.requestToken, first);
      await expect(
        x.authorization.complete(x.app, { ...one, verifier: verifierTwo }),
      ).rejects.toMatchObject({ code: 'twitter.login_refused' });
      const accountTwo = await x.authorization.complete(x.app, { ...two, verifier: verifierTwo });
      const accountOne = await x.authorization.complete(x.app, { ...one, verifier: verifierOne });
      expect([accountOne.accountId, accountTwo.accountId]).toEqual([first, second]);
      expect(keysOf(accountOne)).not.toBe(keysOf(accountTwo));
    });

    it('refuses who has another secret than the login', async () => {
      const login = await begin();
      const verifier = await x.agree(login.requestToken, x.accountIds[0]);
      const forged = { ...login, requestSecret: new Secret('guessed'), verifier };
      await expect(x.authorization.complete(x.app, forged)).rejects.toMatchObject({
        code: 'twitter.login_refused',
      });
    });

    it.each([
      ['key', (app: XAppKeys) => ({ ...app, appKey: new Secret('wrong') })],
      ['secret', (app: XAppKeys) => ({ ...app, appSecret: new Secret('wrong') })],
    ])("tells that the app's %s is wrong", async (_, wrong) => {
      await expect(x.authorization.begin(wrong(x.app), x.callbackUrl)).rejects.toMatchObject({
        code: 'twitter.app_keys_refused',
      });
    });

    it('tells that the callback is not registered', async () => {
      const elsewhere = 'https://elsewhere.example/Views/TwitterOAuth';
      await expect(x.authorization.begin(x.app, elsewhere)).rejects.toMatchObject({
        code: 'twitter.callback_not_registered',
      });
    });

    it.each([
      ['clock', 'twitter.clock_skew'],
      ['suspended', 'twitter.app_suspended'],
    ] as const)('tells why X refuses the app: %s', async (why, code) => {
      await x.refuseNext(why);
      await expect(begin()).rejects.toMatchObject({ code });
      const login = await begin();
      await x.refuseNext(why);
      await expect(
        x.authorization.complete(x.app, { ...login, verifier: 'any' }),
      ).rejects.toMatchObject({ code });
    });

    it('stops when it is told to', async () => {
      const reason = new Error('enough');
      const signal = AbortSignal.abort(reason);
      await expect(x.authorization.begin(x.app, x.callbackUrl, { signal })).rejects.toBe(reason);
    });
  });
}
