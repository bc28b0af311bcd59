import { AuditLog } from '@app/audit';
import { secretNames, SecretStore } from '@app/secrets';
import { Secret } from '@app/domain';
import { z } from 'zod';

import { type Answer, Browser } from '../support/browser';
import { type RunningConnector, startConnector } from '../support/connector';
import { type RunningSandbox, startSandbox } from '../support/sandbox';

const SESSION = '__Host-session';
const SIGN_IN = '__Host-sign-in';

let sandbox: RunningSandbox;
let connector: RunningConnector;
beforeAll(async () => {
  sandbox = await startSandbox({});
  connector = await startConnector(sandbox);
});
afterAll(async () => {
  await connector.close();
  await sandbox.close();
});
afterEach(() => sandbox.control.clearFaults());

const at = (path: string) => connector.url + path;
const sessionUrl = () => at('/admin/api/session');

/** Through Entra ID's page, up to the address it sends the browser back to. */
async function comeBackUrl(
  browser: Browser,
  user: 'ada' | 'ned' = 'ada',
  begin = at('/admin/sign-in'),
): Promise<URL> {
  const authorize = await browser.redirectOf(begin);
  authorize.searchParams.set('user', user);
  return browser.redirectOf(authorize);
}

async function signIn(user: 'ada' | 'ned' = 'ada', browser = new Browser()) {
  const answer = await browser.send(await comeBackUrl(browser, user));
  return { browser, answer };
}

function bootstrap(browser: Browser, changes: object = {}) {
  const { tenantId, apiSecretKey } = sandbox.credentials;
  const body = { tenantId, apiSecretKey, ...changes };
  return browser.send(at('/admin/api/session/bootstrap'), { method: 'POST', body });
}

const sessionSchema = z.object({
  kind: z.string(),
  name: z.string().optional(),
  csrfToken: z.string().optional(),
  expiresAt: z.string().optional(),
  canUseEntra: z.boolean(),
});
async function sessionOf(browser: Browser) {
  return sessionSchema.parse(JSON.parse((await browser.send(sessionUrl())).text));
}

async function signOut(browser: Browser, csrfToken = ''): Promise<Answer> {
  const headers = { 'x-csrf-token': csrfToken };
  return browser.send(sessionUrl(), { method: 'DELETE', headers });
}

async function newestEvent() {
  const { events } = await connector.app.get(AuditLog, { strict: false }).list({ limit: 1 });
  return events[0];
}

