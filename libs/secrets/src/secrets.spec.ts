import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { AadConfig, slice } from '@app/config';
import { Secret } from '@app/domain';
import { FakeClock } from '@testing/domain';
import { describeSecretStore, FakeSecretStore } from '@testing/secrets';

import { encrypt } from './aes-gcm';
import { EntraApplication } from './entra-application';
import { LocalFileSecretStore } from './local-file/local-file-secret-store';
import { Sealer } from './sealer';
import { secretNames } from './secret-names';

const root = mkdtempSync(join(tmpdir(), 'secrets-test-'));
afterAll(() => rmSync(root, { recursive: true }));

const directory = join(root, 'secrets');
const clock = new FakeClock();
const openLocal = () => new LocalFileSecretStore(directory, clock);

const fake = new FakeSecretStore();
describeSecretStore('FakeSecretStore', () => fake);
describeSecretStore('LocalFileSecretStore', openLocal);

describe('LocalFileSecretStore', () => {
  it('leaves only encrypted files that nobody else may read', async () => {
    await openLocal().set('canary', new Secret('the canary sings'));
    const files = readdirSync(directory).map((file) => join(directory, file));
    expect(files.length).toBeGreaterThan(1);
    expect(files.map((file) => statSync(file).mode & 0o077)).toEqual(files.map(() => 0));
    expect(statSync(directory).mode & 0o077).toBe(0);
    const contents = files.map((file) => readFileSync(file, 'latin1')).join();
    expect(contents).not.toContain('canary sings');
  });

  it('writes nothing when a secret that is there is set if absent', async () => {
    const store = openLocal();
    await store.set('kept', new Secret('first'));
    const before = readdirSync(directory).map((file) => statSync(join(directory, file)).ino);
    expect((await store.setIfAbsent('kept', new Secret('second'))).reveal()).toBe('first');
    const after = readdirSync(directory).map((file) => statSync(join(directory, file)).ino);
    expect(after).toEqual(before);
  });

  it('does not open a secret that was moved to another name, or changed', async () => {
    const store = openLocal();
    await store.set('mine', new Secret('value'));
    const bytes = readFileSync(join(directory, 'mine.secret'));
    writeFileSync(join(directory, 'yours.secret'), bytes);
    await expect(store.find('yours')).rejects.toMatchObject({ code: 'secrets.unreadable' });
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    writeFileSync(join(directory, 'mine.secret'), bytes);
    await expect(store.find('mine')).rejects.toMatchObject({ code: 'secrets.unreadable' });
  });

  it('quotes nothing of a file that holds something else', async () => {
    const store = openLocal();
    await store.set('other', new Secret('v'));
    const key = readFileSync(join(directory, 'key'));
    writeFileSync(join(directory, 'other.secret'), encrypt('the canary sings', key, 'other'));
    const error: unknown = await store.find('other').catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'secrets.unreadable' });
    expect(inspect(error)).not.toContain('canary');
  });

  it('says which folder cannot be used', async () => {
    writeFileSync(join(root, 'file'), '');
    const store = new LocalFileSecretStore(join(root, 'file'), clock);
    await expect(store.set('a', new Secret('b'))).rejects.toMatchObject({
      code: 'secrets.unavailable',
      details: { folder: join(root, 'file') },
    });
  });
});

describe('Sealer', () => {
  it('seals with the key that counts, not with one that is there while several are made', async () => {
    const [secrets, passing] = [new FakeSecretStore(), new FakeSecretStore()];
    for (const each of [secrets, passing]) await new Sealer(each).seal(new Secret('first'), 'c');
    const { find } = secrets;
    secrets.find = (name) => passing.find(name);
    const sealed = await new Sealer(secrets).seal(new Secret('value'), 'context');
    secrets.find = find;
    expect((await new Sealer(secrets).open(sealed, 'context')).reveal()).toBe('value');
  });

  const uri = new Secret('https://account/container?sig=x');

  it('opens for the same context, in another process too', async () => {
    const secrets = new FakeSecretStore();
    const sealed = await new Sealer(secrets).seal(uri, 'sink/1/2');
    expect(sealed).not.toContain('account');
    const opened = await new Sealer(secrets).open(sealed, 'sink/1/2');
    expect(opened.reveal()).toBe(uri.reveal());
  });

  it('opens for no other context and with no other key', async () => {
    const sealer = new Sealer(new FakeSecretStore());
    const sealed = await sealer.seal(uri, 'sink/1/2');
    const refused = { code: 'secrets.unreadable' };
    await expect(sealer.open(sealed, 'sink/1/3')).rejects.toMatchObject(refused);
    const other = new Sealer(new FakeSecretStore());
    await expect(other.open(sealed, 'sink/1/2')).rejects.toMatchObject(refused);
  });
});

describe('EntraApplication', () => {
  const config = (appId?: string) =>
    slice(AadConfig, { tenantId: 't', appId, authorityUrl: new URL('https://login.example') });

  it('is found when id and secret are set; the id that was set counts first', async () => {
    const secrets = new FakeSecretStore();
    const withDefault = new EntraApplication(secrets, config('from-environment'));
    const without = new EntraApplication(secrets, config());
    expect(await withDefault.find()).toBeUndefined();
    await secrets.set(secretNames.aadAppSecret, new Secret('s'));
    expect((await withDefault.find())?.appId).toBe('from-environment');
    expect(await without.find()).toBeUndefined();
    await secrets.set(secretNames.aadAppId, new Secret('from-settings'));
    expect((await withDefault.find())?.appId).toBe('from-settings');
    expect((await without.find())?.secret.reveal()).toBe('s');
  });
});
