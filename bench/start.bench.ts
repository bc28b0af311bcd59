import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { startAzurite } from '../scripts/local/azurite';
import { LocalProcess } from '../scripts/local/local-process';
import { freePort } from '../scripts/local/ports';
import { aBrowserContext } from '../test/support/a-browser';
import { adminPages, firstLoadBytes } from '../test/support/first-load';
import { type Figure, keep, rounded } from './figures';
import { withoutStandIns } from './measured/measure';

const STARTS = 5;
const TIME_LIMIT_MS = 600_000;

jest.setTimeout(TIME_LIMIT_MS);

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

it('starts connector, worker and the first admin page', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'bench-start-'));
  const azurite = await startAzurite({ location: folder, inMemory: true });
  const connectorPort = await freePort();
  const env = withoutStandIns({ azurite, dataDir: folder, connectorPort });

  /** From its start to the line that says it is ready; what is done while it runs comes with it. */
  async function start<T>(app: string, ready: string, then: () => Promise<T>) {
    const started = performance.now();
    const process = new LocalProcess(app, resolve(`dist/apps/${app}/src/main.js`), { env });
    await process.readyWhen((line) => line.includes(ready));
    const seconds = (performance.now() - started) / 1000;
    const result = await then();
    await process.stop();
    return { seconds, result };
  }

  async function firstPage(): Promise<number> {
    const context = await aBrowserContext();
    const page = await context.newPage();
    const started = performance.now();
    await page.goto(`http://localhost:${connectorPort}/admin`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    const ms = performance.now() - started;
    await context.close();
    return ms;
  }

  const connectors = [];
  const workers = [];
  for (let i = 0; i < STARTS; i++) {
    connectors.push(await start('connector', 'connector listens on', firstPage));
    workers.push(await start('worker', 'worker is at work', () => Promise.resolve()));
  }
  const figures: Figure[] = [
    { target: 'start.connector', value: rounded(median(connectors.map(({ seconds }) => seconds))) },
    { target: 'start.worker', value: rounded(median(workers.map(({ seconds }) => seconds))) },
    { target: 'start.first-load', value: Math.max(...adminPages().map(firstLoadBytes)) },
    {
      what: 'first admin page, nothing in the browser’s cache, until it can be used',
      ...{ value: Math.round(median(connectors.map(({ result }) => result))), unit: 'ms' },
    },
  ];
  keep('start', figures);
  expect(figures.every(({ value }) => value > 0)).toBe(true);

  await azurite.process.stop();
  rmSync(folder, { recursive: true, force: true });
});
