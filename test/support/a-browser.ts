import axe from 'axe-core';
import {
  type Browser,
  type BrowserContext,
  chromium,
  type Locator,
  type Page,
} from 'playwright-core';
import { z } from 'zod';

import { until } from './until';

/** Nothing but the pages under test: no calls home, no QUIC, no sandbox of its own inside of containers. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Left out: elements of Fluent UI's focus keeper at the edges of the page, which hand every focus on at once. */
const PLACES = `{ exclude: [['[data-tabster-dummy]']] }`;
/** All rules, and those that the colours make a difference to. */
const RUN_AXE = {
  light: `axe.run(${PLACES})`,
  dark: `axe.run(${PLACES}, { runOnly: ['color-contrast', 'link-in-text-block'] })`,
} as const;

/** For what a page is waited for: long, since the machine may be busy, but less than the patience with a test. */
const WAIT_MS = 45_000;

/** Nothing fades or moves any more, but for what never ends. */
const AT_REST = `document.getAnimations().every(({ playState, effect }) =>
  playState !== 'running' || effect.getComputedTiming().endTime === Infinity)`;

const axeResults = z.object({
  violations: z.array(
    z.object({
      id: z.string(),
      impact: z.string().nullish(),
      nodes: z.array(z.object({ html: z.string() })),
    }),
  ),
});

let browser: Browser | undefined;
afterAll(() => browser?.close());

/** A browser's window set like a person's new profile; ended after the tests of the file. It takes the sandbox's certificates. */
export async function aBrowserContext(locale = 'en-US'): Promise<BrowserContext> {
  browser ??= await chromium.launch({ executablePath: process.env.CHROMIUM_PATH, args: FLAGS });
  const viewport = { width: 620, height: 620 };
  // Colours that are still changing when the page is looked at would count as too faint.
  const looks = { colorScheme: 'light', reducedMotion: 'reduce' } as const;
  const context = await browser.newContext({
    viewport,
    ignoreHTTPSErrors: true,
    locale,
    ...looks,
  });
  context.setDefaultTimeout(WAIT_MS);
  return context;
}

/** Barriers that keep people from using the page, in light and in dark, each as `scheme: rule: element`. */
export async function barriersOn(page: Page): Promise<string[]> {
  const found: string[] = [];
  await page.evaluate(axe.source);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    let seen = await seriousOn(page, colorScheme);
    // A page that reads itself anew may be changing its colours whenever it is looked at. A barrier stays.
    for (let looks = 0; seen.length > 0 && looks < 3; looks++) {
      const again = await seriousOn(page, colorScheme);
      seen = seen.filter((each) => again.includes(each));
    }
    found.push(...seen);
  }
  await page.emulateMedia({ colorScheme: 'light' });
  return found;
}

async function seriousOn(page: Page, colorScheme: 'light' | 'dark'): Promise<string[]> {
  await until(async () => z.boolean().parse(await page.evaluate(AT_REST)));
  const { violations } = axeResults.parse(await page.evaluate(RUN_AXE[colorScheme]));
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${colorScheme}: ${id}: ${html}`));
}

/** Waits until the page has this title. If that does not come, the error says what the page has instead. */
export async function isTitled(page: Page, title: string): Promise<void> {
  try {
    await page.getByRole('heading', { name: title, level: 1 }).waitFor();
  } catch (error) {
    const shown = await page.locator('body').innerText();
    throw new Error(`no page titled "${title}", but ${page.url()}:\n${shown}`, { cause: error });
  }
}

/** With SCREENSHOTS=1: pictures for the docs, in light and in dark. */
export async function picture(page: Page, name: string): Promise<void> {
  if (process.env.SCREENSHOTS !== '1') return;
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: `docs/images/${name}-${colorScheme}.png` });
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

/**
 * Clicks what closes its window, at once or by where it leads, and waits until that is closed. The window may be gone
 * before the browser has answered that it was clicked on.
 */
export async function clickAndClose(locator: Locator): Promise<void> {
  const window = locator.page();
  await locator.click().catch((error: unknown) => {
    if (!window.isClosed()) throw error;
  });
  await until(() => window.isClosed());
}
