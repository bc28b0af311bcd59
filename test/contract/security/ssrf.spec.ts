import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BlobExportModule, ItemSink } from '@app/blob-export';
import { EventApiConfig, ExportConfig, slice, SystemClock } from '@app/config';
import { Secret } from '@app/domain';
import { MediaSource, TwitterIngestionModule } from '@app/twitter-ingestion';

import { serverCertificate } from '../../../apps/sandbox/src/core/certificates';
import { openModule } from '../../support/open-module';
import { freshStorage } from '../../support/storage';
import { trust } from '../../support/trust';
import { xApiConfig } from '../../support/x-api-config';

/** Ways to write the machine itself, what is in its network, and names that only look right. */
const PLACES = [
  ['its own address', '127.0.0.1'],
  ['its own name', 'localhost'],
  ['a decimal number', '2130706433'],
  ['a hexadecimal number', '0x7f000001'],
  ['an octal number', '017700000001'],
  ['an octal part', '0177.0.0.1'],
  ['a short form', '127.1'],
  ['any address', '0.0.0.0'],
  ['IPv6', '[::1]'],
  ['any IPv6 address', '[::]'],
  ['IPv4 in IPv6', '[::ffff:127.0.0.1]'],
  ['IPv4 in IPv6, in numbers', '[::ffff:7f00:1]'],
  ['NAT64', '[64:ff9b::7f00:1]'],
  ['the metadata of a machine in Azure', '169.254.169.254'],
  ['a private network', '10.0.0.5'],
  ['a local IPv6 network', '[fd00::5]'],
  ['wide digits', '１２７.０.０.１'],
  ['a dot at the end', 'HOST.'],
  ['a port of its own', 'HOST:8443'],
  ['the right name as a part', 'HOST.evil.example'],
  ['the right name as a path', 'evil.example/HOST'],
  ['the right name as a user', 'HOST@evil.example'],
  ['a user and a password', 'user:password@HOST'],
  ['a backslash', 'evil.example\\@HOST'],
  ['a Cyrillic letter', 'LOOKALIKE'],
] as const;

const placesOf = (host: string, lookalike: string) =>
  PLACES.map(([name, place]) => {
    return [name, place.replace('HOST', host).replace('LOOKALIKE', lookalike)] as const;
  });

const folders: string[] = [];
const servers: Server[] = [];
afterAll(() => {
  for (const server of servers) {
    server.close();
    server.closeAllConnections();
  }
  for (const folder of folders) rmSync(folder, { recursive: true });
});

async function listen(server: Server, host: string): Promise<number> {
  servers.push(server);
  server.listen(0, host);
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

describe('media', () => {
  const sourceFor = async (baseUrl: string) =>
    (
      await openModule(TwitterIngestionModule, {
        slices: [xApiConfig(new URL(baseUrl))],
        clock: new SystemClock(),
      })
    ).get(MediaSource);

  it.each(placesOf('pbs.twimg.com', 'рbs.twimg.com'))(
    'are not asked for at %s',
    async (_, place) => {
      const source = await sourceFor('https://pbs.twimg.com');
      await expect(source.open(`https://${place}/media/1.jpg`)).rejects.toMatchObject({
        code: 'media.host_not_allowed',
      });
    },
  );

  it.each(['http:', 'ftp:', 'file:', 'data:', 'gopher:'])(
    'are not asked for by %s',
    async (scheme) => {
      const source = await sourceFor('https://pbs.twimg.com');
      await expect(source.open(`${scheme}//pbs.twimg.com/1.jpg`)).rejects.toMatchObject({
        code: 'media.host_not_allowed',
      });
    },
  );

  describe('of a host that is allowed', () => {
    let port: number;
    let location: string;
    let asked: string[];
    beforeAll(async () => {
      const folder = mkdtempSync(join(tmpdir(), 'contract-ssrf-'));
      folders.push(folder);
      const { ca, cert, key } = await serverCertificate(folder);
      trust(ca);
      const server = createHttpsServer({ cert, key }, (request, response) => {
        asked.push(request.url ?? '');
        response.writeHead(302, { location }).end();
      });
      port = await listen(server, '0.0.0.0');
    });
    beforeEach(() => {
      asked = [];
    });

    it.each(placesOf('localhost', 'lосalhost').filter(([, place]) => place !== 'localhost'))(
      'are not followed to %s',
      async (_, place) => {
        location = encodeURI(`https://${place}/inside`);
        const source = await sourceFor(`https://localhost:${port}`);
        await expect(source.open(`https://localhost:${port}/1.jpg`)).rejects.toMatchObject({
          code: 'media.host_not_allowed',
        });
        expect(asked).toEqual(['/1.jpg']);
      },
    );

    it('are not taken from another machine that its name was made to lead to', async () => {
      // 127.0.0.2 stands for the name: whoever is there has no certificate for it.
      const source = await sourceFor(`https://127.0.0.2:${port}`);
      await expect(source.open(`https://127.0.0.2:${port}/inside`)).rejects.toMatchObject({
        code: 'media.unavailable',
      });
      expect(asked).toEqual([]);
    });
  });
});

describe('items', () => {
  const sinkFor = async (...allowedHosts: string[]) => {
    const slices = [
      freshStorage(),
      slice(ExportConfig, {
        timeoutMs: 30_000,
        allowedHosts,
        uploadConcurrency: 1,
        maxItemBytes: 1_000_000,
      }),
      slice(EventApiConfig, { baseUrl: new URL('https://localhost:1'), timeoutMs: 1000 }),
    ];
    return (await openModule(BlobExportModule, { slices, clock: new SystemClock() })).get(ItemSink);
  };

  it.each(placesOf('account.blob.core.windows.net', 'account.blob.core.windоws.net'))(
    'are not written to %s',
    async (_, place) => {
      const sink = await sinkFor();
      for (const scheme of ['https', 'http']) {
        expect(() => sink.check(new Secret(`${scheme}://${place}/container?sig=canary`))).toThrow(
          expect.objectContaining({
            code: expect.stringMatching(/^export\.sas_(invalid|host_not_allowed)$/) as string,
            message: expect.not.stringContaining('canary') as string,
          }) as Error,
        );
      }
    },
  );

  it('do not follow where a lent container leads', async () => {
    let [inside, asked] = [0, 0];
    const elsewhere = createServer((_, response) => {
      inside += 1;
      response.writeHead(201).end();
    });
    const other = await listen(elsewhere, '127.0.0.1');
    const lent = createServer((request, response) => {
      asked += 1;
      request.resume();
      response.writeHead(307, { location: `http://127.0.0.1:${other}/inside` }).end();
    });
    const host = `http://127.0.0.1:${await listen(lent, '127.0.0.1')}`;
    const sink = await sinkFor(host);
    const folder = sink.open(new Secret(`${host}/account/container?sig=canary`), 'job', 'task');
    const content = (async function* () {
      await Promise.resolve();
      yield Buffer.from('{}');
    })();
    await expect(folder.put('1.json', content)).rejects.toMatchObject({
      code: 'export.unavailable',
    });
    expect([asked > 0, inside]).toEqual([true, 0]);
  });
});
