import { z } from 'zod';

import { JOB_ID } from '../../scripts/local/local-stack';
import { LocalProcess } from '../../scripts/local/local-process';
import { judge } from '../../scripts/local/summary';
import { type State, untilDelivered } from '../../scripts/local/until-delivered';
import { aStack } from '../support/a-stack';
import { until } from '../support/until';

const POSTS = 100;
/** Long enough that nobody takes over from a worker that is only slow. */
const LEASES = { CAPTURE_LEASE_SECONDS: '60', DELIVERY_HIDE_SECONDS: '60' };

const deliveredLine = z.looseObject({
  event: z.literal('task'),
  kind: z.literal('delivered'),
  pid: z.number(),
});

const reconciled = z.object({
  differences: z.array(z.looseObject({ reason: z.string() })),
  report: z.looseObject({ counts: z.looseObject({ collected: z.number() }) }),
});

describe('two workers at once', () => {
  const stack = aStack({ posts: `${POSTS}` });
  let workers: LocalProcess[];
  let before: State;

  beforeAll(async () => {
    await stack.startSurroundings();
    await stack.startConnector();
    workers = await Promise.all([stack.startWorker(LEASES), stack.startWorker(LEASES)]);
    await stack.sandbox.startImport(JOB_ID, 3);
    before = await untilDelivered(stack, () => undefined);
  });

  it('share the work', async () => {
    const deliverers = () => {
      const lines = stack.lines.filter(({ name }) => name === 'worker').map(({ line }) => line);
      const delivered = lines
        .filter((line) => line.startsWith('{'))
        .flatMap((line) => deliveredLine.safeParse(JSON.parse(line)).data ?? []);
      return new Set(delivered.map(({ pid }) => pid));
    };
    // New tasks come all the time: who was slow to start has some of those.
    await until(() => deliverers().size > 1);
    expect(deliverers().size).toBe(2);
  });

  it('ask X for no post twice, archive and deliver none twice', () => {
    expect(before.stats.postsRead).toBe(POSTS);
    expect(judge(before)).toMatchObject({ lost: 0, duplicates: 0, isWell: true });
  });

  it('complete every task once', () => {
    const { completions, windows } = before.imported;
    expect(completions).toEqual({
      accepted: windows.done,
      repeated: 0,
      withdrawn: 0,
      changed: 0,
      temporary: 0,
      permanent: 0,
    });
  });

  it('lose none of 1,000 posts made between two captures', async () => {
    await Promise.all(workers.map((worker) => worker.stop()));
    const ids = await stack.sandbox.post(1000);
    await stack.startWorker();
    const after = await untilDelivered(stack, () => undefined);

    expect(judge(after)).toMatchObject({
      captured: before.census.posts + ids.length,
      delivered: before.census.posts + ids.length,
      lost: 0,
      duplicates: 0,
      isWell: true,
    });
  });

  it('leave nothing that npm run reconcile cannot explain', async () => {
    const { account } = await stack.sandbox.stats();
    const to = new Date(Date.now() + 60_000).toISOString();
    const named = ['--account', account.username, '--from', '2006-03-01', '--to', to];
    const lines: string[] = [];
    const args = [...named, '--format', 'json'];
    const program = 'dist/scripts/reconcile.js';
    const command = new LocalProcess('reconcile', program, { args, env: stack.env });
    command.onLine = (line) => lines.push(line);
    expect(await command.exit()).toBe(0);
    const begin = lines.indexOf('{"differences":[');
    const document = lines.slice(begin, lines.indexOf('', begin)).join('\n');
    const found = reconciled.parse(JSON.parse(document));
    expect(found.report.counts).toMatchObject({ unexplained: 0, failed: 0, duplicate: 0 });
    expect(found.report.counts.collected).toBeGreaterThan(POSTS + 1000 - 1);
    expect(found.differences.filter(({ reason }) => reason !== 'earlier-version')).toEqual([]);
  });
});
