import { type KeyVaultSecret, type SecretClient } from '@azure/keyvault-secrets';
import { AppError, type Clock, Secret } from '@app/domain';

import { checkSecretName } from '../secret-names';
import { type SecretDescription, type SecretStore } from '../secret-store';
import { inTime } from './connect-vault';
import { countingVersion, type SetWhy, tagsOf, wasAbsent } from './counting-version';
import { hasStatus, lookedAt, vaultError } from './key-vault-errors';

/** After this no version can come that is of the same second: an answer may be dated one later than what it tells of. */
const SECOND_IS_OVER_MS = 2000;
/** Deleting and recovering take a vault some seconds, in which a name cannot be used. */
const RECOVER_TRIES = 20;
const RECOVER_PAUSE_MS = 1000;

/**
 * Secrets of one Key Vault; every call goes to it. A name whose secret is deleted but kept by the vault (soft delete) is free
 * for a new value: the old secret is recovered and becomes the history of the new one.
 *
 * Of several that set a name at once because nothing was there, the first counts, by the vault's list of versions and for
 * everybody: whoever of them is refused or dies, and when. In the first 2 seconds of such a value all calls wait until they are over.
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
      await this.put(name, value, { by });
    });
  }

  setIfAbsent(name: string, value: Secret): Promise<Secret> {
    return inVault(name, async () => {
      const { secret, absentAt = new Date(0) } = await this.ask(name);
      const known = valueOf(secret);
      if (known) return known;
      await this.put(name, value, { absentAt });
      const kept = valueOf((await this.ask(name)).secret);
      if (kept) return kept;
      const text = `The secret ${name} was deleted while it was being set. Try again.`;
      throw new AppError('secrets.unavailable', text, { name });
    });
  }

  delete(name: string): Promise<void> {
    return inVault(name, async () => {
      await allowing([404], () =>
        inTime((options) => this.client.beginDeleteSecret(name, options)),
      );
    });
  }

  /** The version that counts; if there is none, the vault's time at which it said so. */
  private async ask(name: string): Promise<{ secret?: KeyVaultSecret; absentAt?: Date }> {
    const asked = this.clock.now().getTime();
    try {
      return { secret: await this.counting(name) };
    } catch (error) {
      if (!hasStatus(error, 404)) throw error;
      return { absentAt: lookedAt(error, this.clock.now().getTime() - asked) };
    }
  }

  private async counting(name: string): Promise<KeyVaultSecret> {
    let answered = this.clock.now().getTime();
    const current = await inTime((options) =>
      this.client.getSecret(name, {
        ...options,
        onResponse: ({ headers }) => {
          answered = Date.parse(headers.get('date') ?? '') || answered;
        },
      }),
    );
    const { createdOn, version: currentVersion } = current.properties;
    if (!wasAbsent(current.properties)) return current;
    if (answered - (createdOn?.getTime() ?? 0) < SECOND_IS_OVER_MS) {
      await this.clock.sleep(SECOND_IS_OVER_MS);
    }
    const versions = await inTime((options) =>
      Array.fromAsync(this.client.listPropertiesOfSecretVersions(name, options)),
    );
    const version = countingVersion(versions);
    if (version === undefined || version === currentVersion) return current;
    return inTime((options) => this.client.getSecret(name, { ...options, version }));
  }

  private async put(name: string, value: Secret, why: SetWhy): Promise<void> {
    let { absentAt } = why;
    for (let tries = 1; ; tries++) {
      const asked = this.clock.now().getTime();
      const tags = tagsOf({ ...why, absentAt });
      try {
        await inTime((options) =>
          this.client.setSecret(name, value.reveal(), { ...options, tags }),
        );
        return;
      } catch (error) {
        if (!hasStatus(error, 409) || tries === RECOVER_TRIES) throw error;
        absentAt &&= lookedAt(error, this.clock.now().getTime() - asked) ?? absentAt;
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
