import { inspect } from 'node:util';
import { Secret } from '@app/domain';
import { type FindOptions, secretNames } from '@app/secrets';
import { FakeSecretStore } from '@testing/secrets';

import { AccountCredentials } from './account-credentials';
import { packKeys } from './account-key-format';

const accountKeys = secretNames.accountKeys('7');
const names = [secretNames.xAppKey, secretNames.xAppSecret, accountKeys];
const [accessToken, accessSecret] = [new Secret('token of 7'), new Secret('secret of 7')];

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
  await store.set(secretNames.xAppKey, new Secret('app key'));
  await store.set(secretNames.xAppSecret, new Secret('app secret'));
  await store.set(accountKeys, packKeys({ accessToken, accessSecret }));
  return { store, credentials: new AccountCredentials(store) };
}

describe('AccountCredentials', () => {
  it('finds the four keys of an account', async () => {
    const { credentials } = await open();
    const found = await credentials.of('7');
    const keys = [found.appKey, found.appSecret, found.accessToken, found.accessSecret];
    expect(keys.map((secret) => secret.reveal())).toEqual([
      'app key',
      'app secret',
      'token of 7',
      'secret of 7',
    ]);
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
    expect(store.asked.get(accountKeys)).toEqual({ readAfter });
  });

  it.each(['{"accessToken":"canary"', '{"accessToken":"canary"}', '"canary"', ''])(
    'takes no part of what is no pair of keys, and does not tell it: %s',
    async (value) => {
      const { store, credentials } = await open();
      await store.set(accountKeys, new Secret(value));
      const error: unknown = await credentials.of('7').catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ code: 'secrets.unreadable', details: { name: accountKeys } });
      expect(inspect(error)).not.toContain('canary');
    },
  );
});
