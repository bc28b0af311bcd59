import { StoredKeySigner } from '@app/secrets';
import { FakeSecretStore } from '@testing/secrets';

import { publicKeysOf } from './public-keys';

describe('publicKeysOf', () => {
  it('finds each key by the id that signatures name', async () => {
    const signers = [1, 2].map(() => new StoredKeySigner(new FakeSecretStore()));
    const signatures = await Promise.all(signers.map((signer) => signer.sign('text')));
    const pems = await Promise.all(signers.map((signer) => signer.publicKey()));
    const keys = publicKeysOf(pems.map((pem) => pem ?? ''));
    expect([...keys.keys()]).toEqual(signatures.map(({ keyId }) => keyId));
    expect([...keys.values()].map((key) => key.export({ type: 'spki', format: 'pem' }))).toEqual(
      pems,
    );
  });

  it('throws at what is no key', () => {
    expect(() => publicKeysOf(['no key'])).toThrow();
  });
});
