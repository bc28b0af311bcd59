import { Secret } from '@app/domain';
import { appId, FakeEntra, tenantId } from '@testing/auth';
import { FakeClock } from '@testing/domain';
import { exportSPKI, SignJWT, UnsecuredJWT } from 'jose';

import { EntraTenant } from './entra-tenant';
import { ImportTokens } from './import-tokens';

const importApp = '570d0bec-d001-4c4e-985e-3ab17fdc3073';
const otherGuid = '33333333-2a6b-4a55-9f0c-0d1c1e2f3a4b';
const now = () => Math.floor(Date.now() / 1000);
const refused = { status: 401, message: '' };

describe('ImportTokens', () => {
  const entra = new FakeEntra();
  let tokens: ImportTokens;
  beforeAll(() => entra.start());
  afterAll(() => entra.stop());
  beforeEach(() => {
    const application = { find: () => Promise.resolve({ appId, secret: new Secret('s') }) };
    const tenant = new EntraTenant(entra.config, new FakeClock());
    tokens = new ImportTokens(tenant, application);
  });

  const claimsOf = (version: 'v1' | 'v2') => ({
    iss: entra.issuer(version),
    aud: appId,
    tid: tenantId,
    exp: now() + 3600,
    nbf: now() - 10,
    ...(version === 'v1' ? { ver: '1.0', appid: importApp } : { ver: '2.0', azp: importApp }),
  });

  it.each(['v1', 'v2'] as const)('takes a %s token of the Import service', async (version) => {
    await expect(tokens.check(await entra.sign(claimsOf(version)))).resolves.toBeUndefined();
  });

  it('takes the application id as a URI, and clocks that differ a little', async () => {
    const claims = { ...claimsOf('v2'), aud: `api://${appId}`, nbf: now() + 200 };
    await expect(tokens.check(await entra.sign(claims))).resolves.toBeUndefined();
    const old = { ...claimsOf('v1'), nbf: now() - 3900, exp: now() - 200 };
    await expect(tokens.check(await entra.sign(old))).resolves.toBeUndefined();
  });

  it.each([
    ['issuer of another tenant', 'v1', { iss: `https://sts.example/${otherGuid}/` }],
    ['issuer without its last sign', 'v1', { iss: `https://sts.example/${tenantId}` }],
    ['no issuer', 'v2', { iss: undefined }],
    ['another audience', 'v2', { aud: otherGuid }],
    ['a list of audiences', 'v2', { aud: [appId, otherGuid] }],
    ['no audience', 'v1', { aud: undefined }],
    ['another tenant', 'v1', { tid: otherGuid }],
    ['another caller', 'v1', { appid: otherGuid }],
    ['another caller', 'v2', { azp: otherGuid }],
    ['no caller', 'v2', { azp: undefined }],
    ['the caller where the other kind has it', 'v2', { azp: undefined, appid: importApp }],
    ['another version', 'v2', { ver: '3.0' }],
    ["the other kind's version", 'v1', { ver: '2.0', azp: importApp }],
    ['its time over', 'v2', { exp: now() - 301 }],
    ['its time not begun', 'v2', { nbf: now() + 310 }],
    ['no end', 'v1', { exp: undefined }],
    ['no beginning', 'v1', { nbf: undefined }],
    ['an end that is text', 'v1', { exp: String(now() + 3600) }],
  ] as const)('refuses a token with %s (%s)', async (_, version, wrong) => {
    const token = await entra.sign({ ...claimsOf(version), ...wrong });
    await expect(tokens.check(token)).rejects.toMatchObject(refused);
  });

  it('refuses a token without signature', async () => {
    const token = new UnsecuredJWT(claimsOf('v1')).encode();
    await expect(tokens.check(token)).rejects.toMatchObject(refused);
    const [, payload = '', signature = ''] = (await entra.sign(claimsOf('v1'))).split('.');
    const header = encode({ alg: 'none', typ: 'JWT', kid: entra.kid });
    await expect(tokens.check(`${header}.${payload}.`)).rejects.toMatchObject(refused);
    await expect(tokens.check(`${header}.${payload}.${signature}`)).rejects.toMatchObject(refused);
  });

  it('refuses a token that takes the public key for a shared secret', async () => {
    const secret = new TextEncoder().encode(await exportSPKI(entra.publicKey));
    const token = await new SignJWT(claimsOf('v1'))
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT', kid: entra.kid })
      .sign(secret);
    await expect(tokens.check(token)).rejects.toMatchObject(refused);
  });

  it('refuses claims changed after signing', async () => {
    const [header, , signature] = (await entra.sign(claimsOf('v1'))).split('.');
    const changed = `${header}.${encode(claimsOf('v1'))}x.${signature}`;
    await expect(tokens.check(changed)).rejects.toMatchObject(refused);
    const payload = encode({ ...claimsOf('v1'), more: true });
    await expect(tokens.check(`${header}.${payload}.${signature}`)).rejects.toMatchObject(refused);
  });

  it("refuses another tenant's key under a known id", async () => {
    const other = new FakeEntra();
    await other.rollOver();
    const token = await other.sign(claimsOf('v1'), { kid: entra.kid });
    await expect(tokens.check(token)).rejects.toMatchObject(refused);
    const unknown = await other.sign(claimsOf('v1'), { kid: 'unknown' });
    await expect(tokens.check(unknown)).rejects.toMatchObject(refused);
    const embedded = await other.sign(claimsOf('v1'), { kid: 'x', jku: 'https://evil.example' });
    await expect(tokens.check(embedded)).rejects.toMatchObject(refused);
  });

  it('refuses a header that must be understood and is not', async () => {
    const [, payload, signature] = (await entra.sign(claimsOf('v1'))).split('.');
    const header = encode({ alg: 'RS256', typ: 'JWT', kid: entra.kid, crit: ['b64'], b64: false });
    await expect(tokens.check(`${header}.${payload}.${signature}`)).rejects.toMatchObject(refused);
  });

  it.each(['', 'a', 'a.b', 'a.b.c', '..', 'e30.e30.e30', '1.2.3.4.5'])(
    'refuses what is no token: "%s"',
    async (token) => {
      await expect(tokens.check(token)).rejects.toMatchObject(refused);
    },
  );

  it('refuses every token while no application is set', async () => {
    const nothing = { find: () => Promise.resolve(undefined) };
    const tenant = new EntraTenant(entra.config, new FakeClock());
    const unset = new ImportTokens(tenant, nothing);
    const token = await entra.sign(claimsOf('v1'));
    await expect(unset.check(token)).rejects.toMatchObject(refused);
  });

  it('takes tokens of a new key without a restart', async () => {
    await tokens.check(await entra.sign(claimsOf('v1')));
    await entra.rollOver();
    await expect(tokens.check(await entra.sign(claimsOf('v1')))).resolves.toBeUndefined();
  });

  it('writes nothing to the output', async () => {
    const written: unknown[] = [];
    const write = (text: unknown) => written.push(text) > 0;
    const spies = [process.stdout, process.stderr].map((stream) =>
      jest.spyOn(stream, 'write').mockImplementation(write),
    );
    await tokens.check(await entra.sign(claimsOf('v1')));
    const over = await entra.sign({ ...claimsOf('v1'), exp: now() - 400 });
    await tokens.check(over).catch(() => undefined);
    spies.forEach((spy) => spy.mockRestore());
    expect(written).toEqual([]);
  });
});

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}
