/** A post that could not be delivered, as it was when it was last tried. Its key is (jobId, itemId). */
export interface ParkedItem {
  jobId: string;
  accountId: string;
  /** Of the item it would be; of a post, the post's. */
  itemId: string;
  /** The task that asked for it last. */
  taskId: string;
  reason: string;
  /** Since when it has been parked. */
  parkedAt: Date;
  /** When the Import service was last told to ask for it again; absent once it has. */
  retryRequestedAt?: Date;
}

export interface ParkedQuery {
  /** At most so many items a page. */
  limit: number;
  /** From the page before; the rest of the query must be the same. */
  continuation?: string;
  /** Jobs whose items are not wanted. */
  without?: ReadonlySet<string>;
}

export interface ParkedPage {
  items: ParkedItem[];
  /** Absent on the last page. */
  continuation?: string;
}

/** The posts that wait for somebody to look at them. Rejects with `jobs.unavailable`. */
export abstract class ParkedItems {
  /** Keeps the item; one that is known becomes what `parkedAgain` says. Done again, it changes nothing. */
  abstract park(item: ParkedItem): Promise<void>;

  /** It was delivered after all. Does nothing to one that is not there. */
  abstract clear(jobId: string, itemId: string): Promise<void>;

  abstract find(jobId: string, itemId: string): Promise<ParkedItem | undefined>;

  /** Notes that the Import service was told. Does nothing to one that is not there, or not any more. */
  abstract noteRetry(jobId: string, itemId: string, at: Date): Promise<void>;

  /** By job, then by post. Rejects with `jobs.bad_continuation`. */
  abstract page(query: ParkedQuery): Promise<ParkedPage>;

  /** The posts of one job, in no promised order. */
  abstract idsOf(jobId: string): Promise<string[]>;

  /** How many there are in all, but those of jobs whose items are not wanted. */
  abstract count(query?: Pick<ParkedQuery, 'without'>): Promise<number>;
}

/** What a parked item is when a task parks it again: one that was asked for again has been answered. */
export function parkedAgain(known: ParkedItem, again: ParkedItem): ParkedItem {
  const { retryRequestedAt } = known;
  const isSameTry = known.taskId === again.taskId;
  return {
    ...again,
    parkedAt: known.parkedAt,
    ...(isSameTry && retryRequestedAt && { retryRequestedAt }),
  };
}
