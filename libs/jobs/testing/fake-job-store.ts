import { type ConnectorJob } from '@app/domain';
import { type JobStore } from '@app/jobs';

/** Jobs in memory. */
export class FakeJobStore implements JobStore {
  private readonly jobs = new Map<string, ConnectorJob>();

  save(job: ConnectorJob): Promise<void> {
    this.jobs.set(job.jobId, job);
    return Promise.resolve();
  }

  async change(
    jobId: string,
    next: (known: ConnectorJob | undefined) => ConnectorJob,
  ): Promise<ConnectorJob> {
    await Promise.resolve();
    const job = next(this.jobs.get(jobId));
    this.jobs.set(jobId, job);
    return job;
  }

  find(jobId: string): Promise<ConnectorJob | undefined> {
    return Promise.resolve(this.jobs.get(jobId));
  }

  list({ withDeleted = false }: { withDeleted?: boolean } = {}): Promise<ConnectorJob[]> {
    const jobs = [...this.jobs.values()].filter(({ state }) => withDeleted || state !== 'deleted');
    return Promise.resolve(jobs.sort((a, b) => (a.jobId < b.jobId ? -1 : 1)));
  }
}
