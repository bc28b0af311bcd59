import { AppError } from '@app/domain';
import { z } from 'zod';

import { eachInStorage, inStorage, readEach } from './storage-errors';

const schema = z.object({ partitionKey: z.string(), rowKey: z.string(), sha256: z.string() });
const failure = (error: Error) => inStorage('archive', () => Promise.reject(error));

describe('a failure in storage', () => {
  it('is told with status and reason', async () => {
    const error = Object.assign(new Error('busy'), { statusCode: 503, code: 'ServerBusy' });
    await expect(failure(error)).rejects.toMatchObject({
      ...{ code: 'archive.unavailable', cause: error },
      details: { status: 503, reason: 'ServerBusy' },
    });
  });

  it.each([new AppError('archive.conflict', ''), new DOMException('', 'AbortError')])(
    'is left as it is when it is no failure of storage',
    async (error) => {
      await expect(failure(error)).rejects.toBe(error);
    },
  );

  it('of a row that cannot be read is damage, which time does not mend', async () => {
    const read = inStorage('jobs', () => Promise.resolve(schema.parse({ sha256: 1 })));
    await expect(read).rejects.toMatchObject({
      ...{ code: 'storage.damaged', fault: 'setup', details: { field: 'partitionKey' } },
    });
    const parsed = inStorage('jobs', () => Promise.resolve(JSON.parse('{') as unknown));
    await expect(parsed).rejects.toMatchObject({ code: 'storage.damaged', details: {} });
  });

  it('of one row of a listing is told by its keys, after those before it', async () => {
    const good = { partitionKey: 'p', rowKey: '1', sha256: 'x' };
    const bad = { partitionKey: 'p', rowKey: '2' };
    const rows = eachInStorage('archive', () => Promise.resolve(listing(good, bad)));
    const read = readEach(rows, (row) => schema.parse(row));
    await expect(read.next()).resolves.toMatchObject({ value: good });
    await expect(read.next()).rejects.toMatchObject({
      code: 'storage.damaged',
      details: { partitionKey: 'p', rowKey: '2', field: 'sha256' },
    });
  });

  it('of one row of a listing hides no other from who goes on', async () => {
    const [good, bad] = [{ partitionKey: 'p', rowKey: '1', sha256: 'x' }, { rowKey: '2' }];
    const damaged: unknown[] = [];
    const onDamaged = (error: AppError) => damaged.push(error.code);
    const read = readEach([bad, good, bad], (row) => schema.parse(row), onDamaged);
    expect(await Array.fromAsync(read)).toEqual([good]);
    expect(damaged).toEqual(['storage.damaged', 'storage.damaged']);
    const bug = () => {
      throw new TypeError('a bug');
    };
    await expect(readEach([good], bug, onDamaged).next()).rejects.toThrow('a bug');
  });
});

async function* listing<T>(...rows: T[]): AsyncGenerator<T> {
  await Promise.resolve();
  yield* rows;
}
