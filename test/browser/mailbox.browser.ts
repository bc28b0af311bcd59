import { type BrowserContext, type Page } from 'playwright-core';

import { aBrowserContext, barriersOn, picture } from '../support/a-browser';
import { goldenMail } from '../support/golden-mail';
import { type RunningSandbox, startSandbox } from '../support/sandbox';
import { sendMail } from '../support/send-mail';
import { until } from '../support/until';

jest.setTimeout(120_000);

const WINDOW = { width: 1000, height: 760 };
const MAILBOX = 'journal@contoso.example';
const GOLDEN = ['photo', 'quote', 'cjk', 'right-to-left', 'reply-to-other', 'links', 'video'];

/** Whatever a message could try to have run or loaded. */
const HOSTILE = `<html><head><meta http-equiv="refresh" content="0;url=https://evil.example/refresh">
<link rel="stylesheet" href="https://evil.example/style.css"><base href="https://evil.example/">
<style>@import url(https://evil.example/import.css);p{background:url(https://evil.example/background)}</style>
<script>top.document.title='taken';fetch('/taken')</script></head>
<body onload="fetch('/taken')"><p>Look at this</p><img src="https://evil.example/pixel.gif">
<img src="x" onerror="fetch('/taken');alert(1)"><iframe src="https://evil.example/frame"></iframe>
<iframe srcdoc="<script>fetch('/taken')</script>"></iframe><object data="https://evil.example/object"></object>
<svg onload="fetch('/taken')"><script>fetch('/taken')</script></svg>
<form action="https://evil.example/form" method="post"><button>Sign in</button></form>
<a href="javascript:fetch('/taken')">script</a><video src="https://evil.example/video" autoplay></video></body></html>`;

let sandbox: RunningSandbox;
let context: BrowserContext;
let page: Page;
/** What was asked of anybody but the sandbox, or by a script; what a script said. */
const tries: string[] = [];

const link = (name: string | RegExp) => page.getByRole('link', { name });
const heading = (name: string) => page.getByRole('heading', { name, level: 1 });
const message = () => page.frameLocator('iframe.mail');

function mail(subject: string, type: string, body: string): Buffer {
  const head = ['From: eve@evil.example', `To: ${MAILBOX}`, `Subject: ${subject}`];
  const mime = ['MIME-Version: 1.0', `Content-Type: ${type}; charset=utf-8`];
  return Buffer.from([...head, ...mime, '', body, ''].join('\r\n'));
}

async function search(query: string): Promise<void> {
  await page.goto(sandbox.url);
  await page.getByLabel('Search the mailbox').fill(query);
  await page.getByLabel('Search the mailbox').press('Enter');
  await page.waitForURL(/q=/);
}

beforeAll(async () => {
  sandbox = await startSandbox({ smtpPort: 0, posts: 0 });
  for (const name of GOLDEN) await sendMail(sandbox, MAILBOX, await goldenMail(name));
  await sendMail(sandbox, MAILBOX, mail('Hostile', 'text/html', HOSTILE));
  await sendMail(sandbox, MAILBOX, mail('Plain', 'text/plain', 'Just <b>text</b>'));
  context = await aBrowserContext();
  // What the policy stops never gets here.
  await context.route('**/*', async (route) => {
    const url = route.request().url();
    if (url.startsWith(sandbox.url) && !url.includes('/taken')) return route.continue();
    tries.push(`asks for ${url}`);
    return route.fulfill({ body: 'somebody else' });
  });
  context.on('dialog', (dialog) => {
    tries.push(`says ${dialog.message()}`);
    void dialog.dismiss();
  });
  page = await context.newPage();
  await page.setViewportSize(WINDOW);
  await until(async () => {
    await page.goto(sandbox.url);
    return page.getByText(`${GOLDEN.length + 2} messages`).isVisible();
  });
});
beforeEach(() => tries.splice(0));
afterAll(() => sandbox.close());

