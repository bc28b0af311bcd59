import { type Clock, isAppError, type Secret } from '@app/domain';

import { type FindOptions, type SecretDescription, type SecretStore } from './secret-store';

/** A secret that is missing is looked for again sooner: somebody is about to set it. */
const ABSENT_SECONDS = 10;
/** After a failed read nobody asks again for this long. */
const COOLDOWN_SECONDS = 10;
/** How long beyond its age a value still serves while the store does not answer: a bad night of a data centre. */
const GRACE_SECONDS = 4 * 3600;

interface Entry {
  /** What the store said last; no value when it said that there is none. */
  said?: { value?: Secret; at: number };
  failed?: { error: unknown; at: number };
  reading?: { answer: Promise<Secret | undefined>; at: number };
}

/**
 * Remembers what another store says. What somebody else has set, replaced or deleted is seen after `maxAgeSeconds` at the latest (a
 * secret that was missing, after 10 seconds); what is set through this object, at once. A name is asked for once at a time, but by who needs a newer
 * answer than the one under way.
 *
 * When the store does not answer (`secrets.unavailable`), it is left alone for 10 seconds, and a value known before goes on being
 * used until 4 hours after its age was over; only then, or when none is known that is new enough for who asks, `find` rejects. When the store refuses
 * (any other failure), nothing known before is used any more.
 */
export class CachedSecretStore implements SecretStore {
  private readonly entries = new Map<string, Entry>();

  constructor(
    private readonly store: SecretStore,
    private readonly clock: Clock,
    private readonly maxAgeSeconds: number,
  ) {}

  async find(name: string, { readAfter }: FindOptions = {}): Promise<Secret | undefined> {
    const entry = this.entries.get(name) ?? {};
    this.entries.set(name, entry);
    const { said, failed, reading } = entry;
    const isSince = (at: number) => !readAfter || at > readAfter.getTime();
    const isNew = said && isSince(said.at);
    if (said && isNew && this.isWithin(this.maxAge(said.value), said.at)) return said.value;
    if (failed && this.isWithin(COOLDOWN_SECONDS, failed.at)) return this.bridge(entry, isSince);
    const isUnderWay = reading && isSince(reading.at);
    const asked = reading && !isUnderWay ? { said, failed } : entry;
    try {
      return await (isUnderWay ? reading.answer : this.begin(name, asked));
    } catch {
      return this.bridge(asked, isSince);
    }
  }

  describe(name: string): Promise<SecretDescription | undefined> {
    return this.store.describe(name);
  }

  async set(name: string, value: Secret, options?: { by?: string }): Promise<void> {
    await this.store.set(name, value, options);
    this.remember(name, value);
  }

  async setIfAbsent(name: string, value: Secret): Promise<Secret> {
    const counts = await this.store.setIfAbsent(name, value);
    this.remember(name, counts);
    return counts;
  }

  async delete(name: string): Promise<void> {
    await this.store.delete(name);
    this.remember(name, undefined);
  }

  /** In a new entry: a read that began before must not put the old value over it. */
  private remember(name: string, value: Secret | undefined): void {
    this.entries.set(name, { said: { value, at: this.now() } });
  }

  /** In a new entry, where a read under way began too long ago for who asks: it must not put the old value over the new one. */
  private begin(name: string, entry: Entry): Promise<Secret | undefined> {
    this.entries.set(name, entry);
    const answer = this.read(name, entry).finally(() => (entry.reading = undefined));
    entry.reading = { answer, at: this.now() };
    return answer;
  }

  private async read(name: string, entry: Entry): Promise<Secret | undefined> {
    const at = this.now();
    try {
      const value = await this.store.find(name);
      entry.said = { value, at };
      entry.failed = undefined;
      return value;
    } catch (error) {
      entry.failed = { error, at: this.now() };
      if (!isAppError(error, 'secrets.unavailable')) entry.said = undefined;
      throw error;
    }
  }

  /** What serves while the store does not. */
  private bridge({ said, failed }: Entry, isSince: (at: number) => boolean): Secret | undefined {
    const isNew = said && isSince(said.at);
    if (isNew && said.value && this.isWithin(this.maxAgeSeconds + GRACE_SECONDS, said.at)) {
      return said.value;
    }
    throw failed?.error;
  }

  private maxAge(value: Secret | undefined): number {
    return value ? this.maxAgeSeconds : Math.min(this.maxAgeSeconds, ABSENT_SECONDS);
  }

  /** What lies far ahead was noted before the clock was set back: of that age nothing is known. */
  private isWithin(seconds: number, since: number): boolean {
    return Math.abs(this.now() - since) < seconds * 1000;
  }

  private now(): number {
    return this.clock.now().getTime();
  }
}
