import { type StorageClients } from '@app/azure';
import { aDownloadTask } from '@testing/jobs';

import { AzureTaskList } from './azure-task-list';
import { listKeyOf, listRowOf, taskRowOf } from './task-rows';

const missing = () => Object.assign(new Error('not found'), { statusCode: 404 });

/** A task, whose rows are those of `again` once its first row was read. */
function receivedMeanwhile(task: ReturnType<typeof aDownloadTask>, again = task): AzureTaskList {
  let now = task;
  const getEntity = async (_: string, rowKey: string) => {
    await Promise.resolve();
    if (rowKey === listKeyOf(now)) return listRowOf(now);
    if (rowKey !== now.taskId) throw missing();
    const found = taskRowOf(now);
    now = again;
    return found;
  };
  const storage = { table: () => Promise.resolve({ getEntity }) };
  return new AzureTaskList(storage as unknown as StorageClients);
}

describe('AzureTaskList', () => {
  const task = aDownloadTask({ receivedAt: new Date('2026-01-01T00:00:00Z') });
  const { jobId, taskId } = task;

  it('finds a task that is received anew while it is looked for', async () => {
    const again = { ...task, receivedAt: new Date('2026-01-02T00:00:00Z') };
    const list = receivedMeanwhile(task, again);
    expect(await list.find(jobId, taskId)).toMatchObject({ receivedAt: again.receivedAt });
  });

  it('finds no task that there is not', async () => {
    expect(await receivedMeanwhile(task).find(jobId, 'another')).toBeUndefined();
  });
});
