import { inspect } from 'node:util';
import { NEVER_CAPTURED } from '@app/archive';
import { AppError, Secret } from '@app/domain';
import { secretNames } from '@app/secrets';
import { aJob } from '@testing/jobs';

import { ConnectorApp } from '../../testing/connector-app';
import { SetupBrowser } from '../../testing/setup-browser';
import { ConsentText } from '../consent/consent-text';

const connector = new ConnectorApp();
beforeAll(() => connector.start());
afterAll(() => connector.stop());

let made = 0;
let jobId: string;
let accountId: string;
let browser: SetupBrowser;
beforeEach(() => {
  jobId = `job-${++made}`;
  accountId = `${1000 + made}`;
  browser = new SetupBrowser(connector);
});

const jobNow = () => connector.jobs.find(jobId);
const keysOf = async (account: string) => {
  const found = await connector.secrets.find(secretNames.accountKeys(account));
  return found && (JSON.parse(found.reveal()) as unknown);
};
const keysFor = (account: string) => ({
  accessToken: `access-token-of-${account}`,
  accessSecret: `access-secret-of-${account}`,
});
const isCreated = async () => (await jobNow())?.state === 'created';

describe('Login with Twitter', () => {
  it('creates a job, from the login to the last step', async () => {
    const oauthToken = await browser.begin({ jobId });
    const temporaryAccessCode = connector.x.agree(oauthToken, accountId);
    const stored = await browser.store({ jobId, oauthToken, temporaryAccessCode });
    expect(stored.body).toBe(true);
    expect(await jobNow()).toMatchObject({
      state: 'pending',
      accountId,
      tenantId: connector.tenantId,
      tokenSetAt: connector.clock.now(),
    });
    expect(await keysOf(accountId)).toEqual(keysFor(accountId));
    const entities = await browser.get('GetEntities', { jobId });
    const [entity] = entities.body as { Id: string; Name: string }[];
    expect(entity).toMatchObject({ Id: accountId, Name: `user${accountId}`, AlreadyUsed: false });
    const saved = await browser.savePage(jobId, { Id: accountId, ...entity });
    expect(saved.body).toBe(true);
    expect(await isCreated()).toBe(true);
  });

  it('gives the browser a cookie that no script and no other host gets, for ten minutes', async () => {
    const answer = await browser.get('OAuthUrl', {});
    const [cookie = '', ...more] = answer.get('Set-Cookie') ?? [];
    expect(more).toEqual([]);
    expect(cookie).toMatch(/^__Host-login-[0-9a-f]{8}=[\w-]{43}; Max-Age=600; Path=\/;/);
    for (const part of ['HttpOnly', 'Secure', 'SameSite=Lax']) expect(cookie).toContain(part);
    expect(cookie).not.toContain('Domain');
  });

  it('works once', async () => {
    const oauthToken = await browser.begin();
    const cookies = new Map(browser.cookies);
    const temporaryAccessCode = connector.x.agree(oauthToken, accountId);
    await browser.store({ jobId, oauthToken, temporaryAccessCode });
    expect(browser.cookies.size).toBe(0);
    for (const [name, value] of cookies) browser.cookies.set(name, value);
    const again = await browser.store({ jobId, oauthToken, temporaryAccessCode });
    expect([again.status, again.body]).toMatchObject([400, { code: 'jobs.unknown_login' }]);
  });

  it.each([
    [599, 200],
    [600, 400],
  ])('may be completed after %i seconds: %i', async (seconds, status) => {
    const oauthToken = await browser.begin();
    const temporaryAccessCode = connector.x.agree(oauthToken, accountId);
    connector.clock.advance(seconds * 1000);
    const stored = await browser.store({ jobId, oauthToken, temporaryAccessCode });
    expect(stored.status).toBe(status);
  });

  it('cannot be completed by another browser, nor for another job', async () => {
    const oauthToken = await browser.begin({ jobId });
    const temporaryAccessCode = connector.x.agree(oauthToken, accountId);
    const body = { jobId, oauthToken, temporaryAccessCode };
    const other = await new SetupBrowser(connector).store(body);
    expect(other.body).toMatchObject({ code: 'jobs.unknown_login' });
    const otherJob = await browser.store({ ...body, jobId: 'other-job' });
    expect(otherJob.body).toMatchObject({ code: 'jobs.unknown_login' });
    expect(await connector.jobs.find('other-job')).toBeUndefined();
    expect(await keysOf(accountId)).toBeUndefined();
  });

  it('does not mix two set-ups at once, in two browsers or in one', async () => {
    for (const second of [new SetupBrowser(connector), browser]) {
      const jobs = [`${jobId}-${++made}`, `${jobId}-${++made}`] as const;
      const accounts = [`${1000 + made}`, `${2000 + made}`] as const;
      const [one, two] = [await browser.begin(), await second.begin()];
      const codeTwo = connector.x.agree(two, accounts[1]);
      const codeOne = connector.x.agree(one, accounts[0]);
      const storedTwo = second.store({
        jobId: jobs[1],
        oauthToken: two,
        temporaryAccessCode: codeTwo,
      });
      expect((await storedTwo).body).toBe(true);
      const storedOne = browser.store({
        jobId: jobs[0],
        oauthToken: one,
        temporaryAccessCode: codeOne,
      });
      expect((await storedOne).body).toBe(true);
      const found = await Promise.all(jobs.map((job) => connector.jobs.find(job)));
      expect(found.map((job) => job?.accountId)).toEqual(accounts);
      expect(await keysOf(accounts[0])).toEqual(keysFor(accounts[0]));
    }
  });

  it('needs to be told which of two logins in one browser, and not which of one', async () => {
    const [one] = [await browser.begin(), await browser.begin()];
    const temporaryAccessCode = connector.x.agree(one, accountId);
    const untold = await browser.store({ jobId, temporaryAccessCode });
    expect(untold.body).toMatchObject({ code: 'jobs.unknown_login' });
    const second = new SetupBrowser(connector);
    const code = connector.x.agree(await second.begin(), accountId);
    const stored = await second.store({ jobId, temporaryAccessCode: code });
    expect(stored.body).toBe(true);
  });

  it('is given up by DeleteToken, and no other', async () => {
    const [one, two] = [await browser.begin(), await browser.begin()];
    const cookies = new Map(browser.cookies);
    await browser.get('DeleteToken', { jobId, oauthToken: one });
    for (const [name, value] of cookies) browser.cookies.set(name, value);
    const codes = [one, two].map((token) => connector.x.agree(token, accountId));
    const [temporaryAccessCode = '', other = ''] = codes;
    const first = await browser.store({ jobId, oauthToken: one, temporaryAccessCode });
    expect(first.body).toMatchObject({ code: 'jobs.unknown_login' });
    const second = await browser.store({ jobId, oauthToken: two, temporaryAccessCode: other });
    expect(second.body).toBe(true);
  });

  it.each([
    ['twitter.callback_not_registered', 503],
    ['twitter.clock_skew', 503],
    ['twitter.app_suspended', 503],
    ['twitter.app_keys_refused', 500],
    ['twitter.unavailable', 503],
  ] as const)('tells why X refuses: %s', async (code, status) => {
    connector.x.failures.push(new AppError(code, 'What failed, and what to do.'));
    const answer = await browser.get('OAuthUrl', {});
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ code, title: 'What failed, and what to do.' });
    expect(answer.get('Set-Cookie')).toBeUndefined();
  });

  it('tells that the keys of the app are not set', async () => {
    await connector.secrets.delete(secretNames.xAppSecret);
    const answer = await browser.get('OAuthUrl', {});
    await connector.secrets.set(secretNames.xAppSecret, connector.x.app.appSecret);
    expect([answer.status, answer.body]).toMatchObject([500, { code: 'secrets.missing' }]);
  });

  it('sends people back to nowhere but here', async () => {
    const wrong = [
      'https://elsewhere.example/Views/TwitterOAuth',
      'https://connector.example/',
      '/',
    ];
    for (const redirectUrl of wrong) {
      const answer = await browser.get('OAuthUrl', { redirectUrl });
      expect(answer.status).toBe(400);
      expect(answer.body).toMatchObject({ fields: [{ field: 'redirectUrl' }] });
    }
  });

  it('leaves no secret where it does not belong', async () => {
    const requestToken = await browser.begin({ jobId });
    const kept = inspect([connector.logins, browser.cookies], { depth: 5 });
    expect(kept).toContain('sealedSecret');
    expect(kept).not.toContain('request-secret');
    expect(kept).not.toContain(requestToken);
    for (const ticket of browser.cookies.values()) {
      expect(inspect(connector.logins, { depth: 5 })).not.toContain(ticket);
    }
    await browser.logIn(jobId, accountId);
    const seen = inspect([await jobNow(), connector.audit.events], { depth: 5 });
    expect(seen).not.toMatch(/access-(token|secret)-of/);
  });
});

