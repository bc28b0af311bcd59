import { type Clock, type Secret } from '@app/domain';
import { checkSecretName, type SecretDescription, type SecretStore } from '@app/secrets';
import { FakeClock } from '@testing/domain';

/** Secrets in memory. */
export class FakeSecretStore implements SecretStore {
  private readonly secrets = new Map<string, SecretDescription & { value: Secret }>();

  constructor(private readonly clock: Clock = new FakeClock()) {}

  async find(name: string): Promise<Secret | undefined> {
    await Promise.resolve();
    checkSecretName(name);
    return this.secrets.get(name)?.value;
  }

  describe(name: string): Promise<SecretDescription | undefined> {
    const known = this.secrets.get(name);
    return Promise.resolve(known && { setAt: known.setAt, setBy: known.setBy });
  }

  async set(name: string, value: Secret, { by }: { by?: string } = {}): Promise<void> {
    await Promise.resolve();
    this.put(name, value, by);
  }

  async setIfAbsent(name: string, value: Secret): Promise<Secret> {
    await Promise.resolve();
    return this.secrets.get(name)?.value ?? this.put(name, value);
  }

  delete(name: string): Promise<void> {
    this.secrets.delete(name);
    return Promise.resolve();
  }

  private put(name: string, value: Secret, setBy?: string): Secret {
    checkSecretName(name);
    this.secrets.set(name, { value, setAt: this.clock.now(), setBy });
    return value;
  }
}
