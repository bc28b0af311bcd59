import { type TaskSummary } from '@app/jobs';

import { taskAttention } from './task-attention';

const now = new Date('2026-02-03T12:00:00Z');
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3600_000);
const aTask = (more: Partial<TaskSummary>): TaskSummary => ({
  ...{ jobId: 'job', taskId: 'task', state: 'waiting', dirtyEntities: 0 },
  window: { start: hoursAgo(900), end: hoursAgo(800) },
  receivedAt: hoursAgo(100),
  ...more,
});
const failure = { message: 'Why.', at: hoursAgo(2), attempt: 1 };

describe('what there is to say of tasks', () => {
  it.each<[words: string, severity: string, more: Partial<TaskSummary>, hours: number]>([
    ['tried again by itself', 'error', { lastError: { ...failure, code: 'secrets.missing' } }, 2],
    [
      'tried again by itself',
      'warning',
      { lastError: { ...failure, code: 'jobs.unavailable' } },
      2,
    ],
    ['got stuck: nothing was delivered since 2026-01-30 08:00 UTC', 'error', {}, 100],
    ['asks again later', 'warning', { state: 'handed-back', completedAt: hoursAgo(24) }, 24],
    [
      'was not asked for again since 2026-02-02 10:00 UTC',
      'error',
      {
        ...{ state: 'handed-back', completedAt: hoursAgo(26) },
        lastError: { ...failure, at: hoursAgo(27), code: 'waited-too-long' },
      },
      26,
    ],
  ])('%s: %s', (words, severity, more, hours) => {
    const [found, ...others] = taskAttention([aTask(more)], now);
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      ...{ kind: 'task-failed', severity, subject: 'job/task', since: hoursAgo(hours) },
      text: expect.stringContaining(words) as string,
    });
  });

  it('is said once for all that fail in one way', () => {
    const tasks = [
      aTask({ taskId: 'new', state: 'handed-back', completedAt: hoursAgo(30) }),
      aTask({ taskId: 'old', state: 'handed-back', completedAt: hoursAgo(99) }),
      aTask({ taskId: 'late', state: 'handed-back', completedAt: hoursAgo(1) }),
    ];
    expect(taskAttention(tasks, now)).toMatchObject([
      {
        subject: 'job/new',
        since: hoursAgo(99),
        text: expect.stringContaining('2 download') as string,
      },
      { subject: 'job/late', severity: 'warning' },
    ]);
  });
});
