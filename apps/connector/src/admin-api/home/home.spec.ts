import { AppError } from '@app/domain';
import { secretNames } from '@app/secrets';
import { aDownloadTask, aJob } from '@testing/jobs';

import { AdminPage } from '../../../testing/admin-page';
import { ConnectorApp } from '../../../testing/connector-app';
import { describeGuarded } from '../../../testing/describe-guarded';

const started = new ConnectorApp();
beforeAll(() => started.start());
afterAll(() => started.stop());

describeGuarded(started, { admin: [['get', 'home']] });

describe('the home page', () => {
  let connector: ConnectorApp;
  beforeEach(async () => {
    connector = new ConnectorApp();
    await connector.start();
  });
  afterEach(() => connector.stop());
  const show = async () => {
    const { status, body } = await (await AdminPage.open(connector)).get('home');
    expect(status).toBe(200);
    return body;
  };
  const at = new Date('2025-12-31T23:59:00Z');
  const saying = (text: string) => expect.stringContaining(text) as string;
  const receive = async (taskId: string, receivedAt = at) => {
    const task = aDownloadTask({ taskId, receivedAt });
    await connector.tasks.receive(task);
    return task;
  };

  it('is empty before the first account', async () => {
    expect(await show()).toMatchObject({ accounts: [], attention: [] });
  });

  it('shows accounts, the last capture and the last delivery', async () => {
    await connector.jobs.save(aJob());
    await connector.jobs.save(aJob({ jobId: 'other', accountId: '8', username: 'adatum' }));
    const coverage = [{ from: '1', to: '9', state: 'complete', posts: 3 }] as const;
    const earlier = new Date(at.getTime() - 1);
    await connector.states.save('7', { coverage, postsRead: 3, caughtUpAt: at }, undefined);
    await connector.states.save('8', { coverage, postsRead: 1, caughtUpAt: earlier }, undefined);
    await receive('last');
    await receive('first', new Date(at.getTime() + 1));
    const end = { state: 'delivered', completedAt: at, itemCount: 3 } as const;
    await connector.tasks.finish('job', 'last', end);
    await connector.tasks.finish('job', 'first', { ...end, completedAt: earlier });
    expect(await show()).toMatchObject({
      accounts: [{ accountId: '8' }, { accountId: '7', state: 'capturing', postsRead: 3 }],
      lastCaptureAt: at.toISOString(),
      lastDelivery: { jobId: 'job', taskId: 'last', at: at.toISOString(), itemCount: 3 },
      attention: [],
    });
  });

  it('shows the alerts that are raised', async () => {
    const alert = { code: 'silence', subject: '7', since: at, text: 'What', action: 'Do' };
    const kept = { ...alert, raisedAt: at, isTold: true };
    await connector.alerts.put({ ...kept, state: 'raised' });
    await connector.alerts.put({ ...kept, subject: '8', state: 'resolved', resolvedAt: at });
    const since = at.toISOString();
    expect(await show()).toMatchObject({ alerts: [{ ...alert, since, raisedAt: since }] });
  });

  it('says that the store of secrets does not answer, and all the rest', async () => {
    await connector.jobs.save(aJob({ paused: true }));
    const page = await AdminPage.open(connector);
    const away = new AppError('secrets.unavailable', 'The vault does not answer.');
    connector.secrets.describe = () => Promise.reject(away);
    const { status, body } = await page.get('home');
    expect([status, body]).toMatchObject([
      200,
      {
        accounts: [{ accountId: '7' }],
        attention: [
          { kind: 'settings-unread', severity: 'error', text: saying(away.message) },
          { kind: 'account-paused' },
        ],
      },
    ]);
    connector.secrets.describe = () => Promise.reject(new TypeError('A bug.'));
    expect((await page.get('home')).status).toBe(500);
  });

  it('says what needs attention, the most urgent first', async () => {
    await connector.secrets.delete(secretNames.xAppKey);
    await connector.jobs.save(aJob({ paused: true }));
    const ids = { jobId: 'job', accountId: '7', itemId: '1', taskId: 'task' };
    const parked = { ...ids, reason: 'conversion.unreadable_post', parkedAt: at };
    await connector.parked.park(parked);
    await connector.jobs.save(aJob({ jobId: 'gone', state: 'deleted' }));
    await connector.parked.park({ ...parked, jobId: 'gone' });
    const failure = { message: 'Check the app id.', at, attempt: 3 };
    const refused = { ...failure, code: 'export.completion_unauthorized' };
    await connector.taskList.noteFailure(await receive('one'), refused);
    const after = new Date(at.getTime() + 1);
    await connector.taskList.noteFailure(await receive('two', after), { ...refused, at: after });
    await connector.taskList.noteFailure(await receive('three'), {
      ...failure,
      code: 'export.unavailable',
    });
    await receive('four');
    await receive('five');
    const itemCount = 0;
    const handedBack = {
      state: 'handed-back',
      completedAt: at,
      itemCount,
      sealedSink: 'sealed',
    } as const;
    await connector.tasks.finish('job', 'five', handedBack);
    const since = at.toISOString();
    expect(await show()).toMatchObject({
      attention: [
        { kind: 'settings-missing', severity: 'error', text: saying('API key is not set') },
        {
          kind: 'task-failed',
          severity: 'error',
          subject: 'job/two',
          text: saying('2 download tasks failed, to be tried again by itself. Check'),
          since,
        },
        { kind: 'task-failed', severity: 'warning', subject: 'job/three', since },
        {
          kind: 'task-failed',
          severity: 'warning',
          subject: 'job/five',
          text: saying('asks again'),
        },
        { kind: 'parked-items', severity: 'warning', text: saying('One post was') },
        { kind: 'account-paused', severity: 'info', subject: '7' },
      ],
    });
  });
});
