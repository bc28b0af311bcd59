import { type ExecutionContext, HttpException } from '@nestjs/common';
import { AadConfig, slice } from '@app/config';
import { Secret } from '@app/domain';
import { FakeClock } from '@testing/domain';

import { FailedAttempts } from '../failed-attempts';
import { SetupKeyCheck } from './setup-key-check';
import { SetupKeyGuard } from './setup-key.guard';

const tenantId = '6f8c6e0e-2a6b-4a55-9f0c-0d1c1e2f3a4b';
const apiSecretKey = 'a:key:with colons é';
const config = slice(AadConfig, {
  tenantId,
  appId: tenantId,
  authorityUrl: new URL('https://login.example'),
});

function aGuard({ key = apiSecretKey, clock = new FakeClock() } = {}) {
  const source = { find: () => Promise.resolve(key === '' ? undefined : new Secret(key)) };
  const guard = new SetupKeyGuard(new SetupKeyCheck(config, source, new FailedAttempts(clock)));
  return (authorization: string | undefined, ip = '192.0.2.1') => {
    const request = { headers: { authorization }, ip };
    const context = { switchToHttp: () => ({ getRequest: () => request }) };
    return guard.canActivate(context as unknown as ExecutionContext);
  };
}

const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;
const right = basic(`${tenantId}:${apiSecretKey}`);
const wrong = basic(`${tenantId}:a`);

describe('SetupKeyGuard', () => {
  it.each([
    right,
    basic(`${tenantId.toUpperCase()}:${apiSecretKey}`),
    right.replace('Basic', 'basic'),
  ])('lets in who knows both', async (authorization) => {
    await expect(aGuard()(authorization)).resolves.toBe(true);
  });

  it.each([
    ['nothing', undefined],
    ['no scheme', Buffer.from(`${tenantId}:${apiSecretKey}`).toString('base64')],
    ['another scheme', right.replace('Basic', 'Bearer')],
    ['the wrong key', wrong],
    ['the wrong tenant', basic(`11111111-2a6b-4a55-9f0c-0d1c1e2f3a4b:${apiSecretKey}`)],
    ['no colon', basic(`${tenantId}${apiSecretKey}`)],
    ['an empty key', basic(`${tenantId}:`)],
  ])('refuses %s, without a hint', async (_, authorization) => {
    await expect(aGuard()(authorization)).rejects.toMatchObject({ status: 401, message: '' });
  });

  it('refuses everybody while no key is set', async () => {
    await expect(aGuard({ key: '' })(basic(`${tenantId}:`))).rejects.toMatchObject({ status: 401 });
  });

  it('does not let an address go on guessing, even with the right key, for a minute', async () => {
    const clock = new FakeClock();
    const ask = aGuard({ clock });
    for (let i = 0; i < 20; i++) await expect(ask(wrong)).rejects.toMatchObject({ status: 401 });
    await expect(ask(right)).rejects.toMatchObject({ status: 429 });
    await expect(ask(right, '192.0.2.2')).resolves.toBe(true);
    clock.advance(60_000);
    await expect(ask(right)).resolves.toBe(true);
  });

  it('lets an address try again when the clock has been set back an hour', async () => {
    const clock = new FakeClock();
    const ask = aGuard({ clock });
    for (let i = 0; i < 20; i++) await expect(ask(wrong)).rejects.toMatchObject({ status: 401 });
    clock.advance(-3600_000);
    await expect(ask(right)).resolves.toBe(true);
  });

  it('counts the addresses of one IPv6 network together', async () => {
    const ask = aGuard();
    for (let i = 1; i <= 20; i++) {
      await expect(ask(wrong, `2001:db8::${i.toString(16)}`)).rejects.toMatchObject({
        status: 401,
      });
    }
    await expect(ask(right, '2001:db8:0:0:ffff::1')).rejects.toMatchObject({ status: 429 });
    await expect(ask(right, '2001:db8:0:1::1')).resolves.toBe(true);
  });

  it('counts tries that are made at once, and none who is right', async () => {
    const ask = aGuard();
    const known = Array.from({ length: 40 }, () => ask(right));
    await expect(Promise.all(known)).resolves.toHaveLength(40);
    const statusOf = (error: unknown) => error instanceof HttpException && error.getStatus();
    const tries = Array.from({ length: 40 }, () => ask(wrong).catch(statusOf));
    const statuses = await Promise.all(tries);
    expect(statuses.filter((status) => status === 401)).toHaveLength(20);
    expect(statuses.filter((status) => status === 429)).toHaveLength(20);
  });
});
