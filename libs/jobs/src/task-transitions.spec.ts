import { type DownloadTask } from '@app/domain';

import { ended, receivedAgain } from './task-transitions';

const start = new Date('2025-03-01T00:00:00Z');
const later = new Date('2025-03-02T00:00:00Z');
const completedAt = new Date('2025-03-03T00:00:00Z');

function aTask(overrides: Partial<DownloadTask> = {}): DownloadTask {
  const ids = { jobId: 'job', taskId: 'task', dirtyEntities: [] };
  const window = { start, end: later };
  const plain = { schemaVersion: 1, ...ids, window, receivedAt: start } as const;
  return { ...plain, sealedSink: 'first', state: 'waiting', ...overrides };
}

describe('a task that is sent again', () => {
  const again = aTask({ sealedSink: 'second', receivedAt: later });

  it('gets the fresh container while it waits, and has waited since it first came', () => {
    expect(receivedAgain(aTask(), again)).toEqual(aTask({ sealedSink: 'second' }));
  });

  it('begins anew when it was handed back', () => {
    const known = aTask({ state: 'handed-back', completedAt, itemCount: 0 });
    expect(receivedAgain(known, again)).toEqual(again);
  });

  it('stays delivered', () => {
    const known = aTask({ state: 'delivered', completedAt, itemCount: 3 });
    expect(receivedAgain(known, again)).toBe(known);
  });
});

describe('a task that ends', () => {
  const delivered = { state: 'delivered', completedAt, itemCount: 3 } as const;
  const handedBack = {
    state: 'handed-back',
    completedAt,
    itemCount: 0,
    sealedSink: 'first',
  } as const;

  it.each([delivered, handedBack])('is noted: $state', (end) => {
    expect(ended(aTask(), end)).toEqual({ ...aTask(), ...end });
  });

  it('stays as it ended first', () => {
    const known = aTask({ ...delivered });
    expect(ended(known, handedBack)).toBe(known);
  });

  it('goes on when it was handed back after the service had sent it again', () => {
    const known = aTask({ sealedSink: 'second' });
    expect(ended(known, handedBack)).toBe(known);
    expect(ended(known, delivered)).toMatchObject({ state: 'delivered', sealedSink: 'second' });
  });
});
