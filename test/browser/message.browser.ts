import { goldenNames } from '@testing/message-conversion';
import { simpleParser } from 'mailparser';
import { type Page } from 'playwright-core';

import { aBrowserContext, barriersOn } from '../support/a-browser';
import { goldenMail } from '../support/golden-mail';

/** One of each kind, for the docs and for the closer look. */
const PICTURED = [
  'plain',
  'thread-member',
  'repost-of-reply',
  'quote-of-own',
  'rich',
  'poll-closed',
  'media-mixed',
  'link-card',
  'edited-last',
  'bidi-mixed',
  'zwj-emoji',
  'html-in-poll',
  'dm-one-to-one',
  'dm-shared-post',
  'dm-join',
  'like',
  'profile-change-picture',
  'profile-change-name',
  'deletion',
  'deletion-hidden',
  'reply-by-other',
];
const NARROW = { width: 360, height: 640 };

/** In the page: what is wrong with it. */
const SEEN = `(() => ({
  isTooWide: document.documentElement.scrollWidth > document.documentElement.clientWidth,
  scripts: document.querySelectorAll('script, iframe, object, embed, form, link, base').length,
  handlers: [...document.querySelectorAll('*')].flatMap((element) =>
    element.getAttributeNames().filter((name) => name.startsWith('on')),
  ),
  broken: [...document.images].filter(({ src }) => !src.startsWith('data:')).length,
}))()`;

/** The HTML as a mail program shows it: out of the message, the pictures that came with it in their places. */
async function shownHtml(name: string): Promise<string> {
  const { html } = await simpleParser(await goldenMail(name));
  return html || '';
}

/** Machines may be busy. */
jest.setTimeout(60_000);

describe('the HTML of a message in a browser', () => {
  /** Whatever the page tries beyond showing itself. */
  const tries: string[] = [];
  let page: Page;

  beforeAll(async () => {
    const context = await aBrowserContext();
    context.on('request', (request) => {
      if (!/^(data|about):/.test(request.url())) tries.push(`asks for ${request.url()}`);
    });
    context.on('weberror', (error) => tries.push(`fails with ${String(error.error())}`));
    context.on('dialog', (dialog) => {
      tries.push(`says ${dialog.message()}`);
      void dialog.dismiss();
    });
    page = await context.newPage();
    await page.setViewportSize(NARROW);
  });

  it.each(goldenNames())(
    '%s fits a narrow window, loads nothing and runs nothing',
    async (name) => {
      await page.setContent(await shownHtml(name));
      const seen = await page.evaluate(SEEN);

      expect(seen).toEqual({ isTooWide: false, scripts: 0, handlers: [], broken: 0 });
      expect(tries).toEqual([]);
    },
  );

  it.each(PICTURED)('%s has no barriers', async (name) => {
    await page.setContent(await shownHtml(name));

    expect(await barriersOn(page)).toEqual([]);
    await picture(page, name);
  });
});

/** With SCREENSHOTS=1: the whole message, for the docs. */
async function picture(page: Page, name: string): Promise<void> {
  if (process.env.SCREENSHOTS !== '1') return;
  await page.setViewportSize({ width: 420, height: 200 });
  await page.screenshot({ path: `docs/images/message-${name}.png`, fullPage: true });
  await page.setViewportSize(NARROW);
}
