/** A promise that is broken. Its key is (code, subject). */
export interface Alert {
  /** Of docs/alerts.md. */
  code: string;
  /** An account's id, a job's, or `connector`. */
  subject: string;
  since: Date;
  /** What is wrong. */
  text: string;
  /** What to do. */
  action: string;
  /** Which of the things that break this promise it is; absent where it makes no difference. */
  about?: string;
}

/** An alert that somebody is still to hear of, or that is not over. */
export interface KeptAlert extends Alert {
  state: 'raised' | 'resolved';
  raisedAt: Date;
  resolvedAt?: Date;
  /** Whoever is to hear of its state has. */
  isTold: boolean;
  /** Who has heard of what: a receiver's name and the state. */
  heard?: readonly string[];
}

/** The alerts that are raised. Rejects with `jobs.unavailable`. */
export abstract class AlertBook {
  /** By code, then by subject. */
  abstract list(): Promise<KeptAlert[]>;

  /** Keeps it as it is now. */
  abstract put(alert: KeptAlert): Promise<void>;

  /** It is over. Does nothing to one that is not there. */
  abstract remove(alert: Pick<Alert, 'code' | 'subject'>): Promise<void>;

  /** The day (`yyyy-mm-dd`) whose check is done. */
  abstract lastDaily(): Promise<string | undefined>;

  abstract noteDaily(day: string): Promise<void>;
}