describe('the consent', () => {
  const consentNow = () => connector.app.get(ConsentText, { strict: false });
  const logInWith = async (query: Record<string, string>) => {
    const oauthToken = await browser.begin({ jobId, ...query });
    const temporaryAccessCode = connector.x.agree(oauthToken, accountId);
    return browser.store({ jobId, oauthToken, temporaryAccessCode });
  };
  const events = () => connector.audit.events.filter(({ subject }) => subject === accountId);

  it('is noted with its text before the account is connected, and kept with the job', async () => {
    const { sha256, version, text } = consentNow();
    const acceptedAt = connector.clock.now();
    expect((await logInWith({ consent: sha256 })).status).toBe(200);
    const username = `user${accountId}`;
    expect(events().map(({ action }) => action)).toEqual(['consent.accepted', 'account.connected']);
    expect(events()[0]).toMatchObject({
      actor: { kind: 'setup-key' },
      details: { jobId, username, version, sha256, text, acceptedAt: acceptedAt.toISOString() },
    });
    expect((await jobNow())?.consent).toEqual({ version, sha256, at: acceptedAt, by: username });
  });

  it('is not made up where the page did not ask, and an older one stands', async () => {
    await logInWith({});
    expect(events()[0]).toMatchObject({ action: 'consent.not-asked', details: { jobId } });
    expect((await jobNow())?.consent).toBeUndefined();
    await logInWith({ consent: consentNow().sha256 });
    const given = (await jobNow())?.consent;
    await logInWith({});
    expect(given).toBeDefined();
    expect((await jobNow())?.consent).toEqual(given);
  });

  it('to another text begins no login', async () => {
    const answer = await browser.get('OAuthUrl', { jobId, consent: 'a'.repeat(64) });
    expect([answer.status, answer.body]).toMatchObject([409, { code: 'consent.changed' }]);
    expect(browser.cookies.size).toBe(0);
  });
});

