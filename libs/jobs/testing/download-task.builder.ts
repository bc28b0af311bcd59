import { type DownloadTask } from '@app/domain';

/** A task as the Import service asks for it, valid by default. */
export function aDownloadTask(overrides: Partial<DownloadTask> = {}): DownloadTask {
  return {
    schemaVersion: 1,
    jobId: 'job',
    taskId: 'task',
    window: {
      start: new Date('2025-03-01T00:00:00.000Z'),
      end: new Date('2025-03-31T23:59:59.999Z'),
    },
    dirtyEntities: [],
    sealedSink: 'sealed',
    receivedAt: new Date('2025-04-01T00:00:00.000Z'),
    state: 'waiting',
    ...overrides,
  };
}
