import { FakeEntra } from '@testing/auth';
import { FakeClock } from '@testing/domain';

import { EntraTenant } from './entra-tenant';

const HOUR_MS = 3600_000;
const unavailable = { code: 'auth.entra_unavailable' };

describe('EntraTenant', () => {
  const clock = new FakeClock();
  let entra: FakeEntra;
  let tenant: EntraTenant;
  beforeEach(async () => {
    entra = new FakeEntra();
    await entra.start();
    tenant = new EntraTenant(entra.config, clock);
  });
  afterEach(() => entra.stop());
  const readings = () => entra.asked['/v2/keys'];

  it('reads what is published once an hour, one reading at a time', async () => {
    const load = () => Promise.all([tenant.document('v2'), tenant.signingKey('v2', entra.kid)]);
    const [{ issuer }, key] = await load();
    expect(issuer).toBe(entra.issuer('v2'));
    expect(key).toMatch(/^-----BEGIN PUBLIC KEY/);
    clock.advance(HOUR_MS - 1);
    await load();
    expect(readings()).toBe(1);
    clock.advance(1);
    await load();
    expect(readings()).toBe(2);
  });

  it('knows the issuer of each kind of token', async () => {
    expect((await tenant.document('v1')).issuer).toBe(entra.issuer('v1'));
    expect((await tenant.document('v2')).issuer).toBe(entra.issuer('v2'));
  });

  it('finds a new key at once, and forgets the old one', async () => {
    const old = entra.kid;
    await tenant.signingKey('v2', old);
    await entra.rollOver();
    await expect(tenant.signingKey('v2', entra.kid)).resolves.toMatch(/PUBLIC KEY/);
    await expect(tenant.signingKey('v2', old)).resolves.toBeUndefined();
  });

  it('looks for unknown keys once a minute, however many are made up', async () => {
    for (let i = 0; i < 5; i++) await tenant.signingKey('v2', `made up ${i}`);
    expect(readings()).toBe(2);
    clock.advance(60_000);
    for (let i = 0; i < 5; i++) await tenant.signingKey('v2', `made up ${i}`);
    expect(readings()).toBe(3);
  });

  it('goes on with what it knows for a day when Entra ID does not answer', async () => {
    const { kid } = entra;
    await tenant.signingKey('v2', kid);
    entra.answerWith = { status: 503, body: '<html>' };
    clock.advance(HOUR_MS);
    await expect(tenant.signingKey('v2', kid)).resolves.toMatch(/PUBLIC KEY/);
    await tenant.signingKey('v2', kid);
    expect(entra.asked[`/${entra.config.tenantId}/v2.0/.well-known/openid-configuration`]).toBe(2);
    clock.advance(23 * HOUR_MS);
    await expect(tenant.signingKey('v2', kid)).rejects.toMatchObject(unavailable);
    entra.answerWith = undefined;
    clock.advance(60_000);
    await expect(tenant.signingKey('v2', kid)).resolves.toMatch(/PUBLIC KEY/);
  });

  it('asks once a minute while it has had no answer yet, however often it is needed', async () => {
    const path = `/${entra.config.tenantId}/v2.0/.well-known/openid-configuration`;
    entra.answerWith = { status: 503, body: '' };
    const needed = () =>
      Promise.allSettled(Array.from({ length: 20 }, () => tenant.document('v2')));
    for (let i = 0; i < 3; i++) {
      const tries = await needed();
      expect(tries.map((tried) => tried.status)).not.toContain('fulfilled');
    }
    expect(entra.asked[path]).toBe(1);
    entra.answerWith = undefined;
    await expect(tenant.document('v2')).rejects.toMatchObject(unavailable);
    clock.advance(60_000);
    await expect(tenant.document('v2')).resolves.toMatchObject({ issuer: entra.issuer('v2') });
  });

  it('asks again when its clock has been set back meanwhile', async () => {
    entra.answerWith = { status: 503, body: '' };
    await expect(tenant.document('v2')).rejects.toMatchObject(unavailable);
    entra.answerWith = undefined;
    clock.advance(-HOUR_MS);
    await expect(tenant.document('v2')).resolves.toMatchObject({ issuer: entra.issuer('v2') });
  });

  it.each([
    ['an error', 500, '{}'],
    ['no JSON', 200, '<html>'],
    ['no document', 200, '{"issuer":1}'],
    ['a redirect', 302, ''],
  ])('rejects when Entra ID answers with %s', async (_, status, body) => {
    entra.answerWith = { status, body };
    await expect(tenant.document('v1')).rejects.toMatchObject(unavailable);
  });

  it('does not take the document of another tenant', async () => {
    const body = {
      issuer: 'https://sts.example/33333333-2a6b-4a55-9f0c-0d1c1e2f3a4b/',
      authorization_endpoint: 'https://login.example/a',
      token_endpoint: 'https://login.example/b',
      jwks_uri: 'https://login.example/c',
    };
    entra.answerWith = { status: 200, body: JSON.stringify(body) };
    await expect(tenant.document('v1')).rejects.toMatchObject(unavailable);
  });
});
