/** How long what was put aside is there to be looked at. */
export const POISON_SECONDS = 7 * 24 * 3600;

/** Ids only: what is to be done is read from the stores when it is done. */
export interface TaskMessage {
  schemaVersion: 1;
  jobId: string;
  taskId: string;
}

/**
 * A message taken from the queue. It comes back by itself when its time is over and it was not removed. Every change
 * rejects with `jobs.conflict` once it was lost to another worker.
 */
export interface TakenTask {
  message: TaskMessage;
  /** How often it has been taken, this time included. */
  deliveryCount: number;
  /** Keeps it hidden from others for `seconds` more from now. */
  extend(seconds: number): Promise<void>;
  /** The work is done. */
  remove(): Promise<void>;
  /** Gives it back, to be taken again after `delaySeconds`. */
  release(delaySeconds: number): Promise<void>;
  /** Gives it back as if it had never been taken, to be taken after `delaySeconds`, a week at most. */
  postpone(delaySeconds: number): Promise<void>;
  /** Puts it aside in the poison queue, with the reason and for a week, and removes it here. */
  poison(reason: string): Promise<void>;
}

/** At-least-once queue of download tasks: no message is lost, one may come twice. Rejects with `jobs.unavailable`. */
export abstract class TaskQueue {
  /** Resolves once the message is durable. */
  abstract send(message: TaskMessage): Promise<void>;

  /** The next visible message, hidden for `hideSeconds`; `undefined` when there is none. One that is not readable goes to the poison queue. */
  abstract take(hideSeconds: number): Promise<TakenTask | undefined>;

  /** About how many messages wait, hidden ones included. */
  abstract depth(): Promise<{ waiting: number; poisoned: number }>;
}
