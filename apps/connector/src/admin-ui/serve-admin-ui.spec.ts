import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type NestExpressApplication } from '@nestjs/platform-express';
import request from 'supertest';

import { serveAdminUi } from './serve-admin-ui';

@Module({})
class NothingElse {}

const SCRIPT = 'console.log("the script")';
let folder: string;
let app: NestExpressApplication;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'admin-ui-'));
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<meta nonce="__CSP_NONCE__"><div id="root"></div>');
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  writeFileSync(join(folder, 'assets/main-1a2b.js'), SCRIPT);
  writeFileSync(join(folder, 'assets/main-1a2b.js.br'), brotliCompressSync(SCRIPT));
  writeFileSync(join(folder, 'assets/plain-1a2b.css'), 'a{}');
  app = await NestFactory.create<NestExpressApplication>(NothingElse, { logger: false });
  serveAdminUi(app, folder);
  await app.init();
});
afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true });
});

const get = (path: string, encoding = 'identity') =>
  request(app.getHttpServer()).get(path).set('accept-encoding', encoding);

describe('the page', () => {
  it.each(['/admin', '/admin/', '/Admin/tasks', '/admin/accounts/42', '/admin/apiary'])(
    'is at %s',
    async (path) => {
      const { status, headers, text } = await get(path);
      expect(status).toBe(200);
      expect(text).toContain('id="root"');
      expect(headers).toMatchObject({
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-store',
        'x-frame-options': 'DENY',
      });
    },
  );

  it.each([
    '/admin/api',
    '/admin/api/nothing',
    '/admin/API/nothing',
    '/admin/sign-in',
    '/admin/sign-in/callback',
    '/admin/assets/gone-1a2b.js',
    '/administrator',
    '/',
  ])('is not at %s', async (path) => {
    expect((await get(path)).status).toBe(404);
  });

  it('is not what answers a POST', async () => {
    expect((await request(app.getHttpServer()).post('/admin/tasks')).status).toBe(404);
  });

  it('allows its own files, and styles with the nonce of this very answer', async () => {
    const [first, second] = [await get('/admin/'), await get('/admin/')];
    const [, nonce = ''] = /nonce="([^"]+)"/.exec(first.text) ?? [];
    expect(nonce).toMatch(/^[\w+/=]{24}$/);
    expect(first.headers['content-security-policy']).toBe(
      `default-src 'none';script-src 'self';style-src 'self' 'nonce-${nonce}';img-src 'self';connect-src 'self';base-uri 'none';form-action 'none';frame-ancestors 'none'`,
    );
    expect(second.text).not.toContain(nonce);
  });

  it('says when it was not built', async () => {
    const empty = await NestFactory.create<NestExpressApplication>(NothingElse, { logger: false });
    serveAdminUi(empty, join(folder, 'nowhere'));
    await empty.init();
    const answer = await request(empty.getHttpServer()).get('/admin/');
    expect(answer.status).toBe(503);
    expect(answer.text).toContain('npm run build');
    await empty.close();
  });
});

describe('a file', () => {
  it.each([
    ['br, gzip', 'br'],
    ['gzip', undefined],
    ['identity', undefined],
  ])('comes to a browser that takes %s', async (accepted, encoding) => {
    const { status, headers, text } = await get('/admin/assets/main-1a2b.js', accepted).buffer();
    expect(status).toBe(200);
    expect(headers['content-encoding']).toBe(encoding);
    expect(headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
      vary: expect.stringMatching(/accept-encoding/i) as string,
    });
    const plain = encoding === 'br' ? brotliCompressSync(SCRIPT).length : SCRIPT.length;
    expect(Number(headers['content-length'])).toBe(plain);
    expect(text.length).toBeGreaterThan(0);
  });

  it('comes as it is when it has no compressed neighbour', async () => {
    const { status, headers, text } = await get('/admin/assets/plain-1a2b.css', 'br');
    expect([status, headers['content-encoding'], text]).toEqual([200, undefined, 'a{}']);
  });

  it.each(['/admin/assets/../secret.txt', '/admin/assets/..%2fsecret.txt'])(
    'is not served from elsewhere: %s',
    async (path) => {
      expect((await get(path)).text).not.toBe('secret');
    },
  );
});
