import { type ExecutionContext } from '@nestjs/common';
import { AadConfig, slice } from '@app/config';
import { Secret } from '@app/domain';

import { SetupKeyGuard } from './setup-key.guard';

const tenantId = '6f8c6e0e-2a6b-4a55-9f0c-0d1c1e2f3a4b';
const apiSecretKey = 'a:key:with colons é';
const config = slice(AadConfig, {
  tenantId,
  appId: tenantId,
  authorityUrl: new URL('https://login.example'),
});

function ask(authorization: string | undefined, key: string | undefined = apiSecretKey) {
  const guard = new SetupKeyGuard(config, {
    find: () => Promise.resolve(key === '' ? undefined : new Secret(key)),
  });
  const context = { switchToHttp: () => ({ getRequest: () => ({ headers: { authorization } }) }) };
  return guard.canActivate(context as unknown as ExecutionContext);
}

const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;

describe('SetupKeyGuard', () => {
  it.each([
    basic(`${tenantId}:${apiSecretKey}`),
    basic(`${tenantId.toUpperCase()}:${apiSecretKey}`),
    basic(`${tenantId}:${apiSecretKey}`).replace('Basic', 'basic'),
  ])('lets in who knows both', async (authorization) => {
    await expect(ask(authorization)).resolves.toBe(true);
  });

  it.each([
    ['nothing', undefined],
    ['no scheme', Buffer.from(`${tenantId}:${apiSecretKey}`).toString('base64')],
    ['another scheme', basic(`${tenantId}:${apiSecretKey}`).replace('Basic', 'Bearer')],
    ['the wrong key', basic(`${tenantId}:a`)],
    ['the wrong tenant', basic(`11111111-2a6b-4a55-9f0c-0d1c1e2f3a4b:${apiSecretKey}`)],
    ['no colon', basic(`${tenantId}${apiSecretKey}`)],
    ['an empty key', basic(`${tenantId}:`)],
  ])('refuses %s, without a hint', async (_, authorization) => {
    await expect(ask(authorization)).rejects.toMatchObject({ status: 401, message: '' });
  });

  it('refuses everybody while no key is set', async () => {
    await expect(ask(basic(`${tenantId}:`), '')).rejects.toMatchObject({ status: 401 });
  });
});
