import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { BlobServiceClient } from '@azure/storage-blob';
import { QueueServiceClient } from '@azure/storage-queue';

import { blobOptions } from './client-options';
import { eachInStorage, inStorage } from './storage-errors';

/** For who answers, on a machine that has much else to do. */
const AMPLE_MS = 500;
/** For who does not. */
const SHORT_MS = 100;
const BYTES = Buffer.from('0123456789');

type Answer = (response: ServerResponse, request: IncomingMessage) => unknown;

/** Where what is asked for of the blob begins. */
const startOf = ({ headers }: IncomingMessage) =>
  Number(/^bytes=(\d+)-/.exec(String(headers['x-ms-range']))?.[1] ?? 0);
const begin = (response: ServerResponse, request: IncomingMessage) => {
  const from = startOf(request);
  response.writeHead(from > 0 ? 206 : 200, { 'content-length': BYTES.length - from, etag: '"1"' });
  return BYTES.subarray(from);
};
const whole: Answer = (...of) => of[0].end(begin(...of));
const never: Answer = () => undefined;
/** One byte each time. */
const hangMidBody: Answer = (...of) => of[0].write(begin(...of).subarray(0, 1));
const resetMidBody: Answer = (...of) => {
  hangMidBody(...of);
  setImmediate(() => of[0].destroy());
};
const created: Answer = (response, request) => {
  request.resume().once('end', () => {
    const message = '<QueueMessage><MessageId>1</MessageId></QueueMessage>';
    response.writeHead(201, { 'content-type': 'application/xml', etag: '"2"' });
    response.end(`<QueueMessagesList>${message}</QueueMessagesList>`);
  });
};

describe('blobOptions', () => {
  const servers: Server[] = [];
  /** A storage account that gives these answers one after another, the last one from then on. */
  async function account(limitMs: number, ...answers: Answer[]) {
    let asked = 0;
    const server = createServer((request, response) => {
      const answer = answers[Math.min(asked, answers.length - 1)] ?? never;
      asked += 1;
      answer(response, request);
    });
    servers.push(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/account`;
    const options = blobOptions(limitMs);
    const container = new BlobServiceClient(url, undefined, options).getContainerClient('c');
    const queue = new QueueServiceClient(url, undefined, options).getQueueClient('q');
    return { blob: container.getBlockBlobClient('b'), queue };
  }
  /** As the archive reads. */
  const read = async (abortSignal?: AbortSignal, ...account_: Parameters<typeof account>) => {
    const { blob } = await account(...account_);
    const response = await inStorage('archive', () => blob.download(0, undefined, { abortSignal }));
    const bytes = (response.readableStreamBody ?? []) as AsyncIterable<Uint8Array>;
    return buffer(eachInStorage('archive', () => bytes));
  };

  afterEach(() => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
  });

  it.each([
    ['is not answered', never],
    ['hangs in the middle', hangMidBody],
    ['is reset in the middle', resetMidBody],
  ])('read a blob though a request %s', async (_, fault) => {
    expect(await read(undefined, AMPLE_MS, fault, whole)).toEqual(BYTES);
  });

  it('write a blob though a request is not answered', async () => {
    const { blob } = await account(AMPLE_MS, never, created);
    await expect(blob.upload(BYTES, BYTES.length)).resolves.toMatchObject({ etag: '"2"' });
  });

  it('put a message into a queue though a request is not answered', async () => {
    const { queue } = await account(AMPLE_MS, never, created);
    await expect(queue.sendMessage('text')).resolves.toMatchObject({ messageId: '1' });
  });

  it.each([
    ['nobody answers', never],
    ['all hang in the middle', hangMidBody],
    ['all are reset in the middle', resetMidBody],
  ])('give up, as storage that is not available, when %s', async (_, fault) => {
    await expect(read(undefined, SHORT_MS, fault)).rejects.toMatchObject({
      code: 'archive.unavailable',
    });
  });

  it('tell why a blob cannot be written', async () => {
    const { blob } = await account(SHORT_MS, never);
    const written = inStorage('archive', () => blob.upload(BYTES, BYTES.length));
    await expect(written).rejects.toMatchObject({
      ...{ code: 'archive.unavailable', details: { reason: 'ETIMEDOUT' } },
    });
  });

  it('leave an abort what it is, in the middle too', async () => {
    const abort = new AbortController();
    const abortMidBody: Answer = (...of) => {
      hangMidBody(...of);
      abort.abort();
    };
    await expect(read(abort.signal, AMPLE_MS, abortMidBody)).rejects.toMatchObject({
      name: 'AbortError',
    });
  });
});
