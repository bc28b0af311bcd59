export { EntraApplication } from './entra-application';
export { Sealer } from './sealer';
export { checkSecretName, secretNames } from './secret-names';
export { type FindOptions, type SecretDescription, SecretStore } from './secret-store';
export { SecretsModule } from './secrets.module';
