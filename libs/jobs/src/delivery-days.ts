/** What of one day's items is taken, and by which tasks. */
export interface DeliveryDay {
  /** `yyyy-mm-dd`, UTC. */
  day: string;
  /** Items by task id. */
  taken: ReadonlyMap<string, number>;
  /** How many each may have put into a container, what several tries put counted each time; all that it takes where nothing is said. */
  put?: ReadonlyMap<string, number>;
}

/** How many items are delivered on which day: a count for each job and day, and each task in it once. Rejects with `jobs.unavailable`. */
export abstract class DeliveryDays {
  /** The job's days that something was taken of, from one on, in order. */
  abstract from(jobId: string, day: string): Promise<DeliveryDay[]>;

  /**
   * Makes a day, empty at first, what `next` says, which is asked again with the newer day when somebody else was quicker; unchanged when it gives none.
   * Resolves with what it gave last.
   */
  abstract change(
    jobId: string,
    day: string,
    next: (known: DeliveryDay) => DeliveryDay | undefined,
  ): Promise<DeliveryDay | undefined>;
}

/** How many items of a task may be in a container. */
export function itemsPut({ taken, put }: DeliveryDay, taskId: string): number {
  return put?.get(taskId) ?? taken.get(taskId) ?? 0;
}

export function itemsTaken({ taken }: DeliveryDay): number {
  return [...taken.values()].reduce((sum, items) => sum + items, 0);
}
