import {
  AzureModule,
  connectByString,
  MARK_KEYS,
  MARK_TABLE,
  markStorage,
  StorageClients,
  type StorageMark,
} from '@app/azure';

import { copyOfTable } from '../../scripts/upgrade/storage-copy';
import { openModule } from '../support/open-module';
import { freshStorage, storageConnectionString } from '../support/storage';

const services = connectByString(storageConnectionString(), 30_000);

describe('the mark of storage', () => {
  const names = freshStorage();
  const table = () => services.table(names.namePrefix + MARK_TABLE);
  const written = async () => {
    const rows = await copyOfTable(table());
    expect(rows).toHaveLength(1);
    return rows[0];
  };
  const first: StorageMark = { schemaVersion: 1, neededVersion: 1, release: '1.0.0' };
  const second: StorageMark = { schemaVersion: 2, neededVersion: 1, release: '1.1.0' };
  const third: StorageMark = { schemaVersion: 3, neededVersion: 2, release: '2.0.0' };

  it('is made by whoever comes first, of many at once, and raised by a later release alone', async () => {
    await Promise.all([first, first, first].map((mark) => markStorage(table(), mark)));
    expect(await written()).toEqual({ ...MARK_KEYS, ...first });
    await table().updateEntity({ ...MARK_KEYS, laterColumn: 'of later' }, 'Merge');
    await markStorage(table(), second);
    await markStorage(table(), first);
    expect(await written()).toEqual({ ...MARK_KEYS, ...second, laterColumn: 'of later' });
  });

  it('keeps out a release that would misread what is stored, and in the one before the change', async () => {
    await markStorage(table(), third);
    await expect(markStorage(table(), first)).rejects.toMatchObject({
      ...{ code: 'storage.newer', details: { ...third, known: 1 } },
      message: expect.stringContaining('release 2.0.0 or a later one') as string,
    });
    await markStorage(table(), second);
    expect(await written()).toMatchObject(third);
  });

  it('is looked at before anything is touched', async () => {
    const storage = freshStorage();
    const newer = services.table(storage.namePrefix + MARK_TABLE);
    await markStorage(newer, { ...third, schemaVersion: 99, neededVersion: 99 });
    const opened = await openModule(AzureModule, { slices: [storage] });
    const clients = opened.get(StorageClients);
    const refusals = [clients.table('jobs'), clients.container('archive'), clients.queue('q')];
    for (const each of [clients.open(), ...refusals]) {
      await expect(each).rejects.toMatchObject({ code: 'storage.newer' });
    }
    const { namePrefix } = storage;
    const containers = services.blob.listContainers({ prefix: namePrefix });
    const queues = services.queue.listQueues({ prefix: namePrefix });
    expect(await Array.fromAsync(containers)).toEqual([]);
    expect(await Array.fromAsync(queues)).toEqual([]);
    await expect(
      Array.fromAsync(services.table(`${namePrefix}jobs`).listEntities()),
    ).rejects.toMatchObject({ statusCode: 404 });
    await opened.close();
  });
});
