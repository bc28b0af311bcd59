import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import request from 'supertest';

import { ConnectorApp } from '../../testing/connector-app';
import { ConsentText } from '../consent/consent-text';

const connector = new ConnectorApp();
beforeAll(() => connector.start());
afterAll(() => connector.stop());

const PREVIEW = '/preview/OnJobCreating';
const WINDOW = '/Views/TwitterOAuth';

const open = (path: string, query: Record<string, string> = {}) =>
  request(connector.server).get(path).query(query);
const decodedOf = (page: string) =>
  page.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));
const setUp = (jobId: string, tenantId = connector.tenantId) => open(PREVIEW, { jobId, tenantId });

describe('the pages', () => {
  it.each([
    [PREVIEW, { jobId: 'job-1', tenantId: 'tenant-1' }, 200],
    [PREVIEW.toLowerCase(), { JOBID: 'job-1', tenantid: 'tenant-1' }, 200],
    [PREVIEW, {}, 400],
    [WINDOW, { oauth_token: 'a', oauth_verifier: 'b' }, 200],
    [WINDOW, { loginUrl: 'https://evil.example/oauth/authenticate' }, 400],
  ])('%s %j has strict headers', async (path, query, status) => {
    const { headers, ...answer } = await open(path, query);
    expect(answer.status).toBe(status);
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy':
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
      'cross-origin-opener-policy': 'unsafe-none',
    });
  });

  it('load only files that are served, and have nothing inline', async () => {
    const pages = await Promise.all([setUp('job-1'), open(WINDOW)]);
    const text = pages.map((page) => page.text).join('\n');
    expect(text).not.toMatch(
      /<script(?![^>]*\bsrc=)|<style|\bstyle=|\son\w+=|https?:\/\/(?!connector\.example)/,
    );
    const loaded = [...text.matchAll(/(?:src|href)="([^"]*)"/g)].map(
      ([, address]) => address ?? '',
    );
    expect(new Set(loaded)).toEqual(
      new Set(['/pages/pages.css', '/pages/set-up.js', '/pages/login-window.js']),
    );
  });

  it.each(readdirSync(join(__dirname, 'static')).filter((file) => /\.(js|css)$/.test(file)))(
    'have %s',
    async (file) => {
      const answer = await open(`/pages/${file}`);
      expect(answer.status).toBe(200);
      expect(answer.type).toBe(file.endsWith('.js') ? 'text/javascript' : 'text/css');
    },
  );
});

describe.each([PREVIEW, WINDOW])('%s', (path) => {
  it.each(['post', 'put', 'patch', 'delete'] as const)('is not there for %s', async (method) => {
    const sending = request(connector.server)[method](path);
    const answer = await sending
      .query({ jobId: 'job-1', tenantId: 'tenant-1' })
      .set('authorization', connector.basic);
    expect(answer.status).toBe(404);
  });

  it('asks for no proof, and gives no cookie', async () => {
    const query = { more: 'x', ...(path === PREVIEW && { jobId: 'job-1', tenantId: 'tenant-1' }) };
    for (const authorization of ['', 'Bearer a.b.c', connector.basic]) {
      const answer = await open(path, query).set('authorization', authorization);
      expect(answer.status).toBe(200);
      expect(answer.get('set-cookie')).toBeUndefined();
      expect(answer.text).not.toContain(connector.apiSecretKey);
    }
  });
});

describe('the set-up page', () => {
  it.each([
    ['<script>alert(1)</script>'.replace('/', ''), 'tenant'],
    ['"onfocus="alert(1)"autofocus="', "'><img src=x>"],
    ['job', '"><script src=//evil.example></script>'],
  ])('shows job %s of tenant %s as text only', async (jobId, tenantId) => {
    const { status, text } = await setUp(jobId, tenantId);
    expect(status).toBe(200);
    expect(text).not.toContain('<script>');
    expect(text).not.toContain('evil.example>');
    expect(text).not.toContain('<img');
    expect(text).not.toMatch(/"\s*onfocus/);
    const decoded = decodedOf(text);
    expect(decoded).toContain(`data-job-id="${jobId}"`);
    expect(decoded).toContain(`data-tenant-id="${tenantId}"`);
  });

  it('tells the address to register at X', async () => {
    const { text } = await setUp('job-1');
    expect(text).toContain('data-callback-url="https://connector.example/Views/TwitterOAuth"');
  });

  it.each([
    [{}],
    [{ jobId: 'job-1' }],
    [{ tenantId: 'tenant-1' }],
    [{ jobId: 'a/b', tenantId: 't' }],
  ])('says what is missing with %j, and quotes nothing', async (query: Record<string, string>) => {
    const { status, text } = await open(PREVIEW, query);
    expect(status).toBe(400);
    expect(text).toContain('Purview portal');
    for (const value of Object.values(query)) expect(text).not.toContain(`>${value}<`);
  });

  it('shows the text to be accepted, and names it to its script', async () => {
    const { sha256, paragraphs, version } = ConsentText.read();
    const { text } = await setUp('job-1');
    expect(text).toContain(`data-consent="${sha256}"`);
    expect(text).toContain(`Version ${version} of this text`);
    expect(paragraphs.length).toBeGreaterThan(5);
    for (const paragraph of paragraphs) expect(decodedOf(text)).toContain(`<p>${paragraph}</p>`);
  });

  it('needs no proof, and tells no setting', async () => {
    const { text } = await setUp('job-1', 'another-tenant');
    for (const secret of [connector.tenantId, connector.aadAppId, connector.apiSecretKey]) {
      expect(text).not.toContain(secret);
    }
  });
});

describe('the window of a login', () => {
  it.each(['/oauth/authenticate', '/oauth/authorize'])('goes to %s at X', async (path) => {
    const loginUrl = `https://x.example${path}?oauth_token=abc`;
    const answer = await open(WINDOW, { loginUrl });
    expect([answer.status, answer.headers.location]).toEqual([302, loginUrl]);
  });

  it.each([
    'https://evil.example/oauth/authenticate?oauth_token=abc',
    'https://x.example.evil.example/oauth/authenticate',
    'https://x.example@evil.example/oauth/authenticate',
    'https://someone@x.example/oauth/authenticate',
    'https://x.example:8443/oauth/authenticate',
    'http://x.example/oauth/authenticate',
    'https://x.example/oauth/authenticate/../../evil',
    'https://x.example/i/redirect?url=https://evil.example',
    '//evil.example/oauth/authenticate',
    '/oauth/authenticate',
    'javascript:alert(1)',
    'data:text/html,evil',
    'x.example/oauth/authenticate',
  ])('does not go to %s', async (loginUrl) => {
    const answer = await open(WINDOW, { loginUrl });
    expect([answer.status, answer.headers.location]).toEqual([400, undefined]);
    expect(answer.text).not.toContain('evil');
  });

  it('does not go to two places', async () => {
    const answer = await open(`${WINDOW}?loginUrl=https://x.example/oauth/authorize&loginUrl=b`);
    expect(answer.status).toBe(400);
  });

  it('repeats nothing of what X gives back', async () => {
    const given = {
      oauth_token: 'the-token',
      oauth_verifier: 'the-verifier',
      denied: 'the-denied',
    };
    const { status, text } = await open(WINDOW, given);
    expect(status).toBe(200);
    expect(text).not.toMatch(/the-(token|verifier|denied)/);
  });
});
