export { Sealer } from './sealer';
export { secretNames } from './secret-names';
export { SecretStore } from './secret-store';
export { SecretsModule } from './secrets.module';
