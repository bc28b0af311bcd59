import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type BrowserContext } from 'playwright-core';

import { JOB_ID } from '../../scripts/local/local-stack';
import { untilDelivered } from '../../scripts/local/until-delivered';
import { aBrowserContext, barriersOn, picture } from '../support/a-browser';
import { aRecordOf, forgetCopy, windowOf } from '../support/a-record';
import { aFolder, aStack } from '../support/a-stack';
import { AdminPages } from '../support/admin-pages';
import { until } from '../support/until';

const HOUR_MS = 3600_000;
/** Also while a page reads itself anew. */
const REFRESH = expect.stringMatching(/^Refresh(ing …)?$/) as string;

describe('the admin pages', () => {
  const stack = aStack({ dataDir: aFolder(), posts: '60' });
  let context: BrowserContext;
  let admin: AdminPages;
  const page = () => admin.page;

  /** A picture for the docs, and no barrier in light or dark. */
  const look = async (name: string) => {
    await picture(page(), `admin-${name}`);
    expect(await barriersOn(page())).toEqual([]);
  };
  const saveFile = async (press: () => Promise<void>) => {
    const starting = page().waitForEvent('download');
    await press();
    const download = await starting;
    return {
      name: download.suggestedFilename(),
      text: readFileSync(await download.path(), 'utf8'),
    };
  };
  const confirm = (action: string) =>
    page().getByRole('alertdialog').getByRole('button', { name: action }).click();

  /** Keeps these calls from the connector until they may go on. */
  const hold = async (calls: string) => {
    let goOn = (): void => undefined;
    const held = new Promise<void>((resolve) => (goOn = resolve));
    await page().route(calls, async (route) => {
      await held;
      await route.continue();
    });
    return goOn;
  };

  const enterKey = async () => {
    await page().getByLabel('Tenant id').fill(stack.keys.tenantId);
    await page().getByLabel('APISecretKey').fill(stack.keys.apiSecretKey);
    await page().getByLabel('APISecretKey').press('Enter');
  };
  const replaceEntra = () => admin.button('Replace: Microsoft Entra ID application');
  const setEntraSecret = async (value: string) => {
    await replaceEntra().click();
    await page().getByLabel('Client secret').fill(value);
    await admin.button('Save').click();
    await confirm('Replace');
    await page().getByText('Saved.').waitFor();
  };

  beforeAll(async () => {
    await stack.startSurroundings();
    await stack.startConnector();
    await stack.startWorker();
    await stack.sandbox.startImport(JOB_ID, 10);
    await untilDelivered(stack, () => undefined);
    context = await aBrowserContext();
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    admin = await AdminPages.open(context, stack.connectorUrl);
  });

  describe('before the sign-in', () => {
    it('ask who one is', async () => {
      await admin.visit('/tasks', 'Sign in');
      expect(await page().title()).toBe('Sign in · Twitter archive connector');
      await look('sign-in');
    });

    it('come back to the page that was asked for', async () => {
      const link = page().getByRole('link', { name: 'Sign in with Microsoft' });
      expect(await link.getAttribute('href')).toBe('/admin/sign-in?returnTo=%2Fadmin%2Ftasks');
    });

    it.each([
      ['secret-refused', 'refuses the secret'],
      ['begun-elsewhere', 'another window'],
      ['token-refused', 'belong together'],
      ['<img src=x>', 'Signing in has failed'],
    ])('say why signing in has failed: %s', async (failure, words) => {
      await admin.visit(`/?signInFailed=${encodeURIComponent(failure)}`, 'Sign in');
      await admin.alert().getByText(words).waitFor();
      expect(await page().getByLabel('APISecretKey').isVisible()).toBe(true);
      expect(await barriersOn(page())).toEqual([]);
    });

    it('speak French with who does, until English is chosen', async () => {
      const french = await AdminPages.open(await aBrowserContext('fr-FR'), stack.connectorUrl);
      const spoken = () => french.page.evaluate('document.documentElement.lang');
      await french.visit('/', 'Connexion');
      expect(await spoken()).toBe('fr');
      await french.page.getByLabel('Langue').selectOption('English');
      await french.heading('Sign in');
      expect(await spoken()).toBe('en');
      await french.page.context().close();
    });

    it('show nothing to who has no role', async () => {
      await admin.signIn('Ned Norole');
      await page().getByText('ned@contoso.example is signed in').waitFor();
      expect(await page().getByRole('navigation').count()).toBe(0);
      await look('no-role');
      await admin.signOut();
    });

    it('take no wrong APISecretKey', async () => {
      await page().getByText('Sign in with the APISecretKey').click();
      await page().getByLabel('Tenant id').fill(stack.keys.tenantId);
      await page().getByLabel('APISecretKey').fill('wrong');
      await page().getByLabel('APISecretKey').press('Enter');
      await admin.alert().waitFor();
      expect(await admin.alert().innerText()).toBe('Tenant id or APISecretKey is wrong.');
      await look('bootstrap');
    });

    it('open nothing more to who knows the key, while signing in with Microsoft works', async () => {
      await enterKey();
      await admin.heading('Settings');
      await page().getByText('The key now only opens the set-up page').waitFor();
      expect(await page().getByText('X developer app').count()).toBe(0);
      expect(await page().getByRole('navigation').count()).toBe(0);
      expect(await replaceEntra().isDisabled()).toBe(true);
      await look('bootstrap-locked');
      await admin.signOut();
    });
  });

  describe('to an examiner', () => {
    beforeAll(() => admin.signIn('Eve Examiner'));
    afterAll(() => admin.signOut());

    it('show an account, and nothing to press that would change it', async () => {
      await page().getByText('Read only').waitFor();
      await admin.visit('/accounts/2244994945', '@contoso');
      await page().getByText('The uploaded zip is deleted').waitFor();
      expect(await barriersOn(page())).toEqual([]);
      const buttons = page().getByRole('main').getByRole('button');
      expect(await buttons.allInnerTexts()).toEqual([REFRESH]);
      expect(await page().getByRole('switch').count()).toBe(0);
    });

    it('let the audit log be downloaded, and keep the settings', async () => {
      await admin.go('Audit log');
      await page().getByRole('link', { name: 'Download as CSV' }).waitFor();
      await admin.visit('/settings', 'Settings');
      await page().getByText('Connector.Admin').waitFor();
      expect(await admin.button('Save').count()).toBe(0);
      expect(await page().getByRole('navigation').getByText('Settings').count()).toBe(0);
      expect(await barriersOn(page())).toEqual([]);
    });
  });

  describe('with the role', () => {
    beforeAll(() => admin.signIn('Ada Admin'));

    it.each([
      ['home', '/', 'Home'],
      ['accounts', '/accounts', 'Accounts'],
      ['account', '/accounts/2244994945', '@contoso'],
      ['tasks', '/tasks', 'Tasks'],
      ['parked', '/parked', 'Parked items'],
      ['audit', '/audit', 'Audit log'],
      ['settings', '/settings', 'Settings'],
      ['unknown', '/nowhere', 'There is no such page'],
    ])('show %s to everybody, on a phone too', async (name, path, heading) => {
      await admin.visit(path, heading);
      await look(name);
      await page().setViewportSize({ width: 360, height: 640 });
      expect(await admin.overhang()).toBe(0);
      expect(await barriersOn(page())).toEqual([]);
      await page().setViewportSize({ width: 1040, height: 720 });
    });

    it('are French to who chooses it, without a barrier, on a phone too', async () => {
      await admin.visit('/', 'Home');
      await page().getByLabel('Language').selectOption('Français');
      await admin.heading('Accueil');
      await page().setViewportSize({ width: 360, height: 640 });
      await page().getByRole('heading', { name: 'Comptes connectés' }).waitFor();
      expect(await admin.overhang()).toBe(0);
      expect(await barriersOn(page())).toEqual([]);
      await page().setViewportSize({ width: 1040, height: 720 });
      await page().getByLabel('Langue').selectOption('English');
      await admin.heading('Home');
    });

    it('tell what went wrong, and under which id the log has it', async () => {
      await admin.visit('/accounts/nobody', 'Account');
      const [, id = ''] = /Correlation id: (\S+)/.exec(await admin.alert().innerText()) ?? [];
      await until(() => stack.lines.some(({ line }) => line.includes(id)));
      expect(id).toMatch(/^[0-9a-f-]{36}$/);
    });

    it('keep the chosen colours', async () => {
      await admin.visit('/', 'Home');
      const scheme = () => page().evaluate('document.documentElement.style.colorScheme');
      expect(await scheme()).toBe('light');
      await page().getByLabel('Colours').selectOption('Dark');
      await page().reload();
      await admin.heading('Home');
      expect(await scheme()).toBe('dark');
      await page().getByLabel('Colours').selectOption('As the system');
      expect(await scheme()).toBe('light');
    });
  });

  describe('settings', () => {
    beforeAll(() => admin.go('Settings'));
    const testX = async (words: string) => {
      await admin.button('Test X credentials').click();
      await page().getByText(words, { exact: true }).waitFor();
    };
    const replaceSecret = async (value: string) => {
      await admin.button('Replace: X developer app').click();
      await admin.untilFocused('');
      await page().getByLabel('API key secret').fill(value);
      await page().getByLabel('API key secret').press('Enter');
      await confirm('Replace');
      await page().getByText('Saved.').waitFor();
      await admin.untilFocused('Replace: X developer app');
    };

    it('are replaced and tested', async () => {
      await replaceSecret('not-the-secret');
      await testX('It does not work');
      expect(await barriersOn(page())).toEqual([]);
      await replaceSecret(` ${stack.keys.xAppSecret} `);
      await testX('It works');
      await admin.button('Test Entra credentials').click();
      await page().getByText('gives tokens').waitFor();
      await look('settings-tested');
      expect(await page().getByText('by ada@contoso.example').count()).toBe(1);
    });

    it('are not replaced by nothing', async () => {
      await admin.button('Replace: X developer app').click();
      await admin.button('Save').click();
      await page().getByText('Nothing was entered.').waitFor();
      expect(await page().getByRole('status').allInnerTexts()).toContain('Nothing was entered.');
      await admin.button('Cancel').click();
    });

    it('are never shown', async () => {
      await page().reload();
      await admin.heading('Settings');
      const content = await page().content();
      const { tenantId: _tenant, aadAppId, ...secrets } = stack.keys;
      expect(Object.values(secrets).filter((secret) => content.includes(secret))).toEqual([]);
      expect(content).toContain(aadAppId);
    });

    it('have addresses to copy', async () => {
      await admin.button(/^Copy: Callback URI/).click();
      await admin.button(/^Copied: Callback URI/).waitFor();
      expect(await page().evaluate('navigator.clipboard.readText()')).toBe(
        `${stack.env.PUBLIC_URL ?? ''}/Views/TwitterOAuth`,
      );
    });
  });

  describe('an account', () => {
    beforeAll(async () => {
      await admin.go('Accounts');
      await page().getByRole('link', { name: '@contoso' }).click();
      await admin.heading('@contoso');
    });

    it('has its coverage and its posts by day, as pictures and as tables', async () => {
      await page().getByLabel('Time range').selectOption('Last year');
      await page()
        .getByRole('img', { name: / complete, 0 not read yet/ })
        .waitFor();
      await page()
        .getByRole('img', { name: / archived from / })
        .waitFor();
      await page().setViewportSize({ width: 1040, height: 1000 });
      await page().evaluate('scrollTo(0, 0)');
      await picture(page(), 'admin-account-pictures');
      await page().setViewportSize({ width: 1040, height: 720 });
      await page().getByText('Coverage as a table').click();
      await page().getByText('Counts as a table').click();
      expect(await admin.rows('Coverage').count()).toBeGreaterThan(1);
      expect(await page().getByText('from the beginning').count()).toBe(1);
      expect(await admin.rows('Archived by day').count()).toBeGreaterThan(1);
      expect(await barriersOn(page())).toEqual([]);
    });

    it('is tested from X to the answer of the Import service', async () => {
      await admin.button('Follow the newest post').click();
      await page().getByText('Capture verified').waitFor();
      expect(await admin.rows('Steps of the self-test').count()).toBe(7);
      expect(await barriersOn(page())).toEqual([]);
    });

    it('is shown by command with the same test', () => {
      const args = ['dist/scripts/self-test.js', '--account', '@contoso', '--show'];
      const { status, stdout } = spawnSync(process.execPath, args, {
        env: { PATH: process.env.PATH, ...stack.env },
        encoding: 'utf8',
      });
      expect(stdout).toContain('Capture verified.');
      expect(status).toBe(0);
    });

    it('is paused after a question, and resumed', async () => {
      await admin.button('Pause').click();
      await look('account-pause');
      await confirm('Cancel');
      await admin.untilFocused('Pause');
      await admin.button('Pause').click();
      await confirm('Pause');
      await admin.button('Resume').click();
      await admin.button('Capture now').click();
      await page()
        .getByText(/^Capturing$/)
        .waitFor();
      expect(await admin.button('Resume').count()).toBe(0);
    });
  });

  describe('an account whose connector is deleted', () => {
    it('is shown, with nothing to press that would change it', async () => {
      await page().route('**/admin/api/accounts/2244994945', async (route) => {
        const response = await route.fetch();
        const known = (await response.json()) as object;
        await route.fulfill({ response, json: { ...known, state: 'deleted' } });
      });
      await admin.visit('/accounts/2244994945', '@contoso');
      await page().getByText('Connector deleted').waitFor();
      const buttons = page().getByRole('main').getByRole('button');
      expect(await buttons.allInnerTexts()).toEqual([REFRESH]);
      expect(await page().getByRole('switch').count()).toBe(0);
      expect(await admin.alert().count()).toBe(0);
      await page().unroute('**/admin/api/accounts/2244994945');
    });
  });

  describe('without a network', () => {
    it('they say so at once, and do nothing later', async () => {
      await admin.visit('/accounts/2244994945', '@contoso');
      const asked = () => admin.addresses.filter((address) => address.endsWith('/capture')).length;
      const before = asked();
      await context.setOffline(true);
      await admin.button('Capture now').click();
      await admin.alert().getByText('The connector does not answer').first().waitFor();
      await context.setOffline(false);
      await admin.visit('/accounts/2244994945', '@contoso');
      expect(asked()).toBe(before + 1);
    });
  });

  describe('completeness', () => {
    const day = (name: 'From' | 'To') => page().getByLabel(name, { exact: true });
    const report = (of: string) => page().getByText(`Report of ${of}`).waitFor();
    const showTo = async (to: string) => {
      await day('To').fill(to);
      await admin.button('Show').click();
    };

    it('is asked for by the days that are shown', async () => {
      await admin.visit('/accounts/2244994945/completeness', 'Completeness of @contoso');
      await report('');
      expect(await barriersOn(page())).toEqual([]);
      const [from, to] = [await day('From').inputValue(), await day('To').inputValue()];
      await showTo(from);
      await page().waitForURL(`**/completeness?from=${from}&to=${from}`);
      expect(from < to).toBe(true);
      expect(await admin.focused()).toBe('Show');
    });

    it('is told with the days it is of, also on the way back', async () => {
      const path = '/accounts/2244994945/completeness?from=2012-01-01&to=2012-01-31';
      await admin.visit(path, 'Completeness of @contoso');
      await report('1 Jan 2012 – 31 Jan 2012');
      await page().getByText('Nothing was collected in this period.').waitFor();
      const goOn = await hold('**/completeness?*to=2012-02-10');
      await showTo('2012-02-10');
      await page().getByText('Loading …').waitFor();
      expect(await page().getByText('Report of').count()).toBe(0);
      goOn();
      await report('1 Jan 2012 – 10 Feb 2012');
      await page().goBack();
      await report('1 Jan 2012 – 31 Jan 2012');
      expect(await day('To').inputValue()).toBe('2012-01-31');
    });
  });

  describe('tasks', () => {
    const untilAllAre = (state: string) =>
      until(async () => {
        const [, ...tasks] = await admin.rows('Tasks').allInnerTexts();
        return tasks.length > 0 && tasks.every((task) => task.includes(state));
      });

    it('are filtered by state', async () => {
      const end = new Date(Date.now() + HOUR_MS).toISOString();
      const start = new Date().toISOString();
      const taskId = await stack.sandbox.ask({ jobId: JOB_ID, start, end });
      await admin.go('Tasks');
      const delivered = await admin.rows('Tasks').count();
      await page().getByLabel('State').selectOption('Waiting');
      await page().getByRole('link', { name: taskId }).waitFor();
      await untilAllAre('Waiting');
      expect(delivered).toBeGreaterThan(2);
      await admin.button(`Try again now: ${taskId}`).click();
      await page().getByText('queued again').waitFor();
    });

    it('have a manifest, whose bytes are those of the list', async () => {
      await page().getByLabel('State').selectOption('Delivered');
      await untilAllAre('Delivered');
      await admin.rows('Tasks').nth(1).getByRole('link').click();
      await admin.heading(/^Task /);
      await look('task');
      const { name, text } = await saveFile(() =>
        page().getByRole('link', { name: 'Download the manifest' }).click(),
      );
      expect(name).toMatch(/\.json$/);
      const sha256 = createHash('sha256').update(text).digest('hex');
      await page().getByText(sha256, { exact: true }).waitFor();
    });
  });

  describe('the audit log', () => {
    beforeAll(() => admin.go('Audit log'));

    it('is filtered by action', async () => {
      const goOn = await hold('**/admin/api/audit?*action=account.paused*');
      await page().getByLabel('Action').selectOption('account.paused');
      await admin.button('Search').click();
      await page().getByText('Loading …').waitFor();
      expect(await admin.rows('Audit log').count()).toBe(0);
      goOn();
      await until(async () => (await admin.rows('Audit log').count()) === 2);
      expect(await admin.rows('Audit log').nth(1).innerText()).toMatch(
        /ada@contoso\.example[\s\S]*Account paused[\s\S]*2244994945/,
      );
    });

    it('keeps its filter when the search fails', async () => {
      await page().route('**/admin/api/audit?*actor=nobody*', (route) => route.abort());
      await page().getByLabel('Who').fill('nobody');
      await page().getByLabel('Who').press('Enter');
      await admin.alert().getByText('The connector does not answer').waitFor();
      await page().getByLabel('Who').fill('ada@contoso.example');
      await admin.button('Search').click();
      await until(async () => (await admin.rows('Audit log').count()) === 2);
      expect(await admin.alert().count()).toBe(0);
    });

    it('is downloaded as filtered', async () => {
      const { name, text } = await saveFile(() =>
        page().getByRole('link', { name: 'Download as CSV' }).click(),
      );
      expect(name).toMatch(/\.csv$/);
      const [head, ...rows] = text.trim().split('\r\n');
      expect(head).toMatch(/action/);
      expect(rows).toEqual([expect.stringContaining('account.paused')]);
    });
  });

  describe('a post that cannot be delivered', () => {
    const record = () => aRecordOf(stack.azurite.connectionString);

    it('is shown, and asked for again', async () => {
      const { postId, blob, bytes } = await record();
      await blob.upload('{', 1);
      await forgetCopy(stack.azurite.connectionString, postId);
      const window = windowOf(postId);
      await stack.sandbox.ask({ jobId: JOB_ID, ...window });
      await admin.visit('/parked', 'Parked items');
      await page().getByRole('link', { name: postId }).waitFor();
      await look('parked-item');
      await admin.go('Home');
      await page().getByText('One post was put aside').click();
      await admin.heading('Parked items');
      await blob.upload(bytes, bytes.length);
      await admin.button(`Ask for it again: ${postId}`).click();
      await page().getByText('No items are parked.').waitFor();
      expect((await stack.sandbox.importState(JOB_ID)).askedAgain).toEqual([postId]);
    });
  });

  describe('by keyboard alone', () => {
    it('one gets everywhere, and knows where one is', async () => {
      await admin.visit('/', 'Home');
      await page().keyboard.press('Tab');
      expect(await admin.focused()).toBe('Skip to the content');
      await page().keyboard.press('Enter');
      await until(async () => (await page().evaluate('document.activeElement.id')) === 'main');
      await page().reload();
      await admin.heading('Home');
      await admin.tabTo('Accounts');
      await page().keyboard.press('Enter');
      await admin.heading('Accounts');
      await admin.untilFocused('Accounts');
      await admin.tabTo('@contoso');
      await page().keyboard.press('Enter');
      await admin.heading('@contoso');
      await admin.tabTo('Pause');
      await page().keyboard.press('Enter');
      await page().getByRole('alertdialog').waitFor();
      await until(async () => ['Pause', 'Cancel'].includes(await admin.focused()));
      await admin.tabTo('Cancel');
      await page().keyboard.press('Enter');
      await page().getByRole('alertdialog').waitFor({ state: 'detached' });
      await admin.untilFocused('Pause');
    });
  });

  it('open the values of Entra ID to who knows the key, once they do not work', async () => {
    await admin.go('Settings');
    await setEntraSecret('another');
    await admin.signOut();
    await page().getByRole('link', { name: 'Sign in with Microsoft' }).click();
    await page().getByRole('link', { name: 'Ada Admin' }).click();
    await admin.alert().getByText('refuses the secret').waitFor();
    await enterKey();
    await admin.heading('Settings');
    await setEntraSecret(stack.keys.aadAppSecret);
    await page().getByText('The key now only opens the set-up page').waitFor();
    expect(await replaceEntra().isDisabled()).toBe(true);
    await admin.signOut();
    await admin.signIn('Ada Admin');
  });

  it('ask for a sign-in when the session is over', async () => {
    await context.clearCookies();
    await admin.go('Home').catch(() => undefined);
    await admin.heading('Sign in');
    await admin.alert().getByText('Your session has ended').waitFor();
    expect(await page().getByRole('navigation').count()).toBe(0);
  });

  it('break no rule of theirs, and ask nobody but us', () => {
    expect(admin.complaints).toEqual([]);
    const origins = new Set(admin.addresses.map((address) => new URL(address).origin));
    expect(origins).toEqual(new Set([stack.connectorUrl, stack.sandbox.url]));
  });
});
