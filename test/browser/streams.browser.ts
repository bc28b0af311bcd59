import { type BrowserContext } from 'playwright-core';

import { aBrowserContext, barriersOn, picture } from '../support/a-browser';
import { aFolder, aStack } from '../support/a-stack';
import { AdminPages } from '../support/admin-pages';
import { until } from '../support/until';

const ACCOUNT = '/accounts/2244994945';

describe('what is captured of an account', () => {
  const stack = aStack({ dataDir: aFolder(), posts: '20', streams: ['likes'] });
  let context: BrowserContext;
  let admin: AdminPages;
  const page = () => admin.page;
  const toggle = (name: string) => page().getByRole('switch', { name });
  const dialog = () => page().getByRole('alertdialog');
  const labelOfFocused = () =>
    page().evaluate('document.activeElement.labels?.[0]?.innerText ?? ""');
  const saidWithStatus = (text: string) => page().getByRole('status').getByText(text).waitFor();

  beforeAll(async () => {
    await stack.startSurroundings();
    await stack.startConnector();
    context = await aBrowserContext();
    admin = await AdminPages.open(context, stack.connectorUrl);
    await admin.signIn('Ada Admin');
    await admin.visit(ACCOUNT, '@contoso');
  });

  it('is what the stack was started with', async () => {
    const on = await page().getByRole('switch', { checked: true }).all();
    expect(on).toHaveLength(1);
    expect(await toggle('Likes').isChecked()).toBe(true);
    await page().getByText('Always on').waitFor();
  });

  it('is found by a link, and has no barriers, on a phone either', async () => {
    await page().getByRole('link', { name: 'Change what is captured' }).click();
    await admin.heading('@contoso');
    await until(async () => (await page().evaluate('document.activeElement.id')) === 'streams');
    await picture(page(), 'admin-account-streams');
    expect(await barriersOn(page())).toEqual([]);
    await page().setViewportSize({ width: 360, height: 640 });
    expect(await admin.overhang()).toBe(0);
    expect(await barriersOn(page())).toEqual([]);
    await page().setViewportSize({ width: 1040, height: 720 });
  });

  it('takes no direct messages when the question is answered by no', async () => {
    await toggle('Direct messages').focus();
    await page().keyboard.press('Space');
    await dialog().getByText('works council').waitFor();
    await picture(page(), 'admin-account-messages');
    expect(await barriersOn(page())).toEqual([]);
    await dialog().getByRole('button', { name: 'Cancel' }).click();
    await dialog().waitFor({ state: 'detached' });
    await until(async () => (await labelOfFocused()) === 'Direct messages');
    expect(await toggle('Direct messages').isChecked()).toBe(false);
  });

  it('takes direct messages once that is confirmed', async () => {
    await toggle('Direct messages').click();
    await dialog().getByRole('button', { name: 'Switch on' }).click();
    await saidWithStatus('Direct messages: switched on.');
    await page().reload();
    await admin.heading('@contoso');
    expect(await toggle('Direct messages').isChecked()).toBe(true);
    await admin.go('Accounts');
    await page().getByRole('cell', { name: 'Own posts, Direct messages, Likes' }).waitFor();
  });

  it('is switched off again without a question', async () => {
    await admin.visit(ACCOUNT, '@contoso');
    await toggle('Likes').click();
    await saidWithStatus('Likes: switched off.');
    expect(await toggle('Likes').isChecked()).toBe(false);
    expect(await toggle('Direct messages').isChecked()).toBe(true);
  });

  it('says what went wrong, and stays as it was', async () => {
    await page().route('**/admin/api/accounts/*/streams', (route) => route.abort());
    await toggle('Quotes by others').click();
    await admin.alert().getByText('The connector does not answer').waitFor();
    expect(await toggle('Quotes by others').isChecked()).toBe(false);
    await page().unroute('**/admin/api/accounts/*/streams');
  });

  it('is in the audit log, with what was captured before and after', async () => {
    await admin.go('Audit log');
    await page().getByLabel('Action').selectOption('account.streams-changed');
    await admin.button('Search').click();
    await until(async () => (await admin.rows('Audit log').count()) === 4);
    const [, newest, second, first] = await admin.rows('Audit log').allInnerTexts();
    expect(newest).toMatch(/ada@contoso[\s\S]*posts, messages, likes[\s\S]*posts, messages/);
    expect(second).toMatch(/ada@contoso[\s\S]*posts, likes[\s\S]*posts, messages, likes/);
    expect(first).toMatch(/posts, likes/);
  });

  it('takes a second switch while the first is being stored', async () => {
    await admin.visit(ACCOUNT, '@contoso');
    let goOn = (): void => undefined;
    const held = new Promise<void>((resolve) => (goOn = resolve));
    await page().route('**/admin/api/accounts/*/streams', async (route) => {
      await held;
      await route.continue();
    });
    await toggle('Profile changes').click();
    await toggle('Likes').click();
    await until(() => toggle('Profile changes').isChecked());
    await until(() => toggle('Likes').isChecked());
    goOn();
    await saidWithStatus('Profile changes: switched on.');
    await saidWithStatus('Likes: switched on.');
    await page().reload();
    await admin.heading('@contoso');
    expect(await toggle('Profile changes').isChecked()).toBe(true);
    expect(await toggle('Likes').isChecked()).toBe(true);
  });

  it('breaks no rule of the pages', () => {
    expect(admin.complaints).toEqual([]);
  });
});
