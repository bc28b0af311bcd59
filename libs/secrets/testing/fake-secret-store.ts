import { type Secret } from '@app/domain';
import { type SecretStore } from '@app/secrets';

/** Secrets in memory. */
export class FakeSecretStore implements SecretStore {
  private readonly secrets = new Map<string, Secret>();

  find(name: string): Promise<Secret | undefined> {
    return Promise.resolve(this.secrets.get(name));
  }

  set(name: string, value: Secret): Promise<void> {
    this.secrets.set(name, value);
    return Promise.resolve();
  }

  setIfAbsent(name: string, value: Secret): Promise<Secret> {
    const counts = this.secrets.get(name) ?? value;
    this.secrets.set(name, counts);
    return Promise.resolve(counts);
  }

  delete(name: string): Promise<void> {
    this.secrets.delete(name);
    return Promise.resolve();
  }
}
