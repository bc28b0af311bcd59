import { type StorageClients, tableKey } from '@app/azure';

import { AzureContentRemoval } from './azure-content-removal';

const order = {
  ...{ accountId: '7', at: new Date('2026-01-01T00:00:00Z'), policy: 'purge' as const },
  ...{ postIds: new Set(['1']), mediaKeys: new Set(['m']), pollIds: new Set<string>() },
  sign: () => Promise.resolve({ keyId: 'key', value: 'signature' }),
};
const keys = { partitionKey: '7', rowKey: 'm' };

/** The row of a file, which takes a change only from the state it was read in, as tables do. */
class MediaRow {
  private version = 1;

  constructor(public row: Record<string, unknown>) {}

  replace(row: Record<string, unknown>, etag = '*'): void {
    if (etag !== '*' && etag !== String(this.version)) throw refused();
    this.row = row;
    this.version += 1;
  }

  read() {
    return { ...this.row, etag: String(this.version) };
  }
}

function refused(): Error {
  return Object.assign(new Error('changed meanwhile'), { statusCode: 412 });
}

describe('AzureContentRemoval', () => {
  it('forgets with a file that it came late', async () => {
    const medium = new MediaRow({ ...keys, state: 'stored', sha256: 'f00d', fileKey: 'm' });
    const late = new Set([tableKey('m')]);
    const tables: Record<string, object> = {
      media: {
        getEntity: () => Promise.resolve(medium.read()),
        updateEntity: async (row: Record<string, unknown>) => {
          await Promise.resolve();
          medium.replace(row);
        },
        deleteEntity: (partition: string, row: string) =>
          Promise.resolve(partition === tableKey('7', 'late') && late.delete(row)),
        listEntities: () => ({ next: () => Promise.resolve({ done: true }) }),
      },
      removals: { upsertEntity: () => Promise.resolve() },
    };
    const blob = { deleteIfExists: () => Promise.resolve() };
    const storage = {
      table: (name: string) => Promise.resolve(tables[name]),
      container: () => Promise.resolve({ getBlobClient: () => blob }),
    } as unknown as StorageClients;
    await new AzureContentRemoval(storage).removeMedium('m', order);
    expect(medium.row).toMatchObject({ reason: 'archive.removed' });
    expect([...late]).toEqual([]);
  });

  it('removes the bytes of a file that an import brings in the same moment', async () => {
    const missing = { ...keys, state: 'missing', reason: 'media.gone', fileKey: 'm' };
    const stored = { ...keys, state: 'stored', sha256: 'f00d', fileKey: 'm' };
    const medium = new MediaRow(missing);
    const deleted: string[] = [];
    const tables: Record<string, object> = {
      media: {
        getEntity: () => Promise.resolve(medium.read()),
        updateEntity: async (
          row: Record<string, unknown>,
          _: string,
          { etag }: { etag?: string } = {},
        ) => {
          if (medium.row === missing) medium.replace(stored);
          await Promise.resolve();
          medium.replace(row, etag);
        },
        deleteEntity: () => Promise.resolve(),
        listEntities: () => ({ next: () => Promise.resolve({ done: true }) }),
      },
      removals: { upsertEntity: () => Promise.resolve() },
    };
    const container = {
      getBlobClient: (name: string) => ({
        deleteIfExists: () => Promise.resolve(deleted.push(name)),
      }),
    };
    const storage = {
      table: (name: string) => Promise.resolve(tables[name]),
      container: () => Promise.resolve(container),
    } as unknown as StorageClients;
    expect(await new AzureContentRemoval(storage).removeMedium('m', order)).toBe(true);
    expect(deleted).toEqual(['7/media/f00d']);
    expect(medium.row).toMatchObject({ state: 'missing', reason: 'archive.removed' });
  });
});
