import { inspect } from 'node:util';
import { Secret } from '@app/domain';
import { type SecretStore } from '@app/secrets';

/** What every SecretStore guarantees. `open` opens the same store again, as another process would. */
export function describeSecretStore(name: string, open: () => SecretStore): void {
  describe(`${name} is a SecretStore`, () => {
    let store: SecretStore;
    beforeEach(() => {
      store = open();
    });
    const valueOf = async (key: string, of = store) => (await of.find(key))?.reveal();

    it('knows nothing of a secret never set', async () => {
      await expect(store.find('never-set')).resolves.toBeUndefined();
      await expect(store.describe('never-set')).resolves.toBeUndefined();
    });

    it('gives back what was set, with every character', async () => {
      const value = 'pä$$:\n"word" 🔑';
      await store.set('one', new Secret(value));
      expect(await valueOf('one')).toBe(value);
      expect(await valueOf('one', open())).toBe(value);
    });

    it('replaces and deletes', async () => {
      await store.set('two', new Secret('old'));
      await store.set('two', new Secret('new'));
      expect(await valueOf('two')).toBe('new');
      await store.delete('two');
      expect(await valueOf('two')).toBeUndefined();
      await expect(store.describe('two')).resolves.toBeUndefined();
      await expect(store.delete('two')).resolves.toBeUndefined();
    });

    it('sets again what was deleted', async () => {
      await store.set('again', new Secret('before'));
      await store.delete('again');
      await store.set('again', new Secret('after'));
      expect(await valueOf('again')).toBe('after');
      expect(await valueOf('again', open())).toBe('after');
    });

    it('tells when and by whom a secret was set, not what it is', async () => {
      await store.set('told', new Secret('canary'), { by: 'Ada (ada@contoso.example)' });
      const told = await open().describe('told');
      expect(told).toEqual({ setAt: told?.setAt, setBy: 'Ada (ada@contoso.example)' });
      expect(told?.setAt).toBeInstanceOf(Date);
      await store.set('told', new Secret('canary'));
      const { setAt, setBy } = (await store.describe('told')) ?? {};
      expect(setBy).toBeUndefined();
      expect(setAt?.getTime()).toBeGreaterThanOrEqual(told?.setAt.getTime() ?? Infinity);
    });

    it('keeps what is there when it is set if absent', async () => {
      await store.set('there', new Secret('first'));
      expect((await store.setIfAbsent('there', new Secret('second'))).reveal()).toBe('first');
      expect(await valueOf('there', open())).toBe('first');
    });

    it('keeps the first of many that are set if absent, in all processes', async () => {
      const stores = Array.from({ length: 8 }, () => open());
      const kept = await Promise.all(
        stores.map((each, i) => each.setIfAbsent('three', new Secret(`value ${i}`))),
      );
      const values = new Set(kept.map((secret) => secret.reveal()));
      expect([...values]).toEqual([await valueOf('three')]);
    });

    it('hands out secrets that do not show themselves', async () => {
      await store.set('four', new Secret('canary'));
      const secret = await store.find('four');
      expect(`${inspect(secret)} ${String(secret)} ${JSON.stringify({ secret })}`).not.toContain(
        'canary',
      );
    });

    it.each(['../key', 'a/b', '', 'x'.repeat(128)])('refuses the name "%s"', async (wrong) => {
      await expect(store.find(wrong)).rejects.toMatchObject({ code: 'secrets.unavailable' });
      await expect(store.set(wrong, new Secret('v'))).rejects.toMatchObject({
        code: 'secrets.unavailable',
      });
    });
  });
}
