import {
  type DownloadTask,
  firstIdAt,
  type Interval,
  lastIdAt,
  type OptionalStream,
} from '@app/domain';
import { FakeCaptureStateStore } from '@testing/archive';
import { FakeClock } from '@testing/domain';
import { FakeStreamChoices } from '@testing/jobs';
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

interface Situation {
  gap?: string[];
  waitedMs?: number;
  /** Switched on. */
  streams?: OptionalStream[];
  /** What is read of the mentions. */
  mentions?: Interval[];
}

/** Asks about a window, with everything up to `top` read but what lies between the gap's ends. */
async function ask(task: DownloadTask, top: string, more: Situation = {}) {
  const { gap = ['', ''], waitedMs = 0, streams = [], mentions = [] } = more;
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
  await states.save('7', { coverage: mentions, postsRead: 0 }, undefined, 'mentions');
  const choices = new FakeStreamChoices();
  await choices.set('7', streams, receivedAt);
  const clock = new FakeClock(receivedAt.getTime() + waitedMs);
  return new CoverageGate(states, choices, clock, config).check('7', task);
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

  it('waits for each stream that is switched on, and says what each holds', async () => {
    const top = idAt('2025-04-01T00:00:00Z');
    const reach = idAt('2025-03-10T00:00:00Z');
    const mentions: Interval[] = [
      { from: '1', to: reach, state: 'unreachable', posts: 0 },
      { from: `${BigInt(reach) + 1n}`, to: top, state: 'complete', posts: 800 },
    ];
    expect(await ask(march, top, { streams: ['mentions'] })).toEqual({ kind: 'not-yet' });
    expect(await ask(march, top, { mentions })).toMatchObject({ kind: 'settled' });
    expect(await ask(march, top, { mentions, streams: ['mentions'] })).toMatchObject({
      kind: 'settled',
      statement: {
        unreachable: [],
        streams: {
          mentions: {
            unreachable: [{ from: idAt('2025-03-01T00:00:00Z'), to: reach }],
            complete: [{ from: `${BigInt(reach) + 1n}` }],
          },
        },
      },
    });
    expect(await ask(march, top, { mentions, streams: ['mentions', 'likes'] })).toEqual({
      kind: 'not-yet',
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
