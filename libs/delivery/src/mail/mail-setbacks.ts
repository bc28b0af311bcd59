/**
 * Which messages failed, and how often though the server took another since: that is no fault of the server. Forgotten when the process
 * ends.
 */
export class MailSetbacks {
  private readonly known = new Map<string, { times: number; at: number }>();
  private events = 0;
  private lastAcceptedAt = 0;

  /** It failed. Returns how often it has; again while the server takes nothing counts as once. */
  count(id: string): number {
    const last = this.known.get(id);
    const isNew = last === undefined || last.at < this.lastAcceptedAt;
    const times = (last?.times ?? 0) + Number(isNew);
    this.known.set(id, { times, at: ++this.events });
    return times;
  }

  /** It is delivered; `isAccepted`: just now. */
  forget(id: string, { isAccepted }: { isAccepted: boolean }): void {
    this.known.delete(id);
    if (isAccepted) this.lastAcceptedAt = ++this.events;
  }

  /** Those that never failed first, the others after them, whichever failed longest ago first: none keeps another back. */
  async *inOrder<T>(all: AsyncIterable<T>, idOf: (each: T) => string): AsyncGenerator<T> {
    const failed: { each: T; at: number }[] = [];
    for await (const each of all) {
      const last = this.known.get(idOf(each));
      if (last) failed.push({ each, at: last.at });
      else yield each;
    }
    for (const { each } of failed.sort((a, b) => a.at - b.at)) yield each;
  }
}
