import { readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { aJob } from '@testing/jobs';
import * as fc from 'fast-check';
import pMap from 'p-map';
import { z } from 'zod';

import { ConnectorApp } from '../../../apps/connector/testing/connector-app';
import { routesOf } from '../../support/routes-of';
import { WildConnector } from '../../support/wild-connector';
import { aWildRequest, type WildRequest } from '../../support/wild-request';

/** `npm run test:fuzz` sends 100,000; the same seed gives the same requests. */
const RUNS = Number(process.env.FUZZ_RUNS ?? 1500);
const SEED = Number(process.env.FUZZ_SEED ?? (process.env.FUZZ_RUNS ? Date.now() % 1e9 : 20260101));
const PART = 500;
const AT_ONCE = 8;
/** Of a run of any length: what grew by the request would be a multiple. */
const MOST_GROWTH_MB = 64;

jest.setTimeout(60 * 60_000);

const documents = z.object({
  components: z.object({
    schemas: z.record(
      z.string(),
      z.object({ properties: z.record(z.string(), z.unknown()).optional() }),
    ),
  }),
});
const queryNames = ['from', 'to', 'limit', 'continuation', 'action', 'actor', 'returnTo', 'code'];
const setUpNames = ['state', 'jobType', 'jobId', 'sharedSecret', 'tenantId', 'redirectUrl'];

/** Every field that a document of the API knows. */
function fieldNames(): string[] {
  const names = ['connector', 'admin'].flatMap((api) => {
    const text = readFileSync(`docs/generated/${api}-openapi.json`, 'utf8');
    const { schemas } = documents.parse(JSON.parse(text)).components;
    return Object.values(schemas).flatMap(({ properties = {} }) => Object.keys(properties));
  });
  return [...new Set([...names, ...queryNames, ...setUpNames])];
}

/** As much of the heap as is in use, in MB. */
function heapMb(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  return process.memoryUsage().heapUsed / 2 ** 20;
}

describe(`${RUNS} wild requests (FUZZ_SEED=${SEED})`, () => {
  const connector = new ConnectorApp();
  let wild: WildConnector;
  beforeAll(async () => {
    wild = await WildConnector.start(connector);
    await connector.jobs.save(aJob({ jobId: 'job-1', accountId: '7' }));
  });
  afterAll(() => wild.stop());

  /** What the stand-ins around the connector remember is not its memory. */
  const forget = () => connector.audit.events.splice(0);

  const send = async (wildRequest: WildRequest) => {
    const answer = await wild.send(wildRequest);
    return { wildRequest, answer };
  };

  it('are all answered, none by a failure, with no secret in it and no growth of memory', async () => {
    const values = ['job-1', '7', 'task-1', '1896492039533494272', '0', '2026-01-01T00:00:00Z'];
    const more = [
      connector.tenantId,
      '2026-01-02',
      'https://account.blob.core.windows.net/c?sig=x',
    ];
    const routes = routesOf(connector.app);
    const requests = aWildRequest({ routes, names: fieldNames(), values: [...values, ...more] });
    const secrets = [connector.apiSecretKey, 'the aad secret'];
    const heaps: number[] = [];
    const statuses = new Map<number, number>();
    const bad: unknown[] = [];
    for (let sent = 0; sent < RUNS; sent += PART) {
      const numRuns = Math.min(PART, RUNS - sent);
      const part = fc.sample(requests, { seed: SEED + sent, numRuns });
      const answers = await pMap(part, send, { concurrency: AT_ONCE });
      for (const { wildRequest, answer } of answers) {
        statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
        const isLeak = secrets.some((secret) => answer.body.includes(secret));
        if (answer.status >= 500 || isLeak) bad.push({ wildRequest, answer });
      }
      forget();
      await wild.renewProofs();
      heaps.push(heapMb());
    }
    const [early = 0, late = 0] = [heaps[Math.floor(heaps.length / 3)], heaps.at(-1)];
    const table = Object.fromEntries([...statuses].sort(([a], [b]) => a - b));
    process.stdout.write(
      `fuzz: seed ${SEED}, ${RUNS} requests, ${routes.length} routes, heap ${early.toFixed()} MB → ${late.toFixed()} MB, ${JSON.stringify(table)}\n`,
    );

    expect(bad.slice(0, 5)).toEqual([]);
    expect(Math.max(0, late - early)).toBeLessThan(MOST_GROWTH_MB);
    expect(statuses.get(200)).toBeGreaterThan(RUNS / 10);
    expect(statuses.get(403)).toBeGreaterThan(RUNS / 100);
    expect(statuses.get(401)).toBeLessThan(RUNS / 6);
  });
});
