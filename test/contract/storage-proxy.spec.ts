import { once } from 'node:events';
import { type Readable } from 'node:stream';
import { TableClient } from '@azure/data-tables';
import { BlobServiceClient } from '@azure/storage-blob';

import { StorageProxy } from '../../scripts/chaos/storage-proxy';
import { storageConnectionString } from '../support/storage';

const container = `proxy${process.pid}`;
const product = {
  userAgentOptions: { userAgentPrefix: 'twitter-archive-connector' },
  retryOptions: { maxTries: 1 },
};

describe('StorageProxy', () => {
  let proxy: StorageProxy;
  const blob = (name: string, options = product) =>
    BlobServiceClient.fromConnectionString(proxy.connectionString, options)
      .getContainerClient(container)
      .getBlockBlobClient(name);
  const put = (name: string, options?: typeof product) => blob(name, options).upload('text', 4);
  const meets = { meets: () => true, after: 0, times: 1 };

  beforeAll(async () => {
    proxy = await StorageProxy.before(storageConnectionString());
    await BlobServiceClient.fromConnectionString(proxy.connectionString).createContainer(container);
  });
  afterEach(() => proxy.clear());
  afterAll(() => proxy.close());

  it('lets pass what is not to be disturbed', async () => {
    await put('whole');
    expect((await blob('whole').downloadToBuffer()).toString()).toBe('text');
  });

  it('refuses in the words of storage, as often as it was told, from a moment on', async () => {
    const fault = { kind: 'status', status: 503, code: 'ServerBusy' } as const;
    proxy.add({ ...fault, ...meets, after: 1, times: 2 });
    await put('first');
    const refused = { statusCode: 503, code: 'ServerBusy' };
    await expect(put('second')).rejects.toMatchObject(refused);
    await expect(put('second')).rejects.toMatchObject(refused);
    await expect(put('second')).resolves.toMatchObject({ errorCode: undefined });
  });

  it('tells whether a fault has met a request', async () => {
    const isMet = proxy.add({ kind: 'reset', ...meets, after: 1 });
    await put('first');
    expect(isMet()).toBe(false);
    await put('second').catch(() => undefined);
    expect(isMet()).toBe(true);
  });

  it('changes a row before it is written, so that the refusal is a true one', async () => {
    const table = (connectionString: string) =>
      TableClient.fromConnectionString(connectionString, container, {
        userAgentOptions: product.userAgentOptions,
        allowInsecureConnection: true,
      });
    const row = { partitionKey: "it's a row", rowKey: 'ä' };
    const direct = table(storageConnectionString());
    await direct.createTable();
    await direct.createEntity({ ...row, text: 'before' });
    const { etag } = await direct.getEntity(row.partitionKey, row.rowKey);
    proxy.add({ kind: 'touch', ...meets });
    const update = () =>
      table(proxy.connectionString).updateEntity({ ...row, text: 'after' }, 'Replace', { etag });
    await expect(update()).rejects.toMatchObject({ statusCode: 412 });
    const now = await direct.getEntity(row.partitionKey, row.rowKey);
    expect(now).toMatchObject({ text: 'before' });
    expect(now.etag).not.toBe(etag);
  });

  it('does what it is asked, though its answer is lost', async () => {
    proxy.add({ kind: 'lost-answer', ...meets });
    await expect(put('lost')).rejects.toMatchObject({ name: 'RestError' });
    expect(await blob('lost').exists()).toBe(true);
  });

  it.each([{ kind: 'reset' }, { kind: 'truncate' }] as const)(
    'gives no whole answer by %j',
    async (fault) => {
      await put('read');
      proxy.add({ ...fault, ...meets });
      await expect(blob('read').downloadToBuffer()).rejects.toThrow();
    },
  );

  it('does not answer for as long as somebody waits', async () => {
    proxy.add({ kind: 'hang', ...meets });
    const reading = blob('read').download(0, undefined, { abortSignal: AbortSignal.timeout(200) });
    await expect(reading).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('begins an answer and does not go on', async () => {
    await put('read');
    proxy.add({ kind: 'hang-mid-body', ...meets });
    const { readableStreamBody, contentLength } = await blob('read').download();
    expect(contentLength).toBe(4);
    const [start] = (await once(readableStreamBody as Readable, 'data')) as [Buffer];
    expect(String(start)).toBe('te');
    (readableStreamBody as Readable).destroy();
  });

  it('disturbs the product alone', async () => {
    proxy.add({ kind: 'reset', ...meets });
    await put('by others', { ...product, userAgentOptions: { userAgentPrefix: 'others' } });
    await expect(put('by the product')).rejects.toMatchObject({ name: 'RestError' });
  });
});
