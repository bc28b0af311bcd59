import { type BrowserContext, type Page } from 'playwright-core';
import { z } from 'zod';

import { JOB_ID } from '../../scripts/local/local-stack';
import { aBrowserContext, barriersOn, clickAndClose } from '../support/a-browser';
import { aFolder, aStack } from '../support/a-stack';
import { until } from '../support/until';

const jobId = '5d0c6a3e-6a52-4a0b-9f2e-0c6a8d1b7f10';

/** What Microsoft's set-up page does with its cookies, written as a page's own script. */
const OLD_PAGE = `
  globalThis.oldPage = {
    cookie(name, value) {
      document.cookie = name + '=' + encodeURIComponent(value) + ';path=/';
    },
    async call(method, path, body) {
      const cookies = new URLSearchParams(document.cookie.replaceAll('; ', '&'));
      const proof = btoa(cookies.get('tenantId') + ':' + cookies.get('sharedSecret'));
      const headers = { authorization: 'Basic ' + proof, 'content-type': 'application/json' };
      const response = await fetch('/api/ConnectorSetup/' + path, { method, headers, body });
      return { status: response.status, body: await response.json() };
    },
    open(loginUrl) {
      const url = '/Views/TwitterOAuth?loginUrl=' + encodeURIComponent(loginUrl);
      this.popup = window.open(url, 'AuthenticationPopup', 'width=800,height=400');
    },
  };
`;

describe("Microsoft's set-up page", () => {
  const stack = aStack({ dataDir: aFolder(), posts: '40' });
  let context: BrowserContext;
  let page: Page;

  const origin = () => stack.env.PUBLIC_URL ?? '';
  const call = async (method: string, path: string, body?: object) =>
    z
      .object({ status: z.number(), body: z.unknown() })
      .parse(
        await page.evaluate(
          `oldPage.call(${[method, path, JSON.stringify(body)].map((given) => JSON.stringify(given)).join()})`,
        ),
      );
  const leaveCookies = async (sharedSecret: string) => {
    const { tenantId } = stack.keys;
    for (const [name, value] of Object.entries({ jobId, tenantId, sharedSecret })) {
      await page.evaluate(`oldPage.cookie(${JSON.stringify(name)}, ${JSON.stringify(value)})`);
    }
  };
  const openPopup = async () => {
    const redirectUrl = encodeURIComponent(`${origin()}/Views/TwitterOAuth`);
    const { body } = await call('GET', `OAuthUrl?jobType=Twitter&redirectUrl=${redirectUrl}`);
    const opening = context.waitForEvent('page');
    await page.evaluate(`oldPage.open(${JSON.stringify(body)})`);
    return opening;
  };
  const isClosed = () => page.evaluate<boolean>('oldPage.popup.closed');

  beforeAll(async () => {
    await stack.startSurroundings();
    await stack.startConnector();
    const { tenantId, apiSecretKey } = stack.keys;
    const proof = Buffer.from(`${tenantId}:${apiSecretKey}`).toString('base64');
    const url = `${stack.connectorUrl}/job/OnDeleted?jobId=${JOB_ID}`;
    await fetch(url, { method: 'DELETE', headers: { authorization: `Basic ${proof}` } });
    context = await aBrowserContext();
    page = await context.newPage();
    await page.goto(`${origin()}/Views/TwitterOAuth`);
    await page.evaluate(OLD_PAGE);
  });
  beforeEach(() => leaveCookies(stack.keys.apiSecretKey));

  it('is told by the closing window that the person did not agree', async () => {
    const popup = await openPopup();
    await clickAndClose(popup.getByRole('button', { name: 'Cancel' }));
    await until(isClosed);
    expect((await call('GET', `GetEntities?jobType=Twitter&jobId=${jobId}`)).status).toBe(404);
  });

  it('is not told that all is well when the key it left is wrong', async () => {
    const popup = await openPopup();
    await popup.getByRole('button', { name: 'Authorize app' }).waitFor();
    await leaveCookies('wrong');
    await popup.getByRole('button', { name: 'Authorize app' }).click();
    await popup.getByText('does not accept this APISecretKey').waitFor();
    expect(await barriersOn(popup)).toEqual([]);
    expect(await isClosed()).toBe(false);
    await popup.close();
  });

  it('finishes: the window stores the token and closes, the page saves the account', async () => {
    const popup = await openPopup();
    await clickAndClose(popup.getByRole('button', { name: 'Authorize app' }));
    await until(isClosed);
    const entities = await call('GET', `GetEntities?jobType=Twitter&jobId=${jobId}`);
    expect(entities).toMatchObject({ status: 200, body: [{ Name: 'contoso' }] });
    const [{ Id, Name }] = z
      .tuple([z.object({ Id: z.string(), Name: z.string() })])
      .parse(entities.body);
    const { tenantId } = stack.keys;
    const saved = await call('POST', `SavePage?jobId=${jobId}&tenantId=${tenantId}`, { Id, Name });
    expect(saved).toEqual({ status: 200, body: true });
  });

  it('may be closed meanwhile: the window then says what to do', async () => {
    const popup = await openPopup();
    await popup.getByRole('button', { name: 'Authorize app' }).waitFor();
    for (const name of ['jobId', 'tenantId', 'sharedSecret']) await context.clearCookies({ name });
    await popup.getByRole('button', { name: 'Authorize app' }).click();
    await popup.getByText('set-up page is not open any more').waitFor();
    expect(popup.isClosed()).toBe(false);
  });
});
