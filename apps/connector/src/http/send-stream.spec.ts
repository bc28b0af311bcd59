import { once } from 'node:events';
import { createServer, get, type IncomingMessage, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { type Response } from 'express';

import { sendStream } from './send-stream';

let server: Server;

/** Bytes that come when they are let, and tell whether whoever gives them was let go. */
function held() {
  const { promise, resolve: release } = Promise.withResolvers<undefined>();
  const source = { release, isOpen: true, bytes: bytes() };
  async function* bytes() {
    try {
      await promise;
      yield Buffer.from('one,');
      yield Buffer.from('two');
    } finally {
      source.isOpen = false;
    }
  }
  return source;
}

/** A caller, and what became of what is sent to him. */
async function open(source: AsyncIterable<Uint8Array>) {
  const { promise: sent, resolve } = Promise.withResolvers<unknown>();
  const { promise: left, resolve: leave } = Promise.withResolvers<undefined>();
  server = createServer((_, response) => {
    response.on('close', () => leave(undefined));
    void sendStream(response as Response, source)
      .then(
        () => 'well',
        (error: unknown) => error,
      )
      .then(resolve);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const request = get({ host: '127.0.0.1', port: (server.address() as AddressInfo).port });
  request.on('error', () => undefined);
  await once(server, 'request');
  return { request, sent, left };
}

describe('sendStream', () => {
  afterEach(() => {
    server.close();
    server.closeAllConnections();
  });

  it('sends all bytes as they come', async () => {
    const source = held();
    const { request, sent } = await open(source.bytes);
    source.release(undefined);
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    expect(await text(response)).toBe('one,two');
    expect(await sent).toBe('well');
  });

  it('lets go of the source, and calls it no failure, when the caller has left before the first byte', async () => {
    const source = held();
    const { request, sent, left } = await open(source.bytes);
    request.destroy();
    await left;
    source.release(undefined);
    expect(await sent).toBe('well');
    expect(source.isOpen).toBe(false);
  });
});