describe('sign-in with Entra ID', () => {
  it('signs in who has the role', async () => {
    const { browser, answer } = await signIn('ada');
    expect(answer.headers.location).toBe('/admin/');
    expect(await sessionOf(browser)).toMatchObject({
      kind: 'admin',
      name: 'ada@contoso.example',
      csrfToken: expect.stringMatching(/^[\w-]{43}$/) as string,
      canUseEntra: true,
    });
    expect(await newestEvent()).toMatchObject({
      action: 'signed-in',
      actor: { kind: 'admin', name: 'ada@contoso.example', ip: browser.address },
      result: 'done',
    });
  });

  it('keeps the session in a cookie for this host alone, which says nothing', async () => {
    const { answer } = await signIn('ada');
    const cookie = answer.setCookies.find((line) => line.startsWith(`${SESSION}=`)) ?? '';
    const [value, ...attributes] = cookie.split('; ');
    expect(attributes).toEqual(
      expect.arrayContaining(['Path=/', 'HttpOnly', 'Secure', 'SameSite=Lax', 'Max-Age=28800']),
    );
    expect(cookie).not.toMatch(/domain/i);
    const parts = value?.split('.').map((part) => Buffer.from(part, 'base64').toString('latin1'));
    expect(parts?.slice(1).join()).not.toMatch(/ada|csrf|admin/i);
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  it('tells who has no role, who may then only sign out', async () => {
    const { browser } = await signIn('ned');
    const { kind, name, csrfToken } = await sessionOf(browser);
    expect({ kind, name }).toEqual({ kind: 'no-role', name: 'ned@contoso.example' });
    const event = await newestEvent();
    expect(event).toMatchObject({
      actor: { kind: 'user', name: 'ned@contoso.example' },
      result: 'refused',
      details: { reason: 'no-role' },
    });
    expect((await signOut(browser, csrfToken)).status).toBe(200);
  });

  it('ends with the sign-out, for copies of the cookie too', async () => {
    const { browser } = await signIn('ada');
    const { csrfToken } = await sessionOf(browser);
    const copy = browser.cookie(connector.url, SESSION) ?? '';
    expect((await signOut(browser)).status).toBe(403);
    const { text } = await signOut(browser, csrfToken);
    const { signOutUrl } = z.object({ signOutUrl: z.url() }).parse(JSON.parse(text));
    expect((await browser.redirectOf(signOutUrl)).href).toBe(at('/admin/'));
    const thief = new Browser();
    thief.setCookie(connector.url, SESSION, copy);
    for (const who of [browser, thief]) expect((await sessionOf(who)).kind).toBe('anonymous');
    expect((await signOut(thief, csrfToken)).status).toBe(401);
    expect(await newestEvent()).toMatchObject({ action: 'signed-out', result: 'done' });
  });

  it('never makes a session of one that was there before', async () => {
    const browser = new Browser();
    await bootstrap(browser);
    const planted = browser.cookie(connector.url, SESSION) ?? '';
    await signIn('ada', browser);
    expect(browser.cookie(connector.url, SESSION)).not.toBe(planted);
    const planter = new Browser();
    planter.setCookie(connector.url, SESSION, planted);
    expect((await sessionOf(planter)).kind).toBe('anonymous');
  });

  it('leads to the page that was asked for', async () => {
    const browser = new Browser();
    const page = '/admin/tasks?state=failed';
    const begin = at(`/admin/sign-in?returnTo=${encodeURIComponent(page)}`);
    const answer = await browser.send(await comeBackUrl(browser, 'ada', begin));
    expect(answer.headers.location).toBe(page);
    expect((await sessionOf(browser)).kind).toBe('admin');
  });

  it.each([
    'returnTo=https://evil.example/admin/',
    'returnTo=//evil.example/admin/',
    'returnTo=/%5Cevil.example',
    'returnTo=/admin/%2e%2e/%2e%2e//evil.example',
    'returnTo=/admin/&returnTo=//evil.example',
    'returnTo[href]=//evil.example',
    'returnTo=',
  ])('leads nowhere else: %s', async (query) => {
    const browser = new Browser();
    const url = await comeBackUrl(browser, 'ada', at(`/admin/sign-in?${query}`));
    url.searchParams.set('returnTo', '//evil.example');
    expect((await browser.send(url)).headers.location).toBe('/admin/');
  });

  describe('refuses', () => {
    const expectRefused = async (browser: Browser, answer: Answer, failure: string) => {
      expect(answer.status).toBe(302);
      expect(answer.headers.location).toBe(`/admin/?signInFailed=${failure}`);
      expect((await sessionOf(browser)).kind).toBe('anonymous');
    };
    const expectNobody = async (browser: Browser, answer: Answer, failure: string) => {
      await expectRefused(browser, answer, failure);
      expect(await newestEvent()).toMatchObject({
        action: 'signed-in',
        actor: { kind: 'unknown', ip: browser.address },
        result: 'refused',
        details: { reason: failure },
      });
    };
    /** Who has begun no sign-in leaves nothing in the audit log. */
    const expectNothing = async (browser: Browser, url: URL) => {
      const before = await newestEvent();
      await expectRefused(browser, await browser.send(url), 'begun-elsewhere');
      expect(await newestEvent()).toEqual(before);
    };

    it('another state', async () => {
      const browser = new Browser();
      const url = await comeBackUrl(browser);
      url.searchParams.set('state', 'another');
      await expectNobody(browser, await browser.send(url), 'begun-elsewhere');
    });

    it('no state', async () => {
      const browser = new Browser();
      const url = await comeBackUrl(browser);
      url.searchParams.delete('state');
      await expectNobody(browser, await browser.send(url), 'begun-elsewhere');
    });

    it('an answer that another browser was sent back with', async () => {
      const attacker = new Browser();
      const url = await comeBackUrl(attacker);
      const victim = new Browser();
      await expectNothing(victim, url);
      await victim.redirectOf(at('/admin/sign-in'));
      await expectNobody(victim, await victim.send(url), 'begun-elsewhere');
    });

    it("another sign-in's code, though the state is right", async () => {
      const attacker = new Browser();
      const { searchParams } = await comeBackUrl(attacker);
      const victim = new Browser();
      const url = await comeBackUrl(victim);
      url.searchParams.set('code', searchParams.get('code') ?? '');
      await expectNobody(victim, await victim.send(url), 'code-refused');
    });

    it('the same answer a second time, with its cookie too', async () => {
      const browser = new Browser();
      const url = await comeBackUrl(browser);
      const cookie = browser.cookie(connector.url, SIGN_IN) ?? '';
      expect((await browser.send(url)).headers.location).toBe('/admin/');
      const replayer = new Browser();
      replayer.setCookie(connector.url, SIGN_IN, cookie);
      await expectNobody(replayer, await replayer.send(url), 'code-refused');
      await expectNothing(new Browser(), url);
    });

    it('a cookie that is not ours', async () => {
      const browser = new Browser();
      const url = await comeBackUrl(browser);
      browser.setCookie(connector.url, SIGN_IN, browser.cookie(connector.url, SESSION) ?? 'a.b');
      await expectNobody(browser, await browser.send(url), 'begun-elsewhere');
    });

    it('who says no at Entra ID', async () => {
      const browser = new Browser();
      const url = await comeBackUrl(browser);
      url.searchParams.delete('code');
      url.searchParams.set('error', 'access_denied');
      url.searchParams.set('error_description', 'AADSTS50105: not assigned');
      await expectNobody(browser, await browser.send(url), 'declined');
      expect((await newestEvent())?.details.entraCode).toBe(50105);
    });

    it('anybody while Entra ID gives no tokens, and says so', async () => {
      const browser = new Browser();
      const url = await comeBackUrl(browser);
      await sandbox.control.addFault({ target: 'token', kind: 'html' });
      await expectNobody(browser, await browser.send(url), 'unavailable');
    });

    it("anybody while the application's secret is not right, and says so", async () => {
      const secrets = connector.app.get(SecretStore, { strict: false });
      await secrets.set(secretNames.aadAppSecret, new Secret('expired'));
      const browser = new Browser();
      const answer = await browser.send(await comeBackUrl(browser));
      await secrets.set(secretNames.aadAppSecret, new Secret(sandbox.credentials.aadAppSecret));
      await expectNobody(browser, answer, 'secret-refused');
      expect((await newestEvent())?.details.entraCode).toBe(7000215);
    });
  });

  it('stops an address that begins again and again', async () => {
    const browser = new Browser();
    const statuses = new Set<number>();
    for (let i = 0; i < 31; i++) {
      statuses.add((await browser.send(at('/admin/sign-in'))).status);
    }
    expect([...statuses]).toEqual([302, 429]);
    expect((await new Browser().send(at('/admin/sign-in'))).status).toBe(302);
  });

  it('goes on after the keys have rolled over', async () => {
    await sandbox.control.rollOverKeys(false);
    const { browser } = await signIn('ada');
    expect((await sessionOf(browser)).kind).toBe('admin');
  });
});

describe('bootstrap sign-in', () => {
  it('lets in who knows tenant id and APISecretKey', async () => {
    const browser = new Browser();
    const { status, text } = await bootstrap(browser);
    expect(status).toBe(200);
    expect(sessionSchema.parse(JSON.parse(text))).toMatchObject({ kind: 'bootstrap' });
    expect((await sessionOf(browser)).kind).toBe('bootstrap');
    expect(await newestEvent()).toMatchObject({ actor: { kind: 'bootstrap' }, result: 'done' });
  });

  it.each([
    ['another key', { apiSecretKey: 'wrong' }],
    ['no key', { apiSecretKey: '' }],
    ['another tenant', { tenantId: '33333333-2a6b-4a55-9f0c-0d1c1e2f3a4b' }],
  ])('refuses %s: 401, empty', async (_, changes) => {
    const browser = new Browser();
    const { status, text } = await bootstrap(browser, changes);
    expect({ status, text }).toEqual({ status: 401, text: '' });
    expect((await sessionOf(browser)).kind).toBe('anonymous');
    expect(await newestEvent()).toMatchObject({ actor: { kind: 'bootstrap' }, result: 'refused' });
  });

  it('refuses what is no text, without quoting it', async () => {
    const { status, text } = await bootstrap(new Browser(), { apiSecretKey: ['sesame'] });
    expect(status).toBe(400);
    expect(text).not.toContain('sesame');
  });

  it('stops an address that goes on guessing', async () => {
    const browser = new Browser();
    const statuses = new Set<number>();
    for (let i = 0; i < 21; i++) {
      statuses.add((await bootstrap(browser, { apiSecretKey: `guess ${i}` })).status);
    }
    expect([...statuses]).toEqual([401, 429]);
  });

  it('is the only way in before Entra ID is set up', async () => {
    const fresh = await startConnector(sandbox, { hasApplication: false });
    const browser = new Browser();
    const toEntra = await browser.redirectOf(`${fresh.url}/admin/sign-in`);
    const { text } = await browser.send(`${fresh.url}/admin/api/session`);
    await fresh.close();
    expect(toEntra.search).toBe('?signInFailed=not-set-up');
    expect(JSON.parse(text)).toEqual({ kind: 'anonymous', canUseEntra: false });
  });
});
