import { Secret } from '@app/domain';
import { type FindOptions, secretNames } from '@app/secrets';
import { FakeSecretStore } from '@testing/secrets';

import { AccountCredentials } from './account-credentials';

const names = [
  secretNames.xAppKey,
  secretNames.xAppSecret,
  secretNames.accountAccessToken('7'),
  secretNames.accountAccessSecret('7'),
];

/** Remembers how it was asked. */
class AskedStore extends FakeSecretStore {
  readonly asked = new Map<string, FindOptions | undefined>();

  override find(name: string, options?: FindOptions): Promise<Secret | undefined> {
    this.asked.set(name, options);
    return super.find(name);
  }
}

async function open() {
  const store = new AskedStore();
  for (const name of names) await store.set(name, new Secret(`value of ${name}`));
  return { store, credentials: new AccountCredentials(store) };
}

describe('AccountCredentials', () => {
  it('finds the four keys of an account', async () => {
    const { credentials } = await open();
    const { appKey, appSecret, accessToken, accessSecret } = await credentials.of('7');
    const keys = [appKey, appSecret, accessToken, accessSecret];
    expect(keys.map((secret) => secret.reveal())).toEqual(names.map((name) => `value of ${name}`));
  });

  it.each(names)('says that %s is not set', async (name) => {
    const { store, credentials } = await open();
    await store.delete(name);
    await expect(credentials.of('7')).rejects.toMatchObject({
      code: 'secrets.missing',
      details: { name },
    });
  });

  it("takes no account's keys that may be older than its last login, by whichever clock", async () => {
    const { store, credentials } = await open();
    await credentials.of('7', new Date('2026-01-01T00:00:00Z'));
    const readAfter = new Date('2026-01-01T00:01:00Z');
    expect(store.asked.get(secretNames.accountAccessToken('7'))).toEqual({ readAfter });
    expect(store.asked.get(secretNames.accountAccessSecret('7'))).toEqual({ readAfter });
  });
});
