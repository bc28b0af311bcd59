import { type KeyVaultSecret, type SecretClient } from '@azure/keyvault-secrets';
import { AppError, type Clock, Secret } from '@app/domain';

import { checkSecretName } from '../secret-names';
import { type SecretDescription, type SecretStore } from '../secret-store';
import { inTime } from './connect-vault';
import { firstVersion } from './first-version';
import { hasStatus, lookedAt, vaultError } from './key-vault-errors';

/** In this time everybody who has found a secret missing has set it. More than a second, the grain of a version's time. */
const RACE_MS = 2000;
/** A version younger than this may be one of several that are being set at once. As much may our clock and the vault's differ. */
const FRESH_MS = 10_000;
/** Deleting and recovering take a vault some seconds, in which a name cannot be used. */
const RECOVER_TRIES = 20;
const RECOVER_PAUSE_MS = 1000;

/**
 * Secrets of one Key Vault; every call goes to it. A name whose secret is deleted but kept by the vault (soft delete) is free
 * for a new value: the old secret is recovered and becomes the history of the new one.
 */
export class KeyVaultSecretStore implements SecretStore {
  constructor(
    private readonly client: SecretClient,
    private readonly clock: Clock,
  ) {}

  find(name: string): Promise<Secret | undefined> {
    return inVault(name, async () => valueOf((await this.ask(name)).secret));
  }

  describe(name: string): Promise<SecretDescription | undefined> {
    return inVault(name, async () => {
      const { createdOn, tags } = (await this.ask(name)).secret?.properties ?? {};
      return createdOn && { setAt: createdOn, setBy: tags?.setBy };
    });
  }

  set(name: string, value: Secret, { by }: { by?: string } = {}): Promise<void> {
    return inVault(name, async () => {
      await this.put(name, value, by);
    });
  }

  /**
   * All who set the name at once wait until all have; then the oldest version counts for everybody, and is made the current
   * one again where it is not. Takes 2 seconds when nothing was there, and 4 when what is there has just been set: it is told once it
   * can be the oldest only.
   */
  setIfAbsent(name: string, value: Secret): Promise<Secret> {
    return inVault(name, async () => {
      const { secret, absentAt } = await this.ask(name);
      const known = valueOf(secret);
      if (known && !this.isFresh(secret)) return known;
      if (known) {
        await this.clock.sleep(2 * RACE_MS);
        return valueOf((await this.ask(name)).secret) ?? known;
      }
      const deletedAt = await this.put(name, value);
      await this.clock.sleep(RACE_MS);
      return this.settle(name, deletedAt ?? absentAt);
    });
  }

  delete(name: string): Promise<void> {
    return inVault(name, async () => {
      await allowing([404], () =>
        inTime((options) => this.client.beginDeleteSecret(name, options)),
      );
    });
  }

  private isFresh(secret: KeyVaultSecret | undefined): boolean {
    const setAt = secret?.properties.createdOn?.getTime() ?? 0;
    return Math.abs(this.clock.now().getTime() - setAt) < FRESH_MS;
  }

  /** The current version; if there is none, the vault's time at which it said so. */
  private async ask(name: string): Promise<{ secret?: KeyVaultSecret; absentAt?: Date }> {
    const asked = this.clock.now().getTime();
    try {
      return { secret: await inTime((options) => this.client.getSecret(name, options)) };
    } catch (error) {
      if (!hasStatus(error, 404)) throw error;
      return { absentAt: lookedAt(error, this.clock.now().getTime() - asked) };
    }
  }

  /** Resolves with the time at which the vault last said that the name belongs to a deleted secret, if it did. */
  private async put(name: string, value: Secret, by?: string): Promise<Date | undefined> {
    const tags = by === undefined ? undefined : { setBy: by };
    let deletedAt: Date | undefined;
    for (let tries = 1; ; tries++) {
      const asked = this.clock.now().getTime();
      try {
        await inTime((options) =>
          this.client.setSecret(name, value.reveal(), { ...options, tags }),
        );
        return deletedAt;
      } catch (error) {
        if (!hasStatus(error, 409) || tries === RECOVER_TRIES) throw error;
        deletedAt = lookedAt(error, this.clock.now().getTime() - asked);
        await this.recover(name);
        await this.clock.sleep(RECOVER_PAUSE_MS);
      }
    }
  }

  /** Another process may be at it, or the deletion not be over: then the name is tried again, and in the end this. */
  private async recover(name: string): Promise<void> {
    await allowing([404, 409], () =>
      inTime((options) => this.client.beginRecoverDeletedSecret(name, options)),
    );
  }

  private async settle(name: string, absentAt?: Date): Promise<Secret> {
    const versions = await inTime((options) =>
      Array.fromAsync(this.client.listPropertiesOfSecretVersions(name, options)),
    );
    const version = firstVersion(versions, absentAt);
    const first = await inTime((options) => this.client.getSecret(name, { ...options, version }));
    const value = valueOf(first);
    if (!value || version === undefined) {
      const text = `The secret ${name} was deleted while it was being set. Try again.`;
      throw new AppError('secrets.unavailable', text, { name });
    }
    const current = valueOf((await this.ask(name)).secret);
    if (current?.reveal() !== value.reveal()) await this.put(name, value);
    return value;
  }
}

function valueOf(secret: KeyVaultSecret | undefined): Secret | undefined {
  return secret?.value === undefined ? undefined : new Secret(secret.value);
}

async function inVault<T>(name: string, call: () => Promise<T>): Promise<T> {
  checkSecretName(name);
  try {
    return await call();
  } catch (error) {
    throw vaultError(error, name);
  }
}

/** Makes a call that may as well be answered with one of these statuses. */
async function allowing(statuses: number[], call: () => Promise<unknown>): Promise<void> {
  try {
    await call();
  } catch (error) {
    if (!hasStatus(error, ...statuses)) throw error;
  }
}
