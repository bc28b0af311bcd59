import { z } from 'zod';

import { takeCensus } from '../../scripts/local/census';
import { type LocalProcess } from '../../scripts/local/local-process';
import { JOB_ID } from '../../scripts/local/local-stack';
import { judge } from '../../scripts/local/summary';
import { datasetSize, untilDelivered } from '../../scripts/local/until-delivered';
import { aStack } from '../support/a-stack';
import { until } from '../support/until';

/** Who waited for these to run out would wait longer than the test may take: what is held must be given back. */
const LONG_LEASES = { CAPTURE_LEASE_SECONDS: '3600', DELIVERY_HIDE_SECONDS: '3600' };
const ERROR = 50;

describe('a worker that is asked to end (SIGTERM)', () => {
  const stack = aStack({ posts: '40' });
  let worker: LocalProcess;

  const faultIsMet = () => until(async () => (await stack.sandbox.stats()).faults === 0);

  beforeAll(async () => {
    await stack.startSurroundings();
    await stack.startConnector();
  });

  it('in the middle of a page: ends well, and the next one goes on at once', async () => {
    await stack.sandbox.addFault({ target: 'media', kind: 'hang' });
    worker = await stack.startWorker(LONG_LEASES);
    await faultIsMet();
    expect(await worker.stop()).toBe(0);

    worker = await stack.startWorker(LONG_LEASES);
    const size = datasetSize({ stats: await stack.sandbox.stats() });
    await until(async () => {
      const census = await takeCensus(stack.azurite.connectionString, 'no mailbox yet');
      return census.posts === size;
    });
  });

  it('at rest: ends well', async () => {
    expect(await worker.stop()).toBe(0);
  });

  it('while X does not answer: ends well', async () => {
    await stack.sandbox.addFault({ target: 'x', kind: 'hang' });
    worker = await stack.startWorker(LONG_LEASES);
    await faultIsMet();
    expect(await worker.stop()).toBe(0);
  });

  it('in the middle of a task: ends well, and the next one ends it', async () => {
    await stack.sandbox.addFault({ target: 'event', kind: 'hang' });
    worker = await stack.startWorker(LONG_LEASES);
    await stack.sandbox.startImport(JOB_ID, 2);
    await faultIsMet();
    expect(await worker.stop()).toBe(0);

    await stack.startWorker(LONG_LEASES);
    const state = await untilDelivered(stack, () => undefined);
    expect(judge(state)).toMatchObject({ lost: 0, duplicates: 0, isWell: true });
    const { completions, windows } = state.imported;
    expect(completions).toMatchObject({ accepted: windows.done, repeated: 0, temporary: 0 });
  });

  it('calls none of it an error', () => {
    const schema = z.looseObject({ level: z.number(), msg: z.string() });
    const errors = stack.lines
      .filter(({ name, line }) => name === 'worker' && line.startsWith('{'))
      .map(({ line }) => schema.parse(JSON.parse(line)))
      .filter(({ level }) => level >= ERROR);
    expect(errors).toEqual([]);
  });
});
