export { FakeSecretStore } from './fake-secret-store';
export { describeSecretStore } from './secret-store.contract';
export { describeSigner } from './signer.contract';
