import { Module } from '@nestjs/common';
import { AzureIdentity, AzureModule } from '@app/azure';
import { SecretsConfig } from '@app/config';
import { Clock } from '@app/domain';

import { CachedSecretStore } from './cached-secret-store';
import { EntraApplication } from './entra-application';
import { connectVault } from './key-vault/connect-vault';
import { KeyVaultSigner } from './key-vault/key-vault-signer';
import { KeyVaultSecretStore } from './key-vault/key-vault-secret-store';
import { LocalFileSecretStore } from './local-file/local-file-secret-store';
import { Sealer } from './sealer';
import { SecretStore } from './secret-store';
import { Signer } from './signer';
import { StoredKeySigner } from './stored-key-signer';
import { TrustedKeys } from './trusted-keys';

/** A key of the vault when one is named, else one that lies among the secrets. */
function openSigner(config: SecretsConfig, identity: AzureIdentity, secrets: SecretStore): Signer {
  const { vaultUrl, signingKey, verifyChallenge } = config;
  if (!vaultUrl || signingKey === undefined) return new StoredKeySigner(secrets);
  const options = { disableChallengeResourceVerification: !verifyChallenge };
  return new KeyVaultSigner(signingKey, {
    url: vaultUrl,
    credential: identity.credential,
    options,
  });
}

function openStore(config: SecretsConfig, clock: Clock, identity: AzureIdentity): SecretStore {
  const { vaultUrl, directory, cacheSeconds, verifyChallenge } = config;
  if (directory) return new LocalFileSecretStore(directory, clock);
  if (!vaultUrl) throw new Error('The configuration lets this not happen.');
  const client = connectVault(vaultUrl, identity.credential, {
    disableChallengeResourceVerification: !verifyChallenge,
  });
  return new CachedSecretStore(new KeyVaultSecretStore(client, clock), clock, cacheSeconds);
}

@Module({
  imports: [AzureModule],
  providers: [
    { provide: SecretStore, inject: [SecretsConfig, Clock, AzureIdentity], useFactory: openStore },
    EntraApplication,
    Sealer,
    {
      provide: Signer,
      inject: [SecretsConfig, AzureIdentity, SecretStore],
      useFactory: openSigner,
    },
    TrustedKeys,
  ],
  exports: [EntraApplication, SecretStore, Sealer, Signer, TrustedKeys],
})
export class SecretsModule {}
