import { type ConnectorJob } from '@app/domain';

/** The connector jobs, keyed by `jobId`. Rejects with `jobs.unavailable`. */
export abstract class JobStore {
  /** Keeps the job, whatever was there. */
  abstract save(job: ConnectorJob): Promise<void>;

  /**
   * Keeps what `next` makes of the job as it is (`undefined` when there is none), and returns it; nothing that another changes meanwhile is lost: `next` is
   * then asked again. An AppError of `next` is passed on, and nothing changed.
   */
  abstract change(
    jobId: string,
    next: (known: ConnectorJob | undefined) => ConnectorJob,
  ): Promise<ConnectorJob>;

  /** A job, deleted or not. */
  abstract find(jobId: string): Promise<ConnectorJob | undefined>;

  /** The jobs by `jobId`; deleted ones only when asked for. */
  abstract list(options?: { withDeleted?: boolean }): Promise<ConnectorJob[]>;
}
