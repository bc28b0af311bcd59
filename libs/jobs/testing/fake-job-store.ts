import { type ConnectorJob } from '@app/domain';
import { type JobStore } from '@app/jobs';

/** Jobs in memory. */
export class FakeJobStore implements JobStore {
  private readonly jobs = new Map<string, ConnectorJob>();

  save(job: ConnectorJob): Promise<void> {
    this.jobs.set(job.jobId, job);
    return Promise.resolve();
  }

  find(jobId: string): Promise<ConnectorJob | undefined> {
    return Promise.resolve(this.jobs.get(jobId));
  }

  list(): Promise<ConnectorJob[]> {
    return Promise.resolve([...this.jobs.values()].sort((a, b) => (a.jobId < b.jobId ? -1 : 1)));
  }
}
