export { EntraApplication } from './entra-application';
export { Sealer } from './sealer';
export { checkSecretName, secretNames } from './secret-names';
export { type FindOptions, type SecretDescription, SecretStore } from './secret-store';
export { isSignedBy, keyIdOf, readPublicKey, type Signature, Signer } from './signer';
export { StoredKeySigner } from './stored-key-signer';
export { SecretsModule } from './secrets.module';
export { TrustedKeys } from './trusted-keys';
