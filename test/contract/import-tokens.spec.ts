import { readFileSync } from 'node:fs';
import { Clock } from '@app/domain';
import { z } from 'zod';

import { Browser } from '../support/browser';
import { type RunningConnector, startConnector } from '../support/connector';
import { type RunningSandbox, startSandbox } from '../support/sandbox';

const otherGuid = '33333333-2a6b-4a55-9f0c-0d1c1e2f3a4b';
const now = () => Math.floor(Date.now() / 1000);

/** Read when the token is asked for: minutes after this file was loaded, that time would have come. */
const notYet = {
  get claims() {
    return { nbf: now() + 400 };
  },
};
/** Changes to a right token, each of which makes it wrong. */
const wrongTokens = [
  ['wrong issuer', { claims: { iss: `https://localhost/${otherGuid}/` } }],
  ["another kind's issuer", { version: 'v2', claims: { ver: '1.0' } }],
  ['wrong audience', { claims: { aud: otherGuid } }],
  ['wrong appid', { claims: { appid: otherGuid } }],
  ['wrong azp', { version: 'v2', claims: { azp: otherGuid } }],
  ['no appid', { claims: { appid: null } }],
  ['another tenant', { claims: { tid: otherGuid } }],
  ['its time over', { claims: { exp: now() - 400, nbf: now() - 4000 } }],
  ['its time not begun', notYet],
  ['no end', { claims: { exp: null } }],
  ["a stranger's signature", { signedBy: 'stranger' }],
  ['an unknown key', { signedBy: 'stranger', header: { kid: 'unknown' } }],
  ['no signature (alg none)', { signedBy: 'nobody' }],
  ['HS256 with the public key', { signedBy: 'public-key' }],
  ['a critical header', { header: { crit: ['b64'], b64: true } }],
] as const;

/** Every route of the connector API, and whether the Import service may call it. */
const operation = z.object({ security: z.array(z.record(z.string(), z.unknown())) });
const { paths } = z
  .object({ paths: z.record(z.string(), z.record(z.string(), operation)) })
  .parse(JSON.parse(readFileSync('docs/generated/connector-openapi.json', 'utf8')));
const routes = Object.entries(paths).flatMap(([path, operations]) =>
  Object.entries(operations).map(([method, { security }]) => ({
    method: z.enum(['GET', 'POST', 'DELETE']).parse(method.toUpperCase()),
    path,
    isForService: security.some((way) => 'bearer' in way),
  })),
);

let sandbox: RunningSandbox;
let connector: RunningConnector;
beforeAll(async () => {
  sandbox = await startSandbox({});
  connector = await startConnector(sandbox);
});
afterAll(async () => {
  await connector.close();
  await sandbox.close();
});

const route = () => `${connector.url}/job/IsCreated?jobId=none`;

function ask(authorization?: string, url = route()) {
  return new Browser().send(url, { headers: authorization ? { authorization } : {} });
}

async function askWith(changes: object) {
  return ask(`Bearer ${await sandbox.control.importToken(changes)}`);
}

