import { setTimeout as delay } from 'node:timers/promises';
import { ClientSecretCredential } from '@azure/identity';
import { KeyClient } from '@azure/keyvault-keys';
import { SecretClient } from '@azure/keyvault-secrets';
import { type TestingModule } from '@nestjs/testing';
import { AadConfig, SecretsConfig, slice, SystemClock } from '@app/config';
import { type Clock, Secret } from '@app/domain';
import { SecretsModule, SecretStore, Signer } from '@app/secrets';
import { FakeClock } from '@testing/domain';
import { describeSecretStore, describeSigner } from '@testing/secrets';

import { openModule, openProcesses } from '../support/open-module';
import { type RunningSandbox, startSandbox } from '../support/sandbox';
import { unreachableStorage } from '../support/storage';

const CACHE_MS = 300_000;

let sandbox: RunningSandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
  const { tenantId, aadAppId, aadAppSecret } = sandbox.credentials;
  process.env.AZURE_TENANT_ID = tenantId;
  process.env.AZURE_CLIENT_ID = aadAppId;
  process.env.AZURE_CLIENT_SECRET = aadAppSecret;
});
afterAll(() => sandbox.close());
afterEach(() => sandbox.control.clearFaults());

function surroundings(
  changes: { vaultUrl?: URL; verifyChallenge?: boolean; signingKey?: string; clock?: Clock } = {},
) {
  const { clock = new SystemClock(), ...changed } = changes;
  const vault = slice(SecretsConfig, {
    vaultUrl: new URL(sandbox.url),
    directory: undefined,
    cacheSeconds: CACHE_MS / 1000,
    signingKey: undefined,
    verifyChallenge: false,
    ...changed,
  });
  const aad = slice(AadConfig, {
    tenantId: sandbox.credentials.tenantId,
    appId: undefined,
    authorityUrl: new URL(sandbox.url),
  });
  return { slices: [unreachableStorage(), vault, aad], clock };
}

async function openStore(...changes: Parameters<typeof surroundings>): Promise<SecretStore> {
  return (await openModule(SecretsModule, surroundings(...changes))).get(SecretStore);
}

let keys = 0;
const credential = () => {
  const { tenantId, aadAppId, aadAppSecret } = sandbox.credentials;
  const options = { authorityHost: sandbox.url, disableInstanceDiscovery: true };
  return new ClientSecretCredential(tenantId, aadAppId, aadAppSecret, options);
};
const vault = { disableChallengeResourceVerification: true };
const keyClient = () => new KeyClient(sandbox.url, credential(), vault);
const secretClient = () => new SecretClient(sandbox.url, credential(), vault);

let processes: { next(): TestingModule };
beforeAll(async () => {
  processes = await openProcesses(SecretsModule, surroundings());
});
describeSecretStore('KeyVaultSecretStore', () => processes.next().get(SecretStore));

describeSigner('KeyVaultSigner', async () => {
  const name = `signing-${keys++}`;
  await keyClient().createEcKey(name, { curve: 'P-256' });
  const signers = await openProcesses(SecretsModule, surroundings({ signingKey: name }));
  return { open: () => signers.next().get(Signer) };
});

describe('a key of a Key Vault', () => {
  it('that is not there is told', async () => {
    const opened = await openModule(SecretsModule, surroundings({ signingKey: 'none' }));
    await expect(opened.get(Signer).sign('text')).rejects.toMatchObject({
      code: 'secrets.unavailable',
      details: { name: 'none', status: 404 },
    });
  });
});

