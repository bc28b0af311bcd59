import { type MailEntry } from './mail-entry';
import { type MailPlace } from './mail-place';
import { matches } from './search/matches';
import { type Query } from './search/query';

/** What is remembered of every message, newest first. */
export class MailIndex {
  private readonly entries = new Map<string, MailEntry>();
  private sorted: MailEntry[] | undefined = [];

  put(entry: MailEntry): void {
    this.entries.set(keyOf(entry.place), entry);
    this.sorted = undefined;
  }

  find(mailbox: string, id: string): MailEntry | undefined {
    return this.entries.get(keyOf({ mailbox, id }));
  }

  /** How many messages each mailbox has. */
  counts(): ReadonlyMap<string, number> {
    const counts = new Map<string, number>();
    for (const { mailbox } of this.all().map(({ place }) => place)) {
      counts.set(mailbox, (counts.get(mailbox) ?? 0) + 1);
    }
    return new Map([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  /** Those that a query finds, of one mailbox or of all. */
  search(query: Query, mailbox?: string): MailEntry[] {
    return this.all().filter(
      (entry) =>
        (mailbox === undefined || entry.place.mailbox === mailbox) && matches(query, entry),
    );
  }

  private all(): MailEntry[] {
    this.sorted ??= [...this.entries.values()].sort(
      (a, b) => b.sentAt.getTime() - a.sentAt.getTime() || (a.place.id < b.place.id ? 1 : -1),
    );
    return this.sorted;
  }
}

function keyOf({ mailbox, id }: Pick<MailPlace, 'mailbox' | 'id'>): string {
  return `${mailbox}\n${id}`;
}
