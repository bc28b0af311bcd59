import { createServer } from 'node:http';
import { Writable } from 'node:stream';
import { AppError, Secret } from '@app/domain';
import express from 'express';
import pino from 'pino';
import { pinoHttp } from 'pino-http';
import request from 'supertest';

import { pinoOptions } from './pino-options';

/** A log and the lines it has written. */
function setUp() {
  const lines: string[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(chunk.toString());
      done();
    },
  });
  return { lines, stream, log: pino(pinoOptions('info'), stream) };
}

/** What a log writes of these arguments, as an object. */
function written(...args: [object, string?]): Record<string, unknown> {
  const { lines, log } = setUp();
  log.info(...args);
  return JSON.parse(lines[0] ?? '') as Record<string, unknown>;
}

const CANARY = 'canary0123456789';
const sas = `https://account.blob.core.windows.net/container?sv=2024-11-04&se=2025&sig=${CANARY}%3D`;

describe('no line of the log shows', () => {
  it.each([
    ['a header', { req: { headers: { authorization: `Basic ${CANARY}` } } }],
    ['cookies', { res: { headers: { 'set-cookie': [`a=${CANARY}; Secure`, `b=${CANARY}`] } } }],
    ['a field at any depth', { a: [{ b: { c: { BlobSasUri: CANARY } } }] }],
    ['a field of any case', { apisecretkey: CANARY, APISecret: CANARY, accessToken: CANARY }],
    ['a sealed container', { task: { sealedSink: CANARY } }],
    ['a secret with quotes in it', { clientSecret: `"\\${CANARY}"` }],
    ['a Secret', { secret: new Secret(CANARY), key: new Secret(CANARY) }],
    ['a SAS in a text', { text: `cannot write to ${sas}, twice: "${sas}"` }],
    ['a SAS in a link that begins nowhere', { text: `/container?sig=${CANARY}` }],
    ['a SAS on its own', { text: `sv=2024&sig=${CANARY}&se=2025` }],
    ['a token in a text', { text: `sent Authorization: Bearer ${CANARY}.a-b_c~d+/=` }],
    ['OAuth parameters', { text: `OAuth oauth_token="${CANARY}", oauth_signature=${CANARY}` }],
    ['JSON that a text quotes', { text: JSON.stringify({ a: { access_token: CANARY }, n: 1 }) }],
    ['an account key', { text: `AccountName=a;AccountKey=${CANARY}==;EndpointSuffix=b` }],
  ])('%s', (_, fields) => {
    expect(JSON.stringify(written(fields))).not.toContain(CANARY);
  });

  it.each([
    ['a message', new Error(`no such ${sas}`)],
    ['an expected error', new AppError('export.unavailable', `no ${sas}`, { uri: sas })],
    ['a cause', new AppError('export.unavailable', 'no', {}, { cause: new Error(sas) })],
    ['a cause of a cause', new Error('a', { cause: new Error('b', { cause: new Error(sas) }) })],
    ['a request kept in an error', Object.assign(new Error('no'), { request: { url: sas } })],
  ])('a SAS in %s', (_, err) => {
    expect(JSON.stringify(written({ err }))).not.toContain(CANARY);
  });

  it('what a request brings, but its way', async () => {
    const { lines, stream } = setUp();
    const log = pinoHttp({ ...pinoOptions('info'), stream });
    const server = createServer((req, res) => {
      log(req, res);
      res.setHeader('set-cookie', `session=${CANARY}`).end();
    });
    await request(server)
      .get(`/data?code=${CANARY}`)
      .set('authorization', `Bearer ${CANARY}`)
      .set('cookie', `session=${CANARY}`);
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toContain(CANARY);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      req: { id: expect.any(String) as string, method: 'GET' },
      path: '/data',
      res: { statusCode: 200 },
    });
  });
});

it('is written in time however many slashes somebody sends', () => {
  const slashes = '/'.repeat(1_000_000);
  expect(written({ text: slashes })).toMatchObject({ text: slashes });
});

describe('the path of a request', () => {
  it.each([
    ['as it is', '/things/7?sig=canary', '/things/7'],
    ['as it is, in any case', '/Things/7/', '/Things/7/'],
    ['as its pattern when it is refused', '/things/canary', '/things/:id'],
    ['as its pattern when it fails', '/things/canary-fails', '/things/:id'],
    ['up to its first part when there is no such path', '/nowhere/canary/canary', '/nowhere/…'],
    ['when it has one part', '/nowhere?canary', '/nowhere'],
    ['when it has none', '/', '/'],
  ])('is logged %s', async (_, url, path) => {
    const { lines, stream } = setUp();
    const app = express();
    app.all('/{*splat}', pinoHttp({ ...pinoOptions('info'), stream }));
    app.get('/things/:id', ({ params: { id } }, res) => {
      res.status(id === 'canary' ? 404 : id === '7' ? 200 : 500).end();
    });
    await request(app).get(url);
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toContain('canary');
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ path });
  });
});

describe('the log keeps', () => {
  it('what is no secret as it is', () => {
    const fields = { event: 'task', taskId: 'a?b', at: '2025-03-01T00:00:00.000Z', n: 1 };
    const text = 'Is it so? The code is 7; see https://docs.x.com/x-ids.';
    expect(written(fields, text)).toMatchObject({ ...fields, msg: text });
  });

  it('the address of a link without what it asks for', () => {
    expect(written({ text: sas })).toMatchObject({
      text: 'https://account.blob.core.windows.net/container?[redacted]',
    });
  });

  it('code, details and causes of an expected error', () => {
    const refused = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
    const cause = new TypeError('fetch failed', { cause: refused });
    const err = new AppError('export.completion_unavailable', 'No answer.', { n: 1 }, { cause });
    expect(written({ err }).err).toEqual({
      code: 'export.completion_unavailable',
      fault: 'transient',
      message: 'No answer.',
      details: { n: 1 },
      cause: {
        name: 'TypeError',
        message: 'fetch failed',
        cause: { name: 'Error', code: 'ECONNREFUSED', message: 'connect ECONNREFUSED' },
      },
    });
  });

  it('the stack of an unexpected one', () => {
    const err = new TypeError('x is not a function');
    const stack = expect.stringContaining('logging.spec') as string;
    expect(written({ err }).err).toEqual({ name: 'TypeError', message: err.message, stack });
  });

  it('what was thrown and is no error', () => {
    expect(written({ err: 'a text' }).err).toBe('a text');
  });
});
