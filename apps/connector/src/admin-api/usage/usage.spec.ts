import { aDownloadTask, aJob } from '@testing/jobs';

import { AdminPage } from '../../../testing/admin-page';
import { ConnectorApp } from '../../../testing/connector-app';

const [today, tomorrow] = ['2026-01-01', '2026-01-02'];

describe('what is used of what may be used', () => {
  let connector: ConnectorApp;
  beforeEach(async () => {
    connector = new ConnectorApp();
    await connector.start();
    await connector.jobs.save(aJob());
  });
  afterEach(() => connector.stop());
  const get = async (path: string) => {
    const { status, body } = await (await AdminPage.open(connector)).get(path);
    expect(status).toBe(200);
    return body;
  };
  const kinds = async () => {
    const { attention } = (await get('home')) as { attention: { kind: string }[] };
    return attention.map(({ kind }) => kind);
  };
  const take = (day: string, taken: [string, number][]) =>
    connector.days.change('job', day, () => ({ day, taken: new Map(taken) }));

  it('is nothing at first', async () => {
    const delivery = { jobId: 'job', day: today, items: 0, limit: 150_000 };
    const deliveries = [{ ...delivery, waitingTasks: 0, waitingItems: 0 }];
    const reads = { month: '2026-01', used: 0, limit: 1000 };
    expect(await get('home')).toMatchObject({ usage: { reads, deliveries } });
    const usage = { reads: { ...reads, ofAccount: 0 }, deliveries };
    expect(await get('accounts/7')).toMatchObject({ usage });
  });

  it('is what was delivered today, read this month, and what waits', async () => {
    await take('2025-12-31', [['old', 9]]);
    await take(today, [
      ['1', 100],
      ['2', 50],
    ]);
    await take(tomorrow, [
      ['3', 70],
      ['4', 7],
    ]);
    await connector.reads.add('202512', '7', 999);
    await connector.reads.add('202601', '7', 10);
    await connector.reads.add('202601', '8', 5);
    const waiting = { waitingTasks: 2, waitingItems: 77 };
    const deliveries = [{ jobId: 'job', items: 150, ...waiting }];
    expect(await get('home')).toMatchObject({ usage: { reads: { used: 15 }, deliveries } });
    const reads = { used: 15, ofAccount: 10 };
    expect(await get('accounts/7')).toMatchObject({ usage: { reads, deliveries } });
  });

  it('is why a task waits, and no trouble as long as it does', async () => {
    const task = aDownloadTask({ receivedAt: connector.clock.now() });
    await connector.tasks.receive(task);
    const until = new Date(`${tomorrow}T00:00:00Z`);
    await connector.taskList.noteWait(task, { until, items: 5 });
    const wait = { until: until.toISOString(), items: 5 };
    expect(await get('tasks/job/task')).toMatchObject({ state: 'waiting', wait });
    connector.clock.advance(24 * 3600_000);
    expect(await kinds()).not.toContain('task-failed');
    connector.clock.advance(6 * 3600_000 + 1);
    expect(await kinds()).toContain('task-failed');
  });
});