describe('the mailbox in a browser', () => {
  it('lists the messages without barriers', async () => {
    expect(await page.getByRole('row').count()).toBe(GOLDEN.length + 3);
    expect(await barriersOn(page)).toEqual([]);
    await picture(page, 'mailbox-list');
  });

  it('fits a narrow window', async () => {
    await page.setViewportSize({ width: 360, height: 640 });
    const isTooWide = 'document.documentElement.scrollWidth > document.documentElement.clientWidth';
    expect(await page.evaluate(isTooWide)).toBe(false);
    await page.setViewportSize(WINDOW);
  });

  it('is searched and walked through by keyboard', async () => {
    await search('kind:reply OR kind:quote');
    const links = page.locator('.mails a');
    expect(await links.count()).toBe(2);
    await links.first().focus();
    await page.keyboard.press('ArrowDown');
    const subject = (await links.nth(1).textContent()) ?? '';
    await page.keyboard.press('Enter');
    await heading(subject).waitFor();
    await link('Newer').press('Enter');
    await heading(subject).waitFor({ state: 'detached' });
    await link('Older').waitFor();
    expect(await link('Newer').isVisible()).toBe(false);
    await link('All that was found').press('Enter');
    expect(await page.getByLabel('Search the mailbox').inputValue()).toBe(
      'kind:reply OR kind:quote',
    );
  });

  it('says where a search is wrong', async () => {
    await search('from:contoso AND');
    await page.getByRole('alert').getByText('at sign 17').waitFor();
    expect(await barriersOn(page)).toEqual([]);
  });
});

describe('a message in a browser', () => {
  it('shows its pictures, and loads nothing', async () => {
    await search('door "brass letter box"');
    await link(/new front door/).click();
    const shown = message().getByRole('img', { name: /green door/ });
    await shown.waitFor();
    const widths = '[...document.images].map(({ naturalWidth }) => naturalWidth).join()';
    await until(async () => (await page.frames()[1]?.evaluate(widths)) === '1');
    expect(tries).toEqual([]);
  });

  it('has no barriers, in its frame either', async () => {
    expect(await barriersOn(page)).toEqual([]);
    await picture(page, 'mailbox-message');
  });

  it('opens its links in a tab of their own, which knows nothing of this one', async () => {
    const opening = context.waitForEvent('page');
    await message()
      .getByRole('link', { name: /^https:\/\/x\.com/ })
      .click();
    const opened = await opening;
    await opened.waitForURL(/^https:\/\/x\.com\/contoso/);
    expect(await opened.evaluate('[opener, document.referrer]')).toEqual([null, '']);
    await opened.close();
  });

  it('gives its files and its source to keep', async () => {
    await search('attachmentnames:mp4');
    await page.locator('.mails a').click();
    const [download] = await Promise.all([page.waitForEvent('download'), link(/\.mp4$/).click()]);
    expect(download.suggestedFilename()).toMatch(/\.mp4$/);
    await page.getByText('All headers').press('Enter');
    await page.getByText('X-Twitter-Post-ID').waitFor();
    await link('Source').click();
    await page.getByText('X-Message-Class: IPM.NOTE.Twitter.Tweet').waitFor();
  });

  it('of somebody hostile runs nothing and loads nothing', async () => {
    await search('subject:hostile');
    await link('Hostile').click();
    await message().getByText('Look at this').waitFor();
    await page.waitForLoadState('networkidle');
    await message().getByRole('button', { name: 'Sign in' }).click();
    await message().getByRole('link', { name: 'script' }).click();
    await page.waitForLoadState('networkidle');
    await heading('Hostile').waitFor();
    expect(await page.title()).toContain('Hostile');
    expect(tries).toEqual([]);

    await page.goto(`${page.url().split('?')[0] ?? ''}/body`);
    await page.getByText('Look at this').waitFor();
    await page.waitForLoadState('networkidle');
    expect(tries).toEqual([]);
  });

  it('of mere text shows its signs as they are', async () => {
    await search('subject:plain');
    await link('Plain').click();
    await message().getByText('Just <b>text</b>').waitFor();
    expect(await link('As text').isVisible()).toBe(false);
    expect(await barriersOn(page)).toEqual([]);
  });
});
