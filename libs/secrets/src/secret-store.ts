import { type Secret } from '@app/domain';

/** What may be shown of a secret. */
export interface SecretDescription {
  setAt: Date;
  /** Who has set it, where that was told. */
  setBy?: string;
}

export interface FindOptions {
  /** The value is one that was read from where it is kept since then. */
  readAfter?: Date;
}

/**
 * Secrets by name (letters, digits and hyphens, at most 127 characters, as Key Vault has it).
 * Rejects with `secrets.unavailable`, `secrets.forbidden` or `secrets.unreadable`, never with a value in the message.
 */
export abstract class SecretStore {
  /** `undefined` when there is none of that name. What another process has set may be seen late, by a configured time. */
  abstract find(name: string, options?: FindOptions): Promise<Secret | undefined>;

  /** When and by whom the value was set, never the value; `undefined` when there is none. */
  abstract describe(name: string): Promise<SecretDescription | undefined>;

  /** Replaces the value, if any; a reader sees the old or the new one, never a part. `by` names who does it, at most 256 characters. */
  abstract set(name: string, value: Secret, options?: { by?: string }): Promise<void>;

  /**
   * Keeps `value` unless there is one already; returns the one that counts. Safe when several processes do it at once, also when one
   * of them dies at it or is refused: none is ever given a value that will not count.
   */
  abstract setIfAbsent(name: string, value: Secret): Promise<Secret>;

  abstract delete(name: string): Promise<void>;
}