describe('a Key Vault', () => {
  const valueOf = async (store: SecretStore, name: string) => (await store.find(name))?.reveal();
  const requests = async () => (await sandbox.control.stats()).requests.vault ?? 0;

  it('is asked once for a value, and a rotated one is seen without a restart', async () => {
    const clock = new FakeClock();
    const [service, operator] = [await openStore({ clock }), await openStore()];
    await operator.set('rotated', new Secret('old'));
    expect(await valueOf(service, 'rotated')).toBe('old');
    await operator.set('rotated', new Secret('new'));
    const before = await requests();
    expect(await valueOf(service, 'rotated')).toBe('old');
    expect(await requests()).toBe(before);
    clock.advance(CACHE_MS);
    expect(await valueOf(service, 'rotated')).toBe('new');
  });

  it('brings no deleted value back when the name is set if absent', async () => {
    const store = await openStore();
    await store.setIfAbsent('signing', new Secret('leaked'));
    for (let i = 0; i < 30; i++) await store.set('signing', new Secret(`leaked ${i}`));
    await store.delete('signing');
    // What was made in the ten seconds before nothing was there may be of another process that sets it now.
    await delay(11_100);
    const kept = await store.setIfAbsent('signing', new Secret('fresh'));
    expect(kept.reveal()).toBe('fresh');
    expect(await valueOf(await openStore(), 'signing')).toBe('fresh');
  });

  it('keeps the first value, whoever of those who set it is refused', async () => {
    const [first, second] = [await openStore(), await openStore()];
    const refusal = {
      target: 'vault',
      kind: 'status',
      status: 403,
      path: '/race/versions',
    } as const;
    await sandbox.control.addFault(refusal);
    const refused = first.setIfAbsent('race', new Secret('first'));
    await expect(refused).rejects.toMatchObject({ code: 'secrets.forbidden' });
    expect((await second.setIfAbsent('race', new Secret('second'))).reveal()).toBe('first');
    expect(await valueOf(await openStore(), 'race')).toBe('first');
  });

  it('keeps the first value when one who set it at once comes late and dies', async () => {
    const [name, dead] = ['late', 'of a dead process'];
    await (await openStore()).setIfAbsent('like-late', new Secret(dead));
    const kept = await (await openStore()).setIfAbsent(name, new Secret('first'));
    expect(kept.reveal()).toBe('first');
    const { tags } = (await secretClient().getSecret('like-late')).properties;
    await secretClient().setSecret(name, dead, { tags });
    expect(await valueOf(await openStore(), name)).toBe('first');
    const asked = (await openStore()).setIfAbsent(name, new Secret('third'));
    expect((await asked).reveal()).toBe('first');
  });

  it('has what was set on purpose count, also with tags of what it replaces', async () => {
    const store = await openStore();
    await store.setIfAbsent('leaked', new Secret('leaked'));
    const { tags } = (await secretClient().getSecret('leaked')).properties;
    await secretClient().setSecret('leaked', 'wanted', { tags });
    expect(await valueOf(await openStore(), 'leaked')).toBe('wanted');
    expect((await store.setIfAbsent('leaked', new Secret('other'))).reveal()).toBe('wanted');
  });

  it('that fails for a moment is asked again', async () => {
    const store = await openStore();
    await store.set('steady', new Secret('value'));
    await sandbox.control.addFault({ target: 'vault', kind: 'status', status: 503 });
    expect(await valueOf(await openStore(), 'steady')).toBe('value');
  });

  it('that is busy leaves known values in use', async () => {
    const clock = new FakeClock();
    const store = await openStore({ clock });
    await store.set('known', new Secret('value'));
    clock.advance(CACHE_MS);
    await sandbox.control.addFault({ target: 'vault', kind: 'rate_limit', times: 2 });
    const before = await requests();
    expect(await valueOf(store, 'known')).toBe('value');
    expect(await requests()).toBe(before + 1);
    await expect(store.find('unknown')).rejects.toMatchObject({
      code: 'secrets.unavailable',
      details: { name: 'unknown', status: 429 },
    });
  });

  it('that cannot be reached is unavailable', async () => {
    const store = await openStore({ vaultUrl: new URL('https://localhost:1') });
    await expect(store.find('any')).rejects.toMatchObject({
      code: 'secrets.unavailable',
      details: { reason: 'ECONNREFUSED' },
    });
  });

  it('gets no token meant for another domain', async () => {
    const store = await openStore({ verifyChallenge: true });
    await expect(store.find('any')).rejects.toMatchObject({ code: 'secrets.forbidden' });
  });

  it('is closed to who has a wrong identity', async () => {
    process.env.AZURE_CLIENT_SECRET = 'wrong';
    const store = await openStore();
    await expect(store.find('any')).rejects.toMatchObject({ code: 'secrets.forbidden' });
    process.env.AZURE_CLIENT_SECRET = sandbox.credentials.aadAppSecret;
  });

  it('is unavailable while Entra ID is', async () => {
    await sandbox.control.addFault({ target: 'token', kind: 'status', status: 503, times: 20 });
    const store = await openStore();
    await expect(store.find('any')).rejects.toMatchObject({ code: 'secrets.unavailable' });
  });
});
