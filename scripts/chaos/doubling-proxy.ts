import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

import { type Running } from './product';

interface DoublingProxy extends Running {
  url: string;
  /** Requests so far. */
  readonly passed: number;
}

/** Passes on every request twice at once, as an impatient caller does; answers what came last. */
export async function startDoublingProxy(target: string): Promise<DoublingProxy> {
  let passed = 0;
  const server = createServer((incoming, outgoing) => {
    passed += 1;
    pass(target, incoming, outgoing).catch(() => outgoing.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    get passed() {
      return passed;
    },
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

async function pass(
  target: string,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const { url = '/', method, headers } = incoming;
  const { authorization = '', 'content-type': type = '' } = headers;
  const body = await buffer(incoming);
  const send = () =>
    fetch(target + url, { method, headers: { authorization, 'content-type': type }, body });
  const [, last] = await Promise.all([send(), send()]);
  outgoing.writeHead(last.status).end(await last.text());
}
