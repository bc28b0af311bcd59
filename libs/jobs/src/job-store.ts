import { type ConnectorJob } from '@app/domain';

/** The connector jobs. Rejects with `jobs.unavailable`. */
export abstract class JobStore {
  /** Creates the job or replaces its account; jobs are keyed by `jobId`. */
  abstract save(job: ConnectorJob): Promise<void>;

  abstract find(jobId: string): Promise<ConnectorJob | undefined>;

  /** All jobs by `jobId`. */
  abstract list(): Promise<ConnectorJob[]>;
}
