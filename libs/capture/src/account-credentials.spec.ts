import { Secret } from '@app/domain';
import { secretNames } from '@app/secrets';
import { FakeSecretStore } from '@testing/secrets';

import { AccountCredentials } from './account-credentials';

const names = [
  secretNames.xAppKey,
  secretNames.xAppSecret,
  secretNames.accountAccessToken('7'),
  secretNames.accountAccessSecret('7'),
];

async function storeWith(...given: string[]): Promise<FakeSecretStore> {
  const store = new FakeSecretStore();
  for (const name of given) await store.set(name, new Secret(`value of ${name}`));
  return store;
}

describe('AccountCredentials', () => {
  it("are the app's keys and the account's own", async () => {
    const store = await storeWith(...names, secretNames.accountAccessToken('8'));
    const credentials = await new AccountCredentials(store).of('7');
    const { appKey, appSecret, accessToken, accessSecret } = credentials;
    expect([appKey, appSecret, accessToken, accessSecret].map((key) => key.reveal())).toEqual(
      names.map((name) => `value of ${name}`),
    );
  });

  it.each(names)('say that %s is not set', async (name) => {
    const store = await storeWith(...names.filter((other) => other !== name));
    await expect(new AccountCredentials(store).of('7')).rejects.toMatchObject({
      code: 'secrets.missing',
      details: { name },
    });
  });
});
