import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { createPipelineRequest } from '@azure/core-rest-pipeline';

import { timedHttpClient } from './timed-http-client';

const LIMIT_MS = 100;

/** Nobody who has been asked answers; `begun` says that much, and no more. */
async function silent({ begun }: { begun: boolean }): Promise<Server> {
  const server = createServer((_, response) => {
    if (begun) response.writeHead(200, { 'content-length': '10' }).write('begun');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

describe('timedHttpClient', () => {
  const servers: Server[] = [];
  const client = timedHttpClient(LIMIT_MS);

  async function ask(options: { begun: boolean; abortSignal?: AbortSignal }) {
    const server = await silent(options);
    servers.push(server);
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return client.sendRequest(
      createPipelineRequest({
        url,
        allowInsecureConnection: true,
        abortSignal: options.abortSignal,
      }),
    );
  }

  afterEach(() => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
  });

  it.each([{ begun: false }, { begun: true }])(
    'gives up on who does not answer, %j, as what is tried again',
    async (options) => {
      await expect(ask(options)).rejects.toMatchObject({ name: 'RestError', code: 'ETIMEDOUT' });
    },
  );

  it('tells an abort as one', async () => {
    const abortSignal = AbortSignal.timeout(LIMIT_MS / 5);
    await expect(ask({ begun: false, abortSignal })).rejects.toMatchObject({ name: 'AbortError' });
  });
});
