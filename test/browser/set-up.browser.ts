import { type BrowserContext, type Page } from 'playwright-core';

import { takeCensus } from '../../scripts/local/census';
import { JOB_ID } from '../../scripts/local/local-stack';
import { aBrowserContext, barriersOn, clickAndClose, picture } from '../support/a-browser';
import { aFolder, aStack } from '../support/a-stack';
import { until } from '../support/until';

const jobId = '0b8f1c9e-1f0a-4f0e-8a70-6f3c2d1e0a55';

describe('the set-up of a job in a browser', () => {
  const stack = aStack({ dataDir: aFolder(), posts: '40' });
  /** What the browser complains about, and every address it asked for. */
  const complaints: string[] = [];
  const addresses: string[] = [];
  let context: BrowserContext;
  let portal: Page;
  let page: Page;

  const call = (method: string, path: string, job: string) => {
    const { tenantId, apiSecretKey } = stack.keys;
    const proof = Buffer.from(`${tenantId}:${apiSecretKey}`).toString('base64');
    const url = `${stack.connectorUrl}${path}?jobId=${job}`;
    return fetch(url, { method, headers: { authorization: `Basic ${proof}` } });
  };
  const isCreated = async () => (await call('GET', '/job/IsCreated', jobId)).json();
  /** Opens a window the way the portal does, from a page of another origin. */
  const openFromPortal = async (url: string) => {
    const opening = context.waitForEvent('page');
    await portal.evaluate(
      `globalThis.opened = window.open(${JSON.stringify(url)}, '_blank', 'popup')`,
    );
    const opened = await opening;
    await opened.waitForLoadState();
    return opened;
  };
  const button = (name: string) => page.getByRole('button', { name });
  const problem = () => page.getByRole('alert');
  const expectProblem = (text: string) => problem().getByText(text).waitFor();
  /** Name of the element that has the keyboard. */
  const focused = () => page.evaluate('document.activeElement.id');
  const agreement = () => page.getByLabel('I have read this and agree');
  const pressLogin = async () => {
    const opening = context.waitForEvent('page');
    await button('Login with Twitter').click();
    return opening;
  };

  beforeAll(async () => {
    await stack.startSurroundings();
    await stack.startConnector();
    // The account that comes connected is let go of, so that all that is captured comes by this set-up.
    await call('DELETE', '/job/OnDeleted', JOB_ID);
    await stack.startWorker();
    context = await aBrowserContext();
    context.on('console', (message) => {
      if (/Content.Security.Policy|Uncaught/i.test(message.text())) complaints.push(message.text());
    });
    context.on('weberror', (error) => complaints.push(String(error.error())));
    context.on('request', (request) => addresses.push(request.url()));
    portal = await context.newPage();
    await portal.goto(stack.sandbox.url);
    const { tenantId } = stack.keys;
    page = await openFromPortal(
      `${stack.env.PUBLIC_URL ?? ''}/preview/OnJobCreating?jobId=${jobId}&tenantId=${tenantId}`,
    );
  });

  it('asks for the APISecretKey, and for no other', async () => {
    await picture(page, 'setup-key');
    expect(await barriersOn(page)).toEqual([]);
    const key = page.getByLabel('APISecretKey');
    await key.fill('wrong');
    await key.press('Enter');
    await expectProblem('does not accept this APISecretKey');
    expect(await focused()).toBe('key');
    expect(await barriersOn(page)).toEqual([]);
    await key.fill(stack.keys.apiSecretKey);
    await key.press('Enter');
    await button('Login with Twitter').waitFor();
    expect(await focused()).toBe('login-title');
    expect(await problem().textContent()).toBe('');
    await picture(page, 'setup-login');
    expect(await barriersOn(page)).toEqual([]);
  });

  it('opens no window before the text is accepted', async () => {
    await button('Login with Twitter').press('Enter');
    await expectProblem('tick the box');
    expect(await focused()).toBe('consent');
    expect(context.pages()).toHaveLength(2);
    expect(await barriersOn(page)).toEqual([]);
    await page.keyboard.press('Space');
    expect(await agreement().isChecked()).toBe(true);
  });

  it.each([
    [401, 32, 'API key and secret'],
    [403, 415, '/Views/TwitterOAuth'],
    [403, 416, 'suspended the app'],
    [401, 135, 'clock is wrong'],
  ])('says why X has no such login: %i, code %i', async (status, code, text) => {
    const fault = { target: 'x', kind: 'status', status, code, path: 'request_token' };
    await stack.sandbox.addFault(fault);
    const opened = await pressLogin();
    await expectProblem(text);
    await until(() => opened.isClosed());
  });

  it('shows the address to register at X', async () => {
    const fault = { target: 'x', kind: 'status', status: 403, code: 415, path: 'request_token' };
    await stack.sandbox.addFault(fault);
    await pressLogin();
    await expectProblem(`${stack.env.PUBLIC_URL ?? ''}/Views/TwitterOAuth`);
    await picture(page, 'setup-problem');
    expect(await barriersOn(page)).toEqual([]);
  });

  it('says that the browser blocks the window', async () => {
    await page.evaluate('globalThis.realOpen = window.open; window.open = () => null; 0');
    await button('Login with Twitter').click();
    await expectProblem('Allow pop-ups');
    await page.evaluate('window.open = globalThis.realOpen; 0');
  });

  it('says that the person did not agree', async () => {
    const opened = await pressLogin();
    await clickAndClose(opened.getByRole('button', { name: 'Cancel' }));
    await expectProblem('You did not allow the app');
    expect(await isCreated()).toMatchObject({ IsJobCreated: false });
  });

  it('logs in anew when the window was closed', async () => {
    const forgotten = await pressLogin();
    await forgotten.getByRole('button', { name: 'Authorize app' }).waitFor();
    await forgotten.close();
    const opened = await pressLogin();
    await clickAndClose(opened.getByRole('button', { name: 'Authorize app' }));
    await button('Continue').waitFor();
    expect(await page.locator('#account').textContent()).toBe('@contoso');
    expect(await page.getByText('archives this account already').isVisible()).toBe(false);
    expect(await focused()).toBe('account-title');
    expect(await isCreated()).toMatchObject({ IsJobCreated: false });
    await picture(page, 'setup-account');
    expect(await barriersOn(page)).toEqual([]);
  });

  it('creates the job, whose account is then archived', async () => {
    await button('Continue').press('Enter');
    await button('Close this window').waitFor();
    await picture(page, 'setup-done');
    expect(await barriersOn(page)).toEqual([]);
    expect(await isCreated()).toEqual({ IsJobCreated: true, Reason: null });
    const { connectionString } = stack.azurite;
    await until(async () => (await takeCensus(connectionString, aFolder())).posts > 0);
    expect(await portal.evaluate('globalThis.opened.closed')).toBe(false);
    await clickAndClose(button('Close this window'));
    await until(() => portal.evaluate<boolean>('globalThis.opened.closed'));
  });

  it('tells another job that the account is archived already', async () => {
    const { tenantId, apiSecretKey } = stack.keys;
    page = await openFromPortal(
      `${stack.env.PUBLIC_URL ?? ''}/preview/OnJobCreating?jobId=another&tenantId=${tenantId}`,
    );
    await page.getByLabel('APISecretKey').fill(apiSecretKey);
    await button('Next').click();
    await agreement().check();
    const opened = await pressLogin();
    await clickAndClose(opened.getByRole('button', { name: 'Authorize app' }));
    await page.getByText('archives this account already').waitFor();
    expect(await barriersOn(page)).toEqual([]);
  });

  it('has a login window that says what it is, and has no barriers', async () => {
    const opened = await openFromPortal(`${stack.env.PUBLIC_URL ?? ''}/Views/TwitterOAuth`);
    await opened.getByText('No login is under way here').waitFor();
    expect(await barriersOn(opened)).toEqual([]);
  });

  it('breaks no rule of its pages, and puts the key into no address', () => {
    expect(complaints).toEqual([]);
    expect(addresses.filter((address) => address.includes(stack.keys.apiSecretKey))).toEqual([]);
    const origins = new Set(addresses.map((address) => new URL(address).origin));
    expect(origins).toEqual(new Set([stack.sandbox.url, stack.env.PUBLIC_URL]));
  });
});
