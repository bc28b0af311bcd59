import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { setImmediate as othersHaveAnswered } from 'node:timers/promises';
import { ExportConfig, slice } from '@app/config';
import { Secret } from '@app/domain';

import { AzureBlobItemSink } from './azure-blob-item-sink';

const MIB = 1024 * 1024;
const MOST = 24;

/** Content in pieces of a MiB, which tells how many were taken, and when it is closed. */
class Content {
  taken = 0;
  readonly closed = Promise.withResolvers<undefined>();

  constructor(private readonly onPiece: (taken: number) => void = () => undefined) {}

  async *pieces(): AsyncGenerator<Uint8Array> {
    try {
      while (this.taken < MOST) {
        await othersHaveAnswered();
        this.onPiece(++this.taken);
        yield Buffer.alloc(MIB);
      }
    } finally {
      this.closed.resolve(undefined);
    }
  }
}

describe('AzureBlobItemSink', () => {
  let status: number;
  let server: Server;
  beforeEach(async () => {
    server = createServer((request, response) => {
      request.resume().on('end', () => response.writeHead(status).end());
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
  });
  afterEach(() => {
    server.close();
    server.closeAllConnections();
  });

  function folder() {
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const config = slice(ExportConfig, {
      ...{ timeoutMs: 30_000, allowedHosts: [origin], uploadConcurrency: 1, maxItemBytes: MIB },
    });
    const lent = new Secret(`${origin}/account/container?sig=x`);
    return new AzureBlobItemSink(config).open(lent, 'job', 'task');
  }

  it('closes the content that the container does not take', async () => {
    status = 403;
    const content = new Content();
    const put = folder().put('1.json', content.pieces());
    await expect(put).rejects.toMatchObject({ code: 'export.sas_expired' });
    await content.closed.promise;
    expect(content.taken).toBeLessThan(MOST);
  });

  it('stops in the midst of a large file when it is told, with the reason', async () => {
    status = 201;
    const [stopping, reason] = [new AbortController(), new Error('shutting down')];
    const content = new Content((taken) => {
      if (taken === 4) stopping.abort(reason);
    });
    const { signal } = stopping;
    const put = folder().put('1.json', content.pieces(), { signal });
    await expect(put).rejects.toBe(reason);
    expect(content.taken).toBeLessThan(MOST);
    await content.closed.promise;
  });
});