describe('a route of the Import service', () => {
  it.each(['v1', 'v2'])('lets in a %s token of the service', async (version) => {
    const { status, text } = await askWith({ version });
    expect(status).toBe(200);
    expect(JSON.parse(text)).toEqual({ IsJobCreated: false, Reason: null });
  });

  it.each(wrongTokens)('refuses a token with %s: 401, empty', async (_, changes) => {
    const { status, text } = await askWith(changes);
    expect({ status, text }).toEqual({ status: 401, text: '' });
  });

  it.each([
    ['nothing', undefined],
    ['an empty token', 'Bearer '],
    ['no token', 'Bearer abc'],
    ['two tokens', 'Bearer a.b.c d.e.f'],
    ['another scheme', 'Digest abc'],
  ])('refuses %s: 401, empty', async (_, authorization) => {
    const { status, text } = await ask(authorization);
    expect({ status, text }).toEqual({ status: 401, text: '' });
  });

  it('takes a token from its header only', async () => {
    const token = await sandbox.control.importToken();
    const { status } = await ask(undefined, `${route()}&access_token=${token}`);
    expect(status).toBe(401);
  });

  it('lets in who knows tenant id and APISecretKey', async () => {
    const { tenantId, apiSecretKey } = sandbox.credentials;
    const basic = (key: string) => `Basic ${Buffer.from(`${tenantId}:${key}`).toString('base64')}`;
    expect((await ask(basic(apiSecretKey))).status).toBe(200);
    const { status, text } = await ask(basic('wrong'));
    expect({ status, text }).toEqual({ status: 401, text: '' });
  });

  it('stops an address that goes on guessing, and no other', async () => {
    const { tenantId, apiSecretKey } = sandbox.credentials;
    const headers = (key: string) => ({
      authorization: `Basic ${Buffer.from(`${tenantId}:${key}`).toString('base64')}`,
    });
    const guesser = new Browser();
    const statuses = new Set<number>();
    for (let i = 0; i < 21; i++) {
      statuses.add((await guesser.send(route(), { headers: headers(`guess ${i}`) })).status);
    }
    expect([...statuses]).toEqual([401, 429]);
    expect((await guesser.send(route(), { headers: headers(apiSecretKey) })).status).toBe(429);
    expect((await new Browser().send(route(), { headers: headers(apiSecretKey) })).status).toBe(
      200,
    );
  });
});

describe.each(routes)('$method $path', ({ method, path, isForService }) => {
  const statusOf = async (changes: object) => {
    const authorization = `Bearer ${await sandbox.control.importToken(changes)}`;
    const body = method === 'POST' ? {} : undefined;
    const url = connector.url + path;
    return new Browser().send(url, { method, headers: { authorization }, body });
  };

  it(`lets the Import service ${isForService ? 'in' : 'not in'}`, async () => {
    for (const version of ['v1', 'v2']) {
      const { status, text } = await statusOf({ version });
      // Let in, it is told that the job is missing; Validate asks for nothing more.
      const expected = path === '/setup/Validate' ? 200 : 400;
      expect(status).toBe(isForService ? expected : 401);
      expect(text === '').toBe(!isForService);
    }
  });

  it('lets no wrong token in', async () => {
    for (const [what, changes] of wrongTokens) {
      const { status, text } = await statusOf(changes);
      expect({ what, status, text }).toEqual({ what, status: 401, text: '' });
    }
  });
});

/** Lets a clock go forward by so much whenever it is called. */
function advancing(clock: Clock, stepMs: number): () => void {
  const now = clock.now.bind(clock);
  let laterMs = 0;
  clock.now = () => new Date(now().getTime() + laterMs);
  return () => (laterMs += stepMs);
}

describe('a connector that is just set up', () => {
  it('refuses tokens until its Entra ID application is known', async () => {
    const fresh = await startConnector(sandbox, { hasApplication: false });
    const authorization = `Bearer ${await sandbox.control.importToken()}`;
    const { status } = await ask(authorization, `${fresh.url}/job/IsCreated?jobId=none`);
    await fresh.close();
    expect(status).toBe(401);
  });

  it('says 503 while Entra ID does not answer, and gets over it', async () => {
    const fresh = await startConnector(sandbox);
    const authorization = `Bearer ${await sandbox.control.importToken()}`;
    const url = `${fresh.url}/job/IsCreated?jobId=none`;
    const waitAMinute = advancing(fresh.app.get(Clock, { strict: false }), 60_000);
    for (const kind of ['html', 'truncate', 'reset']) {
      await sandbox.control.addFault({ target: 'entra', kind });
      expect((await ask(authorization, url)).status).toBe(503);
      waitAMinute();
    }
    const { status } = await ask(authorization, url);
    await fresh.close();
    expect(status).toBe(200);
  });

  it('lets in tokens of a new key without a restart, and of the old one no more', async () => {
    const fresh = await startConnector(sandbox);
    const url = `${fresh.url}/job/IsCreated?jobId=none`;
    const statusOf = async (token: string) => (await ask(`Bearer ${token}`, url)).status;
    const old = await sandbox.control.importToken();
    const before = await statusOf(old);
    await sandbox.control.rollOverKeys(false);
    const after = [await statusOf(await sandbox.control.importToken()), await statusOf(old)];
    await fresh.close();
    expect([before, ...after]).toEqual([200, 200, 401]);
  });
});
