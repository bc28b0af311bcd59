import { type TestingModule } from '@nestjs/testing';
import { SystemClock } from '@app/config';
import { isAppError, Secret } from '@app/domain';
import { PostSource, TwitterAuthorization, TwitterIngestionModule } from '@app/twitter-ingestion';
import { describeTwitterAuthorization } from '@testing/twitter-ingestion';
import { z } from 'zod';

import { openModule } from '../support/open-module';
import { type RunningSandbox, startSandbox } from '../support/sandbox';
import { xApiConfig } from '../support/x-api-config';

const connectorUrl = 'https://connector.example';
const callbackUrl = `${connectorUrl}/Views/TwitterOAuth`;
const contoso = '2244994945';
const fabrikam = '30100071';

let sandbox: RunningSandbox;
let ingestion: TestingModule;
beforeAll(async () => {
  sandbox = await startSandbox({ connectorUrl });
  ingestion = await openIngestion(sandbox.url);
});
afterAll(() => sandbox.close());

describeTwitterAuthorization('XApiTwitterAuthorization', () =>
  Promise.resolve({
    authorization: ingestion.get(TwitterAuthorization),
    app: appKeys(),
    callbackUrl,
    accountIds: [contoso, fabrikam],
    agree,
    refuseNext: async (why) => {
      const refusal = { clock: { status: 401, code: 135 }, suspended: { status: 403, code: 416 } };
      await control('POST', 'faults', { target: 'x', kind: 'status', ...refusal[why] });
    },
  }),
);

describe('XApiTwitterAuthorization', () => {
  it('asks at the configured host', async () => {
    const { loginUrl, requestToken } = await ingestion
      .get(TwitterAuthorization)
      .begin(appKeys(), callbackUrl);
    expect(loginUrl).toBe(`${sandbox.url}/oauth/authenticate?oauth_token=${requestToken}`);
    const page = await fetch(loginUrl);
    expect(await page.text()).toContain('Authorize app');
  });

  it('is told when the owner does not agree', async () => {
    const { requestToken } = await ingestion
      .get(TwitterAuthorization)
      .begin(appKeys(), callbackUrl);
    const back = await answerPage(requestToken, contoso, 'deny');
    expect(back.href).toBe(`${callbackUrl}?denied=${requestToken}`);
  });

  it('gets keys that read the account they are for', async () => {
    const keys = await logIn(fabrikam);
    const source = ingestion.get(PostSource);
    const { accountId, username } = await source.whoAmI(keys);
    expect({ accountId, username }).toEqual({ accountId: fabrikam, username: 'fabrikam' });
    const page = await source.fetchPage(keys, { accountId: fabrikam });
    const authors = page.kind === 'limited' ? [] : page.posts.map(({ post }) => post?.author.id);
    expect(new Set(authors)).toEqual(new Set([fabrikam]));
  });

  it.each([
    ['read', { rejected: 'twitter.permission_missing' }],
    ['read-write-directmessages', { kind: 'last' }],
  ])('gets keys that may do what the app may: %s', async (permission, expected) => {
    await control('PUT', 'x/permission', { permission });
    const keys = await logIn(fabrikam);
    const page = await ingestion
      .get(PostSource)
      .fetchPage(keys, { accountId: fabrikam, stream: 'messages' })
      .catch((error: unknown) => ({ rejected: isAppError(error) && error.code }));
    expect(page).toMatchObject(expected);
  });

  it('gets new keys after the old ones were revoked', async () => {
    const before = await logIn(fabrikam);
    await control('DELETE', `x/grants/${fabrikam}`);
    const source = ingestion.get(PostSource);
    await expect(source.whoAmI(before)).rejects.toMatchObject({ code: 'twitter.unauthorized' });
    const after = await logIn(fabrikam);
    await expect(source.whoAmI(after)).resolves.toMatchObject({ accountId: fabrikam });
  });

  it('knows when X answers with something else', async () => {
    await control('POST', 'faults', { target: 'x', kind: 'truncate', path: '/oauth/' });
    const begin = () => ingestion.get(TwitterAuthorization).begin(appKeys(), callbackUrl);
    await expect(begin()).rejects.toMatchObject({ code: 'twitter.malformed' });
  });

  it('gives up when X does not answer in time', async () => {
    const impatient = await openIngestion(sandbox.url, 300);
    await control('POST', 'faults', { target: 'x', kind: 'hang', path: '/oauth/' });
    const begin = () => impatient.get(TwitterAuthorization).begin(appKeys(), callbackUrl);
    await expect(begin()).rejects.toMatchObject({ code: 'twitter.timeout' });
  });
});

function appKeys() {
  const { xAppKey, xAppSecret } = sandbox.credentials;
  return { appKey: new Secret(xAppKey), appSecret: new Secret(xAppSecret) };
}

async function logIn(accountId: string) {
  const authorization = ingestion.get(TwitterAuthorization);
  const login = await authorization.begin(appKeys(), callbackUrl);
  const verifier = await agree(login.requestToken, accountId);
  return { ...appKeys(), ...(await authorization.complete(appKeys(), { ...login, verifier })) };
}

async function agree(requestToken: string, accountId: string): Promise<string> {
  const back = await answerPage(requestToken, accountId, 'allow');
  expect(back.searchParams.get('oauth_token')).toBe(requestToken);
  return z.string().parse(back.searchParams.get('oauth_verifier'));
}

/** Fills in X's page as a person does; where X sends them back to. */
async function answerPage(token: string, accountId: string, answer: string): Promise<URL> {
  const response = await fetch(`${sandbox.url}/oauth/authorize`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ oauth_token: token, user_id: accountId, answer }),
  });
  return new URL(response.headers.get('location') ?? '');
}

async function control(method: string, path: string, body?: object): Promise<void> {
  const answer = await fetch(`${sandbox.url}/control/${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
  expect(answer.status).toBe(204);
}

function openIngestion(url: string, requestTimeoutMs = 10_000): Promise<TestingModule> {
  const slices = [xApiConfig(new URL(url), { requestTimeoutMs })];
  return openModule(TwitterIngestionModule, { slices, clock: new SystemClock() });
}
