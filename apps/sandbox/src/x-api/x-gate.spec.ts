import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Request } from 'express';

import { IssuedSecrets } from '../core/issued-secrets';
import { RequestCounts } from '../core/request-counts';
import { loadCredentials } from '../core/sandbox-credentials';
import { SandboxSettings } from '../core/sandbox-settings';
import { XWorld } from '../dataset/x-world';
import { oauthSignature } from './oauth1';
import { XApp } from './x-app';
import { XGate } from './x-gate';
import { XGrants } from './x-grants';

const dataDir = mkdtempSync(join(tmpdir(), 'x-gate-'));
afterAll(() => rmSync(dataDir, { recursive: true }));

const settings = Object.assign(new SandboxSettings(), { dataDir, posts: 40 });
const credentials = loadCredentials(dataDir);
const world = new XWorld(settings);
const openGrants = () =>
  new XGrants(settings, credentials, world, new IssuedSecrets(), new XApp(settings));
const grants = openGrants();
const gate = new XGate(credentials, grants, new RequestCounts());
const now = () => Math.floor(Date.now() / 1000);
let nonce = 0;

function signed(
  path: string,
  { key = credentials.xAppKey, token = '', tokenSecret = '', at = now() } = {},
): Request {
  const oauth = {
    oauth_consumer_key: key,
    oauth_nonce: `n${++nonce}`,
    oauth_signature_method: 'HMAC-SHA1',
    oauth_timestamp: `${at}`,
    ...(token && { oauth_token: token }),
  };
  const signedParts = {
    method: 'POST',
    url: `https://x.example${path}`,
    parameters: Object.entries(oauth),
  };
  const oauth_signature = oauthSignature(signedParts, credentials.xAppSecret, tokenSecret);
  const pairs = Object.entries({ ...oauth, oauth_signature });
  const list = pairs.map(([name, value]) => `${name}="${encodeURIComponent(value)}"`).join(', ');
  const headers = { host: 'x.example', authorization: `OAuth ${list}` };
  return { method: 'POST', path, originalUrl: path, headers } as Request;
}

const refusal = (code: number) => ({
  status: 401,
  body: { errors: [expect.objectContaining({ code })] },
});

describe('XGate', () => {
  it('tells at the login which part is wrong', () => {
    const verify = (given: object) => () => gate.verify(signed('/oauth/request_token', given), '');
    expect(verify({})().get('oauth_consumer_key')).toBe(credentials.xAppKey);
    const thrown = (status: number, code: number) =>
      expect.objectContaining({ ...refusal(code), status }) as Error;
    expect(verify({ key: 'another' })).toThrow(thrown(401, 32));
    expect(verify({ tokenSecret: 'another' })).toThrow(thrown(401, 32));
    expect(verify({ at: now() - 301 })).toThrow(thrown(401, 135));
  });

  it('tells elsewhere only that it is not authentic', () => {
    const { xAccessToken: token, xAccessSecret: tokenSecret } = credentials;
    const ask = (given: object) => () => gate.authenticate(signed('/2/users/me', given));
    expect(ask({ token, tokenSecret })()).toBe(world.dataset.account.id);
    const unauthorized = expect.objectContaining({
      body: expect.objectContaining({ title: 'Unauthorized' }) as object,
    }) as Error;
    expect(ask({ token, tokenSecret, at: now() + 301 })).toThrow(unauthorized);
    expect(ask({ token: 'another', tokenSecret })).toThrow(unauthorized);
  });

  it('knows each user by the keys it has given, after a restart too, until they are revoked', () => {
    const { userId, accessToken, accessSecret } = grants.give('30100071');
    const asked = () =>
      gate.authenticate(signed('/2/users/me', { token: accessToken, tokenSecret: accessSecret }));
    expect(asked()).toBe(userId);
    expect(openGrants().find(accessToken)).toMatchObject({ userId, accessToken, accessSecret });
    grants.revoke(userId);
    expect(asked).toThrow('X answers 401');
    expect(grants.give(userId).accessToken).not.toBe(accessToken);
  });
});
