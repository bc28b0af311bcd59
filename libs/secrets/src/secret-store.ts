import { type Secret } from '@app/domain';

/**
 * Secrets by name (letters, digits and hyphens, at most 127 characters, as Key Vault has it).
 * Rejects with `secrets.unavailable` or `secrets.unreadable`, never with a value in the message.
 */
export abstract class SecretStore {
  /** `undefined` when there is none of that name. */
  abstract find(name: string): Promise<Secret | undefined>;

  /** Replaces the value, if any; a reader sees the old or the new one, never a part. */
  abstract set(name: string, value: Secret): Promise<void>;

  /** Keeps `value` unless there is one already; returns the one that counts. Safe when two processes do it at once. */
  abstract setIfAbsent(name: string, value: Secret): Promise<Secret>;

  abstract delete(name: string): Promise<void>;
}