describe('a job', () => {
  async function setUp() {
    await browser.logIn(jobId, accountId);
    await browser.savePage(jobId, { Id: accountId });
  }
  const onDeleted = () => connector.call('delete', '/job/OnDeleted', { jobId });

  it('is not created until the set-up is finished, by the account that logged in', async () => {
    expect((await browser.savePage(jobId, { Id: accountId })).body).toBe(false);
    await browser.logIn(jobId, accountId);
    expect(await isCreated()).toBe(false);
    expect((await browser.savePage(jobId, { Id: '1' })).body).toBe(false);
    expect(await isCreated()).toBe(false);
    expect((await browser.savePage(jobId, { Id: accountId })).body).toBe(true);
    expect(await isCreated()).toBe(true);
  });

  it('keeps all it has when its owner logs in again', async () => {
    await setUp();
    const before = await jobNow();
    await connector.call('get', '/job/OnRemediation', { jobId, remediationType: 'Relogin' });
    expect(await jobNow()).toMatchObject({ state: 'created', remediation: { type: 'Relogin' } });
    await connector.secrets.set(secretNames.accountKeys(accountId), new Secret('revoked'));
    connector.clock.advance(1000);
    await browser.logIn(jobId, accountId);
    const after = await jobNow();
    expect(after).toEqual({ ...before, tokenSetAt: connector.clock.now() });
    expect(after?.remediation).toBeUndefined();
    expect(await keysOf(accountId)).toEqual(keysFor(accountId));
  });

  it.each([
    ['twitter.unauthorized', false],
    ['twitter.rate_limited', true],
  ] as const)('ends the rest of capture after %s: still resting %s', async (reason, isResting) => {
    const { states } = connector;
    const parked = { reason, until: new Date(connector.clock.now().getTime() + 900_000) };
    const state = { ...NEVER_CAPTURED, postsRead: 5 };
    await states.save(accountId, { ...state, parked }, undefined);
    await setUp();
    const { state: after } = await states.load(accountId);
    expect(after).toEqual({ ...state, ...(isResting && { parked }) });
  });

  it('takes no other account once it is created, though before', async () => {
    const other = `${accountId}9`;
    await browser.logIn(jobId, other);
    await setUp();
    expect(await jobNow()).toMatchObject({ accountId });
    expect(await keysOf(other)).toBeUndefined();
    const refused = await browser.logIn(jobId, other);
    expect([refused.status, refused.body]).toMatchObject([409, { code: 'jobs.other_account' }]);
    expect(await jobNow()).toMatchObject({ accountId, state: 'created' });
    expect(await keysOf(other)).toBeUndefined();
  });

  it('is not told so by a set-up that nobody has finished', async () => {
    await setUp();
    await connector.jobs.save(aJob({ jobId: `${jobId}-too`, accountId, state: 'pending' }));
    const entities = await browser.get('GetEntities', { jobId });
    expect(entities.body).toMatchObject([{ Id: accountId, AlreadyUsed: false }]);
  });

  it('is told when its account is used already, and is one of several', async () => {
    await setUp();
    await connector.jobs.save(aJob({ jobId: `${jobId}-too`, accountId }));
    const entities = await browser.get('GetEntities', { jobId });
    expect(entities.body).toMatchObject([{ Id: accountId, AlreadyUsed: true }]);
    await connector.jobs.save(aJob({ jobId: `${jobId}-too`, accountId, state: 'deleted' }));
    const again = await browser.get('GetEntities', { jobId });
    expect(again.body).toMatchObject([{ Id: accountId, AlreadyUsed: false }]);
  });

  it('loses its keys when it is deleted, and is remembered', async () => {
    await setUp();
    expect((await onDeleted()).status).toBe(200);
    expect(await jobNow()).toMatchObject({ state: 'deleted', accountId });
    expect(await keysOf(accountId)).toBeUndefined();
    expect(await isCreated()).toBe(false);
    expect((await browser.get('GetEntities', { jobId })).status).toBe(404);
    expect((await browser.savePage(jobId, { Id: accountId })).body).toBe(false);
    expect((await onDeleted()).status).toBe(200);
  });

  it('leaves the keys to another job of the same account', async () => {
    await setUp();
    await connector.jobs.save(aJob({ jobId: `${jobId}-too`, accountId }));
    await onDeleted();
    expect(await keysOf(accountId)).toEqual(keysFor(accountId));
  });

  it('can be set up anew after it was deleted', async () => {
    await setUp();
    await onDeleted();
    connector.clock.advance(1000);
    await browser.logIn(jobId, `${accountId}9`);
    expect(await jobNow()).toMatchObject({
      state: 'pending',
      accountId: `${accountId}9`,
      createdAt: connector.clock.now(),
    });
  });

  it('leaves a trace of all that changed it', async () => {
    await setUp();
    await connector.call('get', '/job/OnRemediation', { jobId });
    await onDeleted();
    const about = connector.audit.events.filter(
      ({ subject, details }) => subject === jobId || details.jobId === jobId,
    );
    expect(about.map(({ action }) => action)).toEqual([
      'consent.not-asked',
      'account.connected',
      'job.created',
      'job.remediation',
      'job.deleted',
    ]);
    expect(about[1]).toMatchObject({
      actor: { kind: 'setup-key', ip: expect.stringMatching(/127\.0\.0\.1$/) as string },
      at: connector.clock.now(),
      result: 'done',
    });
  });
});
