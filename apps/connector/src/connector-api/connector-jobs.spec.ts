import { type ConnectorJob } from '@app/domain';
import { aJob, FakeJobStore } from '@testing/jobs';

import { ConnectorApp } from '../../testing/connector-app';
import { ConnectorJobs } from './connector-jobs';

/** Jobs that something happens to just before one is changed. */
class Jobs extends FakeJobStore {
  meanwhile: (() => Promise<unknown>) | undefined;

  override async change(
    jobId: string,
    next: (known: ConnectorJob | undefined) => ConnectorJob,
  ): Promise<ConnectorJob> {
    const happening = this.meanwhile;
    this.meanwhile = undefined;
    await happening?.();
    return super.change(jobId, next);
  }
}

class Connector extends ConnectorApp {
  override readonly jobs = new Jobs();
}

describe('ConnectorJobs', () => {
  let connector: Connector;
  let jobs: ConnectorJobs;
  beforeEach(async () => {
    connector = new Connector();
    await connector.start();
    jobs = connector.app.get(ConnectorJobs, { strict: false });
  });
  afterEach(() => connector.stop());

  const job = (jobId = 'job') => connector.jobs.find(jobId);

  it.each([
    [{ accountId: '8' }, 'pending'],
    [{ state: 'deleted' }, 'deleted'],
    [{ accountId: '8', state: 'created' }, 'created'],
  ] as const)('finishes no set-up of what a job is not any more: %j', async (now, state) => {
    const pending = aJob({ state: 'pending' });
    await connector.jobs.save(pending);
    connector.jobs.meanwhile = () => connector.jobs.save({ ...pending, ...now });
    expect(await jobs.finish('job', '7')).toBe(false);
    expect((await job())?.state).toBe(state);
  });
});
