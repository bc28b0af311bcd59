import { type DownloadTask, firstIdAt, lastIdAt } from '@app/domain';
import { FakeCaptureStateStore } from '@testing/archive';
import { FakeClock } from '@testing/domain';
import { DeliveryConfig, slice } from '@app/config';

import { CoverageGate } from './coverage-gate';

const receivedAt = new Date('2026-01-01T00:00:00Z');
const idAt = (iso: string) => firstIdAt(new Date(iso));
const config = slice(DeliveryConfig, {
  pollSeconds: 5,
  hideSeconds: 120,
  retrySeconds: 60,
  coverageWaitSeconds: 3600,
  maxAttempts: 5,
});

function aTask(start: string, end: string): DownloadTask {
  const window = { start: new Date(start), end: new Date(end) };
  const ids = { jobId: 'job', taskId: 'task', dirtyEntities: [] };
  return { schemaVersion: 1, ...ids, window, sealedSink: '', receivedAt, state: 'waiting' };
}

/** Asks about a window, with everything up to `top` read but what lies between the gap's ends. */
async function ask(task: DownloadTask, top: string, { gap = ['', ''], waitedMs = 0 } = {}) {
  const states = new FakeCaptureStateStore();
  const [gapFrom = '', gapTo = ''] = gap.map((iso) => (iso ? idAt(iso) : ''));
  const complete = { state: 'complete', posts: 0 } as const;
  const coverage = gapFrom
    ? [
        { from: gapFrom, to: gapTo, state: 'unreachable' as const, posts: 0 },
        { from: `${BigInt(gapTo) + 1n}`, to: top, ...complete },
      ]
    : [{ from: '1', to: top, ...complete }];
  await states.save('7', { coverage, postsRead: 0 }, undefined);
  const clock = new FakeClock(receivedAt.getTime() + waitedMs);
  return new CoverageGate(states, clock, config).check('7', task);
}

const march = aTask('2025-03-01T00:00:00Z', '2025-03-31T23:59:59Z');

describe('CoverageGate', () => {
  it('lets a task through once all up to the last second of its window is read', async () => {
    const lastSecond = lastIdAt(new Date('2025-03-31T23:59:59.999Z'));
    expect(await ask(march, lastSecond)).toEqual({
      kind: 'settled',
      statement: {
        complete: [{ from: idAt('2025-03-01T00:00:00Z'), to: lastSecond }],
        unreachable: [],
      },
    });
    expect(await ask(march, `${BigInt(lastSecond) - 1n}`)).toEqual({ kind: 'not-yet' });
  });

  it('says what part of the window X would not show', async () => {
    const gap = ['2025-02-01T00:00:00Z', '2025-03-10T00:00:00Z'];
    expect(await ask(march, idAt('2025-04-01T00:00:00Z'), { gap })).toMatchObject({
      kind: 'settled',
      statement: {
        unreachable: [{ from: idAt('2025-03-01T00:00:00Z'), to: idAt('2025-03-10T00:00:00Z') }],
        complete: [{ from: `${BigInt(idAt('2025-03-10T00:00:00Z')) + 1n}` }],
      },
    });
  });

  it('waits a bounded time, and no longer', async () => {
    const halfway = idAt('2025-03-15T00:00:00Z');
    expect(await ask(march, halfway, { waitedMs: 3600_000 })).toEqual({ kind: 'not-yet' });
    const late = await ask(march, halfway, { waitedMs: 3600_001 });
    expect(late).toEqual({ kind: 'waited-too-long' });
  });

  it('does not take a window before 2010 for read because its ids tell no time', async () => {
    const old = aTask('2009-01-01T00:00:00Z', '2009-12-31T00:00:00Z');
    expect(await ask(old, '1000000')).toEqual({ kind: 'not-yet' });
    expect(await ask(old, idAt('2011-01-01T00:00:00Z'))).toMatchObject({ kind: 'settled' });
  });
});
