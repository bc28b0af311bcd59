import { type TaskSummary } from './task-summary';

import { deliveredSince } from './delivered-since';

const day = (n: number) => new Date(Date.UTC(2026, 0, n));
const aTask = (from: number, to: number, receivedAt: Date, more: Partial<TaskSummary> = {}) => ({
  ...{ jobId: 'job', taskId: 'task', state: 'delivered' as const, dirtyEntities: 0, receivedAt },
  window: { start: day(from), end: new Date(day(to).getTime() - 1) },
  ...more,
});
const handedBack = aTask(10, 20, day(21), { state: 'handed-back' });

describe('what was handed back is delivered', () => {
  it.each([
    ['by a later task of the same window', [aTask(10, 20, day(22))]],
    ['by one of a larger window', [aTask(1, 30, day(22))]],
    ['by several that follow each other', [aTask(15, 21, day(23)), aTask(9, 15, day(22))]],
  ])('%s', (_, delivered) => {
    expect(deliveredSince(handedBack, delivered)).toBe(true);
  });
});

describe('it is not delivered', () => {
  it.each([
    ['by nothing', []],
    ['by a part of it', [aTask(10, 19, day(22))]],
    ['with a gap in it', [aTask(10, 14, day(22)), aTask(15, 20, day(22))]],
    ['by a task that came before', [aTask(10, 20, day(20))]],
    ['by another job', [aTask(10, 20, day(22), { jobId: 'other' })]],
  ])('%s', (_, delivered) => {
    expect(deliveredSince(handedBack, delivered)).toBe(false);
  });

  it('as far as anybody knows, when posts were asked for by their ids', () => {
    const withIds = { ...handedBack, dirtyEntities: 1 };
    expect(deliveredSince(withIds, [aTask(10, 20, day(22))])).toBe(false);
  });
});
