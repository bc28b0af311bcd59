import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { type LocalProcess } from '../scripts/local/local-process';
import { aBrowserContext } from '../test/support/a-browser';
import { aFolder, aStack } from '../test/support/a-stack';
import { AdminPages } from '../test/support/admin-pages';
import { keep } from './figures';
import { loadFigures } from './load/load-figures';
import { connectAll, type LoadedAccount, manyAccounts, writeWorld } from './load/many-accounts';
import { middleAndMost, type PageTimes, timePages } from './load/page-times';
import { Watch } from './load/watch';
import { isMet, TARGETS } from './targets';

const ACCOUNTS = Number(process.env.ACCOUNTS ?? '50');
const ITEMS = Number(process.env.ITEMS ?? '200000');
/** Other sizes are kept apart: what is promised is that of the whole. */
const NAME =
  ACCOUNTS === 50 && ITEMS === 200_000 ? 'load' : `load-${ACCOUNTS}-accounts-${ITEMS}-items`;
/** A day of 24 hours, at each of which every account posts. */
const HOURS = 24;
const HOUR_SECONDS = Number(process.env.HOUR_SECONDS ?? '30');
/** Every two hours the Import service asks for what is new of each account; after the day for nothing more. */
const FOLLOW_UP_SECONDS = 2 * HOUR_SECONDS;
const NEVER_SECONDS = 365 * 86_400;
const STALLED_MS = 300_000;
const PAGE_TIMEOUT_MS = 180_000;
const TIME_LIMIT_MS = 4 * 3600_000;

/** As in service, where they differ from a local stack's haste; and the whole day's items are let through. */
const SETTINGS = {
  ...{ CAPTURE_INTERVAL_SECONDS: '15', CAPTURE_LEASE_SECONDS: '60', DELIVERY_HIDE_SECONDS: '120' },
  ...{ DELIVERY_ITEMS_PER_DAY: '200000', DELIVERY_RETRY_SECONDS: '5', LOG_LEVEL: 'warn' },
};

jest.setTimeout(TIME_LIMIT_MS);

describe(`${ACCOUNTS} accounts with ${ITEMS} posts a day`, () => {
  const accounts = manyAccounts(ACCOUNTS);
  const folder = aFolder();
  const stack = aStack({
    ...{ dataDir: folder, isEmpty: true, inMemory: true },
    dataset: writeWorld(folder, accounts),
  });
  const posted = new Map<string, string[]>();
  const idle: PageTimes = {};
  const busy: PageTimes = {};
  let products: LocalProcess[];
  let admin: AdminPages;
  let watch: Watch;

  beforeAll(async () => {
    await stack.startSurroundings();
    Object.assign(stack.env, SETTINGS, { LOG_LEVEL: 'info' });
    await connectAll(stack, accounts);
    products = [await stack.startConnector(), await stack.startWorker()];
    const browser = await aBrowserContext();
    // How long a page takes is what is measured.
    browser.setDefaultTimeout(PAGE_TIMEOUT_MS);
    admin = await AdminPages.open(browser, stack.connectorUrl);
    await admin.signIn('Ada Admin');
    for (let i = 0; i < 5; i++) await timePages(admin, idle);
  });

  it('keeps up: nothing lost, nothing twice, memory and pages as they were', async () => {
    const began = Date.now();
    watch = new Watch(stack, products);
    for (const { jobId } of accounts) {
      const from = new Date(began - 60_000).toISOString();
      await stack.sandbox.startImport(jobId, FOLLOW_UP_SECONDS, { from });
    }
    for (let hour = 0; hour < HOURS; hour++) await liveOneHour(hour);
    const postedMs = Date.now() - began;
    await endTheDay();
    await untilAllIsImported(new Date(began + postedMs));
    await watch.end(STALLED_MS);
    const doneMs = Date.now() - began;

    const states = await Promise.all(accounts.map(({ jobId }) => stack.sandbox.importState(jobId)));
    const sum = (of: (state: (typeof states)[number]) => number) =>
      states.reduce((total, state) => total + of(state), 0);
    const result = {
      ...{ accounts: ACCOUNTS, items: ITEMS },
      lost: accounts.reduce((lost, account) => lost + missingOf(account), 0),
      imported: sum(({ items }) => items.imported),
      deliveredAgain: sum(({ items }) => items.redelivered + items['redelivered, changed']),
      tasks: sum(({ windows }) => windows.done),
      completedAgain: sum(({ completions }) => completions.repeated),
      readsOfX: (await stack.sandbox.stats()).postsRead,
      ...{ postedSeconds: seconds(postedMs), doneSeconds: seconds(doneMs) },
      tasksWaitingByTenth: watch.byTenth(({ tasksWaiting }) => tasksWaiting),
      rssMbByTenth: Object.fromEntries(
        products.map(({ name }) => [name, watch.byTenth(({ rssMb }) => rssMb[name] ?? 0)]),
      ),
      pageMs: { idle: middleAndMost(idle), busy: middleAndMost(busy) },
    };
    console.log(JSON.stringify(result, null, 2));
    const figures = loadFigures(result);
    keep(NAME, figures, result);

    expect(result).toMatchObject({ lost: 0, imported: ITEMS, deliveredAgain: 0 });
    expect(watch.seen.at(-1)?.tasksWaiting).toBe(0);
    expect(figures.filter(({ target, value }) => !isMet(TARGETS[target], value))).toEqual([]);
  });

  /** Every account posts its share; an administrator looks at the pages meanwhile. */
  async function liveOneHour(hour: number): Promise<void> {
    const ends = Date.now() + HOUR_SECONDS * 1000;
    for (const [i, { userId }] of accounts.entries()) {
      const share = Math.floor(ITEMS / ACCOUNTS) + (i < ITEMS % ACCOUNTS ? 1 : 0);
      const count = Math.floor((share * (hour + 1)) / HOURS) - Math.floor((share * hour) / HOURS);
      const ids = count > 0 ? await stack.sandbox.post(count, userId) : [];
      posted.set(userId, [...(posted.get(userId) ?? []), ...ids]);
    }
    await timePages(admin, busy);
    await sleep(Math.max(0, ends - Date.now()));
  }

  /** Once it has asked for the last of it. */
  async function endTheDay(): Promise<void> {
    await sleep((FOLLOW_UP_SECONDS + 5) * 1000);
    for (const { jobId } of accounts) await stack.sandbox.startImport(jobId, NEVER_SECONDS);
  }

  async function untilAllIsImported(since: Date): Promise<void> {
    let before = '';
    let movedAt = Date.now();
    while (Date.now() - movedAt < STALLED_MS) {
      const states = await Promise.all(
        accounts.map(({ jobId }) => stack.sandbox.importState(jobId)),
      );
      const imported = states.reduce((total, { items }) => total + items.imported, 0);
      if (imported >= ITEMS && states.every((each) => new Date(each.settledUpTo) >= since)) return;
      const now = JSON.stringify(states.map(({ windows, items }) => [windows, items]));
      if (now !== before) movedAt = Date.now();
      before = now;
      await timePages(admin, busy);
      await sleep(2000);
    }
  }

  /** How many posts of an account are not in its mailbox. */
  function missingOf({ userId, jobId }: LoadedAccount): number {
    const mailbox = join(folder, 'sandbox/mailbox', jobId);
    const files = readdirSync(mailbox, { recursive: true, encoding: 'utf8' });
    const there = new Set(files.map((file) => file.split('/').at(-1)));
    return (posted.get(userId) ?? []).filter((id) => !there.has(`${id}.json`)).length;
  }
});

function seconds(ms: number): number {
  return Math.round(ms / 1000);
}
