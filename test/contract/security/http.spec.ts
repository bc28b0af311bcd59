import { once } from 'node:events';
import { connect, type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import request from 'supertest';

import { AdminPage } from '../../../apps/connector/testing/admin-page';
import { ConnectorApp } from '../../../apps/connector/testing/connector-app';
import { SERVER_LIMITS } from '../../../apps/connector/src/http/server-limits';
import { routesOf } from '../../support/routes-of';

const connector = new ConnectorApp();
let port: number;
let admin: AdminPage;
beforeAll(async () => {
  await connector.start();
  const server = connector.server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  ({ port } = server.address() as AddressInfo);
  admin = await AdminPage.open(connector);
});
afterAll(() => connector.stop());

/** What the connector answers to these very bytes, until it ends the connection. */
async function answerTo(bytes: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.write(bytes);
  return text(socket);
}

const paths = () =>
  routesOf(connector.app)
    .filter((route) => route.startsWith('GET '))
    .map((route) => route.slice('GET '.length).replace(/[:*]\w+/g, '7'));

/** Each from an address of its own: throttling is another test. */
let callers = 0;
const get = (path: string) => {
  callers += 1;
  return request(connector.server)
    .get(path)
    .redirects(0)
    .set(admin.headers)
    .set('x-forwarded-for', `10.1.${callers >> 8}.${callers & 255}`);
};

async function answerOf(path: string) {
  const { status, headers } = await get(path);
  return { path, status, headers: headers as Record<string, string> };
}

describe('a caller who wants to keep others out', () => {
  it('has so much time and so many connections, and no more', () => {
    expect(connector.server).toMatchObject(SERVER_LIMITS);
    expect(Object.values(SERVER_LIMITS).every((limit) => limit > 0)).toBe(true);
  });

  it('cannot send headers without end', async () => {
    const header = `x-long: ${'a'.repeat(20_000)}`;
    const answer = await answerTo(`GET /health/live HTTP/1.1\r\nhost: x\r\n${header}\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1.1 431 /);
  });

  it('cannot send a body that becomes large only when it is unpacked', async () => {
    const small = gzipSync(Buffer.alloc(50 * 1024 * 1024, ' '));
    expect(small.length).toBeLessThan(100_000);
    const { status } = await fetch(`http://127.0.0.1:${port}/data/OnDownloadRequest`, {
      method: 'POST',
      headers: {
        authorization: connector.basic,
        'content-type': 'application/json',
        'content-encoding': 'gzip',
      },
      body: small,
    });
    expect(status).toBe(413);
  });
});

describe('a request that two servers could read in two ways', () => {
  const head = 'POST /job/OnDeleted HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n';

  it.each([
    ['two lengths', 'content-length: 2\r\ncontent-length: 20\r\n\r\n{}'],
    ['a length and pieces', 'content-length: 4\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n'],
    ['pieces of an unknown kind', 'transfer-encoding: xchunked\r\n\r\n0\r\n\r\n'],
    ['a length that is no number', 'content-length: +2\r\n\r\n{}'],
    ['a space before the colon', 'content-length : 2\r\n\r\n{}'],
    ['a line that goes on', 'x: a\r\n b: c\r\ncontent-length : 2\r\n\r\n{}'],
    ['a line end of its own kind', 'x: a\rcontent-length: 2\r\n\r\n{}'],
    ['a zero in a header', 'x: a\0b\r\ncontent-length: 2\r\n\r\n{}'],
  ])('is refused: %s', async (_, rest) => {
    expect(await answerTo(head + rest)).toMatch(/^HTTP\/1.1 400 /);
  });
});

describe('every answer', () => {
  it('lets no page frame it, run or style anything inline, or guess what it is', async () => {
    const all = [...paths(), '/admin/', '/nowhere', '/api/docs', '/api/docs/admin', '/health/live'];
    const answers = await Promise.all(all.map(answerOf));
    const wrong = answers.filter(({ headers: given }) => {
      const policy = given['content-security-policy'] ?? '';
      return (
        !policy.includes("frame-ancestors 'none'") ||
        !policy.includes("default-src 'none'") ||
        policy.includes('unsafe-') ||
        given['x-content-type-options'] !== 'nosniff'
      );
    });
    expect(wrong.map(({ path }) => path)).toEqual([]);
    expect(answers.length).toBeGreaterThan(20);
  });

  it('has no header that a caller has written into a value', async () => {
    const value = '/admin/x%0d%0aset-cookie:%20canary=1%0d%0a%0d%0a%3Cscript%3E';
    const names = ['returnTo', 'state', 'code', 'jobId', 'from', 'redirectUrl', 'oauth_token'];
    const query = names.map((name) => `${name}=${value}`).join('&');
    const answers = await Promise.all(paths().map((path) => answerOf(`${path}?${query}`)));
    const headersOf = ({ headers }: (typeof answers)[number]) => JSON.stringify(headers);
    const wrong = answers.filter(
      (answer) => answer.status >= 500 || /canary=1(?!.*%0d)/i.test(headersOf(answer)),
    );
    expect(wrong.map(({ path, status }) => `${status} ${path}`)).toEqual([]);
  });
});
