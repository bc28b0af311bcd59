import {
  type KeyVaultSecret,
  type SecretClient,
  type SecretProperties,
} from '@azure/keyvault-secrets';
import { AppError, type Clock, Secret } from '@app/domain';

import { checkSecretName } from '../secret-names';
import { type SecretDescription, type SecretStore } from '../secret-store';
import { inTime } from './connect-vault';
import { countingVersion, isOfAbsent, tagsOf } from './counting-version';
import { dateOf, hasStatus, isOfDeleted, lookedAt, vaultError } from './key-vault-errors';

/**
 * When a version is so old by the vault's clock, no other can come that is of the same second: times are whole ones, an answer may be dated one later than what it tells of, and a
 * version be dated by when its writing began.
 */
const SETTLED_MS = 3000;
/**
 * A vault refuses a name while another sets it, and for the seconds that deleting and recovering take it
 * (https://github.com/Azure/azure-sdk-for-net/issues/51761).
 */
const SET_TRIES = 20;
const SET_PAUSE_MS = 1000;

/** The version that counts. If there is none, `absentAt`: what was made before belongs to a deleted past; not known where the vault tells no time. */
interface Asked {
  secret?: KeyVaultSecret;
  absentAt?: Date;
}

/**
 * Secrets of one Key Vault; every call goes to it. A name whose secret is deleted but kept by the vault (soft delete) is free
 * for a new value: the old secret is recovered and becomes the history of the new one.
 *
 * Of several that set a name at once because nothing was there, the first counts, by the vault's list of versions and for
 * everybody: whoever of them is refused or dies, and when. Who reads such a value in its first 3 seconds waits until they are over.
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
    const tags = by === undefined ? undefined : { setBy: by };
    return inVault(name, async () => {
      for (let tries = 1; ; tries++) {
        const conflict = await this.put(name, value, tags);
        if (!conflict) return;
        await this.pause(tries, conflict);
      }
    });
  }

  setIfAbsent(name: string, value: Secret): Promise<Secret> {
    return inVault(name, async () => {
      const { secret, absentAt } = await this.ask(name);
      const known = valueOf(secret);
      if (known) return known;
      if (!absentAt) throw unavailable(name, 'its vault does not say what time it is');
      await this.putIfAbsent(name, value, absentAt);
      const kept = valueOf((await this.ask(name)).secret);
      if (kept) return kept;
      throw unavailable(name, 'it was deleted while it was being set');
    });
  }

  delete(name: string): Promise<void> {
    return inVault(name, async () => {
      await allowing([404], () =>
        inTime((options) => this.client.beginDeleteSecret(name, options)),
      );
    });
  }

  private async ask(name: string): Promise<Asked> {
    let answeredAt: Date | undefined;
    let current: KeyVaultSecret;
    try {
      current = await inTime((options) =>
        this.client.getSecret(name, {
          ...options,
          onResponse: ({ headers }) => (answeredAt = dateOf(headers)),
        }),
      );
    } catch (error) {
      if (!hasStatus(error, 404)) throw error;
      return { absentAt: lookedAt(error) };
    }
    return isOfAbsent(current) ? this.first(name, current, answeredAt) : { secret: current };
  }

  /** As {@link ask}, where the current version was set because nothing was there. */
  private async first(name: string, current: KeyVaultSecret, answeredAt?: Date): Promise<Asked> {
    const { createdOn = new Date(0), version } = current.properties;
    if (!answeredAt) throw unavailable(name, 'its vault does not say what time it is');
    const left = createdOn.getTime() + SETTLED_MS - answeredAt.getTime();
    if (left > 0) {
      await this.clock.sleep(Math.min(left, SETTLED_MS));
      return this.ask(name);
    }
    const versions = await this.versions(name);
    // A vault has no versions of what was deleted meanwhile.
    if (!versions.some((each) => each.version === version)) {
      throw unavailable(name, 'it is being deleted');
    }
    const counting = countingVersion(versions);
    if (!counting || counting.version === version) return { secret: current };
    // The current one was of a deleted past, and another has set the name just now.
    if (counting.createdOn && counting.createdOn > createdOn) return this.ask(name);
    const ofVersion = { version: counting.version };
    return {
      secret: await inTime((options) => this.client.getSecret(name, { ...options, ...ofVersion })),
    };
  }

  private versions(name: string): Promise<SecretProperties[]> {
    return inTime((options) =>
      Array.fromAsync(this.client.listPropertiesOfSecretVersions(name, options)),
    );
  }

  /** Unless another has, meanwhile. */
  private async putIfAbsent(name: string, value: Secret, absentAt: Date): Promise<void> {
    for (let tries = 1; ; tries++) {
      const conflict = await this.put(name, value, tagsOf(value, absentAt));
      if (!conflict) return;
      if (isOfDeleted(conflict)) absentAt = lookedAt(conflict) ?? absentAt;
      else if (await this.isSetSince(absentAt, name)) return;
      await this.pause(tries, conflict);
    }
  }

  private async isSetSince(absentAt: Date, name: string): Promise<boolean> {
    const counting = countingVersion(await this.versions(name));
    return counting?.createdOn !== undefined && counting.createdOn >= absentAt;
  }

  /** Resolves with the vault's refusal if the name was another's just now; it may be free at the next try. */
  private async put(name: string, value: Secret, tags?: Record<string, string>): Promise<unknown> {
    try {
      await inTime((options) => this.client.setSecret(name, value.reveal(), { ...options, tags }));
      return undefined;
    } catch (error) {
      if (!hasStatus(error, 409)) throw error;
      // Another process may be at it, or the deletion not be over: the name is tried again.
      if (isOfDeleted(error)) {
        await allowing([404, 409], () =>
          inTime((options) => this.client.beginRecoverDeletedSecret(name, options)),
        );
      }
      return error;
    }
  }

  /** Not after the first refusal: until the new value is set, everybody reads what was recovered. Rejects with the last one. */
  private async pause(tries: number, conflict: unknown): Promise<void> {
    if (tries === SET_TRIES) throw conflict;
    if (tries > 1) await this.clock.sleep(SET_PAUSE_MS);
  }
}

function valueOf(secret: KeyVaultSecret | undefined): Secret | undefined {
  return secret?.value === undefined ? undefined : new Secret(secret.value);
}

function unavailable(name: string, why: string): AppError {
  const text = `The secret ${name} cannot be read: ${why}. Try again.`;
  return new AppError('secrets.unavailable', text, { name });
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
