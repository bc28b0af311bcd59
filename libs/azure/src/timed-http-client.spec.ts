import { once } from 'node:events';
import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setImmediate as turn } from 'node:timers/promises';
import {
  createHttpHeaders,
  createPipelineRequest,
  type PipelineRequestOptions,
  type PipelineResponse,
} from '@azure/core-rest-pipeline';

import { timedHttpClient } from './timed-http-client';

const LIMIT_MS = 100;
const MIB_MS = 120_000;

type Answer = (response: ServerResponse, request: IncomingMessage) => void;

const never: Answer = () => undefined;
/** Ten bytes are said to come. */
const begun: Answer = (response) => {
  response.writeHead(200, { 'content-length': '10' }).write('begun');
};
const textOf = async ({ bodyAsText, readableStreamBody }: PipelineResponse) =>
  readableStreamBody ? text(readableStreamBody) : bodyAsText;

describe('timedHttpClient', () => {
  const servers: Server[] = [];
  const client = timedHttpClient(LIMIT_MS);

  async function ask(answer: Answer, options: Partial<PipelineRequestOptions> = {}) {
    const server = createServer((request, response) => answer(response, request));
    servers.push(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return client.sendRequest(
      createPipelineRequest({ url, allowInsecureConnection: true, ...options }),
    );
  }
  /** Asks somebody who is told by the test what to answer, piece by piece. */
  function askLate(options?: Partial<PipelineRequestOptions>) {
    const asked = Promise.withResolvers<ServerResponse>();
    let arrived = Promise.withResolvers<undefined>();
    const onDownloadProgress = () => arrived.resolve(undefined);
    const answer = ask((response) => asked.resolve(response), { ...options, onDownloadProgress });
    const write = async (piece: string) => {
      arrived = Promise.withResolvers();
      (await asked.promise).write(piece);
      await arrived.promise;
      await turn();
    };
    return { asked: asked.promise, write, answer };
  }
  const inFakeTime = () =>
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });

  afterEach(() => {
    jest.useRealTimers();
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
  });

  const gaveUp = { name: 'RestError', code: 'ETIMEDOUT' };
  const streamResponseStatusCodes = new Set([200]);

  it.each([
    ['does not answer', never],
    ['stops in the middle', begun],
  ])('gives up on who %s, as what is tried again', async (_, answer) => {
    await expect(ask(answer)).rejects.toMatchObject(gaveUp);
  });

  it('gives up on a stream that stops in the middle, as what is tried again', async () => {
    const answer = await ask(begun, { streamResponseStatusCodes });
    await expect(textOf(answer)).rejects.toMatchObject(gaveUp);
  });

  it.each([{}, { streamResponseStatusCodes }])(
    'has patience with what comes slowly, %j',
    async (options) => {
      inFakeTime();
      const { asked, write, answer } = askLate(options);
      const response = await asked;
      const read = answer.then(textOf);
      for (let i = 0; i < 5; i++) {
        jest.advanceTimersByTime(LIMIT_MS - 1);
        await write('slow ');
      }
      response.end();
      expect(await read).toBe('slow '.repeat(5));
    },
  );

  it('gives what is large more time to be sent', async () => {
    inFakeTime();
    const body = Buffer.alloc(1024 * 1024);
    const headers = createHttpHeaders({ 'content-length': String(body.length) });
    const { asked, answer } = askLate({ method: 'PUT', body, headers });
    const response = await asked;
    jest.advanceTimersByTime(MIB_MS);
    response.end('taken');
    expect((await answer).bodyAsText).toBe('taken');
  });

  it('does not give it more than that', async () => {
    inFakeTime();
    const headers = createHttpHeaders({ 'content-length': String(1024 * 1024) });
    const { asked, answer } = askLate({ method: 'PUT', body: Buffer.alloc(1024 * 1024), headers });
    const passed = asked.then(() => jest.advanceTimersByTime(MIB_MS + LIMIT_MS));
    await Promise.all([expect(answer).rejects.toMatchObject(gaveUp), passed]);
  });

  it.each([{}, { streamResponseStatusCodes }])('tells an abort as one, %j', async (options) => {
    inFakeTime();
    const abort = new AbortController();
    const { write, answer } = askLate({ ...options, abortSignal: abort.signal });
    const read = answer.then(textOf);
    const aborted = write('begun').then(() => abort.abort());
    await Promise.all([expect(read).rejects.toMatchObject({ name: 'AbortError' }), aborted]);
  });
});
