import { setImmediate as othersHaveAnswered } from 'node:timers/promises';
import { LimitsConfig, slice } from '@app/config';
import { type KeptAlert } from '@app/jobs';
import { FakeCaptureStateStore } from '@testing/archive';
import { FakeClock } from '@testing/domain';
import {
  aDownloadTask,
  aJob,
  FakeAlertBook,
  FakeJobStore,
  FakeParkedItems,
  FakeReadCounts,
  FakeStreamChoices,
  FakeTaskList,
  FakeTaskQueue,
  FakeTaskStore,
} from '@testing/jobs';
import { recordLog } from '@testing/logging';

import { CaptureFigures } from './capture-figures';
import { DeliveryFigures } from './delivery-figures';
import { Figures } from './figures';

/** Gives nothing until it is allowed to. */
class SlowAlertBook extends FakeAlertBook {
  readonly speak = Promise.withResolvers<undefined>();
  asked = 0;

  override async list(): Promise<KeptAlert[]> {
    this.asked += 1;
    await this.speak.promise;
    return super.list();
  }
}

function setUp(alerts = new FakeAlertBook()) {
  const clock = new FakeClock();
  const log = recordLog();
  const limits = slice(LimitsConfig, { deliveryItemsPerDay: 1, xReadsPerMonth: undefined });
  const queue = new FakeTaskQueue(clock);
  const capture = new CaptureFigures(
    ...([new FakeCaptureStateStore(), new FakeStreamChoices()] as const),
    ...([new FakeReadCounts(), limits, clock] as const),
  );
  const tasks = new FakeTaskStore();
  const delivery = new DeliveryFigures(
    ...([new FakeTaskList(tasks), queue, new FakeParkedItems(), alerts, clock] as const),
  );
  const jobs = new FakeJobStore();
  const figures = new Figures(jobs, capture, delivery, clock, log.logger());
  const valuesOf = async (name: string) =>
    (await figures.read()).filter((each) => each.name === name).map(({ value }) => value);
  return { clock, log, jobs, tasks, queue, figures, valuesOf };
}

const message = { schemaVersion: 1, jobId: 'job', taskId: 'task' } as const;

describe('a part of storage that is silent', () => {
  it('is left out after five seconds, and the log says which', async () => {
    const { clock, log, figures } = setUp(new SlowAlertBook());
    const reading = figures.read();
    await othersHaveAnswered();
    clock.advance(5000);
    const names = (await reading).map(({ name }) => name);
    expect(names).toContain('twitter_archive.queue.messages');
    expect(names).not.toContain('twitter_archive.alerts.raised');
    expect(log.lines).toEqual([
      expect.objectContaining({ level: 'warn', event: 'figures', part: 'alerts' }),
    ]);
  });

  it('is not asked again before it has answered, and the answer is shown then', async () => {
    const alerts = new SlowAlertBook();
    const { clock, figures, valuesOf } = setUp(alerts);
    const since = clock.now();
    const about = { code: 'capture.behind', subject: '7', text: 'Late.', action: 'Wait.' };
    await alerts.put({ ...about, since, raisedAt: since, state: 'raised', isTold: true });
    const first = figures.read();
    clock.advance(60_000);
    await first;
    const second = valuesOf('twitter_archive.alerts.raised');
    alerts.speak.resolve(undefined);
    expect(await second).toEqual([1]);
    expect(alerts.asked).toBe(1);
  });
});

it('reads anew after ten seconds, not sooner', async () => {
  const { clock, queue, valuesOf } = setUp();
  expect(await valuesOf('twitter_archive.queue.messages')).toEqual([0]);
  await queue.send(message);
  clock.advance(9999);
  expect(await valuesOf('twitter_archive.queue.messages')).toEqual([0]);
  clock.advance(1);
  expect(await valuesOf('twitter_archive.queue.messages')).toEqual([1]);
});

it('reads anew after the clock was set back', async () => {
  const { clock, queue, valuesOf } = setUp();
  expect(await valuesOf('twitter_archive.queue.messages')).toEqual([0]);
  await queue.send(message);
  clock.advance(-3600_000);
  expect(await valuesOf('twitter_archive.queue.messages')).toEqual([1]);
});

it('finds the task that waits longest, however many newer ones another job has', async () => {
  const { clock, jobs, tasks, valuesOf } = setUp();
  const at = (secondsAgo: number) => new Date(clock.now().getTime() - secondsAgo * 1000);
  await jobs.save(aJob({ jobId: 'busy' }));
  await jobs.save(aJob({ jobId: 'stuck' }));
  await tasks.receive(aDownloadTask({ jobId: 'stuck', receivedAt: at(86_400) }));
  for (let n = 0; n < 999; n += 1) {
    await tasks.receive(aDownloadTask({ jobId: 'busy', taskId: `t${n}`, receivedAt: at(60) }));
  }
  expect(await valuesOf('twitter_archive.tasks.oldest_waiting_seconds')).toEqual([86_400]);
  expect(await valuesOf('twitter_archive.tasks.unfinished')).toEqual([1000, 0]);
});
