import { generateKeyPairSync } from 'node:crypto';
import { describeSigner, FakeSecretStore } from '@testing/secrets';

import { isSignedBy, readPublicKey } from './signer';
import { StoredKeySigner } from './stored-key-signer';

describeSigner('StoredKeySigner', async () => {
  await Promise.resolve();
  const secrets = new FakeSecretStore();
  return { open: () => new StoredKeySigner(secrets) };
});

describe('StoredKeySigner', () => {
  it('makes no key for who only asks for the public one', async () => {
    const secrets = new FakeSecretStore();
    expect(await new StoredKeySigner(secrets).publicKey()).toBeUndefined();
    expect(await secrets.find('manifest-signing-key')).toBeUndefined();
  });

  it('signs with the key that counts, not with one that is there while several are made', async () => {
    const [secrets, passing] = [new FakeSecretStore(), new FakeSecretStore()];
    for (const each of [secrets, passing]) await new StoredKeySigner(each).sign('first');
    const key = readPublicKey((await new StoredKeySigner(secrets).publicKey()) ?? '');
    secrets.find = (name) => passing.find(name);
    const signature = await new StoredKeySigner(secrets).sign('text');
    expect(isSignedBy(key, 'text', signature)).toBe(true);
  });

  it('takes no public key of another kind', () => {
    const { publicKey } = generateKeyPairSync('ed25519');
    const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
    expect(() => readPublicKey(pem)).toThrow(TypeError);
  });
});
