import { isSignedBy, keyIdOf, readPublicKey, type Signer } from '@app/secrets';

/** What every Signer guarantees. `open` opens the same again, as another process would; nothing was signed with it yet. */
export function describeSigner(name: string, make: () => Promise<{ open: () => Signer }>): void {
  describe(`${name} is a Signer`, () => {
    let open: () => Signer;
    beforeEach(async () => {
      ({ open } = await make());
    });
    const publicKey = async () => readPublicKey((await open().publicKey()) ?? '');

    it('proves a text with its public key, and no other text', async () => {
      const signature = await open().sign('text\n');
      const key = await publicKey();
      expect(isSignedBy(key, 'text\n', signature)).toBe(true);
      expect(isSignedBy(key, 'text', signature)).toBe(false);
      const value = signature.value.replace(/^./, (first) => (first === 'A' ? 'B' : 'A'));
      expect(isSignedBy(key, 'text\n', { ...signature, value })).toBe(false);
      expect(signature.keyId).toBe(keyIdOf(key));
    });

    it('has one key for all processes, also when they sign first at once', async () => {
      const signatures = await Promise.all([open(), open(), open()].map((one) => one.sign('text')));
      const key = await publicKey();
      expect(signatures.map((each) => isSignedBy(key, 'text', each))).toEqual([true, true, true]);
      expect(new Set(signatures.map(({ keyId }) => keyId))).toEqual(new Set([keyIdOf(key)]));
    });
  });
}
