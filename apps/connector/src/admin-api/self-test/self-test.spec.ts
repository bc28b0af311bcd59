import { Readable } from 'node:stream';
import { packKeys } from '@app/capture';
import { AppError, type DownloadTask, firstIdAt, type PostId, Secret } from '@app/domain';
import { secretNames } from '@app/secrets';
import { aPostToSave } from '@testing/archive';
import { aDownloadTask, aJob } from '@testing/jobs';

import { AdminPage } from '../../../testing/admin-page';
import { ConnectorApp } from '../../../testing/connector-app';
import { describeGuarded } from '../../../testing/describe-guarded';

const path = 'accounts/7/self-test';
const started = new ConnectorApp();
beforeAll(() => started.start());
afterAll(() => started.stop());

describeGuarded(started, {
  admin: [
    ['get', path],
    ['post', path],
  ],
});

interface Shown {
  test: { state: string; steps: { name: string; state: string; text: string }[] };
}

describe('a self-test', () => {
  let connector: ConnectorApp;
  let page: AdminPage;
  let now: Date;
  beforeEach(async () => {
    connector = new ConnectorApp();
    await connector.start();
    page = await AdminPage.open(connector);
    now = connector.clock.now();
    await connector.jobs.save(aJob());
    const [accessToken, accessSecret] = [new Secret('token'), new Secret('secret')];
    const keys = packKeys({ accessToken, accessSecret });
    await connector.secrets.set(secretNames.accountKeys('7'), keys);
  });
  afterEach(() => connector.stop());

  const begin = (follow: string) => page.post(path, { follow });
  const shown = async () => {
    const { test } = (await page.get(path)).body as Shown;
    return {
      state: test.state,
      steps: Object.fromEntries(test.steps.map(({ name, state }) => [name, state])),
      texts: Object.fromEntries(test.steps.map(({ name, text }) => [name, text])),
    };
  };
  const events = () =>
    connector.audit.events.filter(({ action }) => action.startsWith('self-test.'));
  const archive = async (createdAt: Date) => {
    const post = aPostToSave('7', { createdAt });
    const at = new Date(createdAt.getTime() + 42_000);
    await connector.archive.savePosts('7', [post], { pageName: 'page', at });
    return post.record.postId;
  };
  const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);
  const handOver = async (taskId: string, id: PostId, asked: Partial<DownloadTask> = {}) => {
    const window = { start: later(-3600), end: later(3600) };
    const task = { taskId, window, receivedAt: later(3601), ...asked };
    await connector.tasks.receive(aDownloadTask(task));
    const items = [{ id, fileName: `${id}.json` }];
    const bytes = Buffer.from(JSON.stringify({ items }));
    await connector.manifests.append('job', `${taskId}.01234567`, () => Readable.from([bytes]));
  };
  const accept = (taskId: string) =>
    connector.tasks.finish('job', taskId, {
      ...{ state: 'delivered', completedAt: later(3700), itemCount: 1 },
    });

  it('is none before one is begun', async () => {
    expect((await page.get(path)).body).toEqual({});
  });

  it('follows a post made after its start, until the Import service has accepted it', async () => {
    const old = await archive(later(-600));
    connector.posts.post(old);
    expect((await begin('new')).status).toBe(200);
    const waiting = { seen: 'waiting', archived: 'waiting', delivered: 'waiting' };
    expect(await shown()).toMatchObject({
      state: 'waiting',
      steps: { keys: 'ok', newest: 'ok', ...waiting, accepted: 'waiting' },
    });
    expect(await connector.captures.find('7')).toBeDefined();
    connector.clock.advance(60_000);
    const id = await archive(later(30));
    expect(await shown()).toMatchObject({
      steps: { seen: 'ok', archived: 'ok', delivered: 'waiting' },
      texts: { seen: `Post ${id}.`, archived: '42 seconds after it was made.' },
    });
    await handOver('of-another', old);
    expect((await shown()).steps.delivered).toBe('waiting');
    await handOver('task', id);
    expect((await shown()).steps).toMatchObject({ delivered: 'ok', accepted: 'waiting' });
    expect(events().map(({ action }) => action)).toEqual(['self-test.started']);
    await accept('task');
    expect((await shown()).state).toBe('passed');
    await shown();
    expect(events().slice(1)).toMatchObject([
      {
        action: 'self-test.ended',
        actor: { kind: 'admin', id: 'ada-id' },
        subject: '7',
        details: { passed: true, postId: id, jobId: 'job', taskId: 'task' },
      },
    ]);
  });

  it('follows the newest post X shows, and names what is not archived of the newest', async () => {
    const first = await archive(later(-600));
    const missing = firstIdAt(later(-60));
    connector.posts.post(first, missing);
    await begin('newest');
    const { steps, texts } = await shown();
    expect(steps).toMatchObject({ newest: 'waiting', seen: 'ok', archived: 'waiting' });
    expect(texts.newest).toContain(missing);
    expect(texts.newest).not.toContain(first);
    await archive(later(-60));
    await handOver('task', missing);
    await accept('task');
    expect((await shown()).state).toBe('passed');
  });

  it('finds a post that was asked for by its id alone', async () => {
    const id = await archive(later(-60));
    connector.posts.post(id);
    await begin('newest');
    const window = { start: later(-7200), end: later(-3601) };
    await handOver('of-another', firstIdAt(later(-60)), { window });
    expect((await shown()).steps.delivered).toBe('waiting');
    await handOver('by-id', id, { window, dirtyEntities: [id] });
    await accept('by-id');
    expect((await shown()).state).toBe('passed');
    expect(events().at(-1)).toMatchObject({ details: { passed: true, taskId: 'by-id' } });
  });

  it.each([
    ['X refuses the keys', { disturbed: true }, 'twitter.unauthorized'],
    ['there are no keys', { without: true }, 'secrets.missing'],
  ])('fails at once when %s', async (_, how: Record<string, boolean>, code) => {
    const refusal = new AppError('twitter.unauthorized', 'X refuses the keys.');
    if (how.disturbed) connector.posts.disturbances = [refusal];
    if (how.without) await connector.secrets.delete(secretNames.accountKeys('7'));
    await begin('newest');
    const { state, steps, texts } = await shown();
    expect([state, steps.keys]).toEqual(['failed', 'failed']);
    expect(texts.keys).toContain(code);
    expect(events().at(-1)).toMatchObject({ details: { passed: false, failed: 'keys' } });
  });

  it('fails at once when the keys are of another account', async () => {
    await connector.jobs.save(aJob({ jobId: 'other', accountId: '8', username: 'adatum' }));
    const keys = await connector.secrets.find(secretNames.accountKeys('7'));
    if (keys) await connector.secrets.set(secretNames.accountKeys('8'), keys);
    const { body } = await page.post('accounts/8/self-test', { follow: 'newest' });
    expect(body).toMatchObject({ test: { state: 'failed' } });
    expect((body as Shown).test.steps[0]?.text).toContain('@contoso, not of @adatum');
  });

  it('fails when the post is parked, or nothing comes within three days', async () => {
    const id = await archive(later(-60));
    connector.posts.post(id);
    await begin('newest');
    await connector.parked.park({
      ...{ jobId: 'job', accountId: '7', itemId: id, taskId: 'task' },
      ...{ reason: 'It cannot be read.', parkedAt: now },
    });
    expect((await shown()).texts.delivered).toContain('It cannot be read.');
    expect((await shown()).state).toBe('failed');
    await begin('new');
    connector.clock.advance(3 * 24 * 3600_000 + 1);
    page = await AdminPage.open(connector);
    expect(await shown()).toMatchObject({ state: 'failed', steps: { keys: 'ok', seen: 'failed' } });
  });

  it('is not begun while the account is paused', async () => {
    await connector.jobs.save(aJob({ paused: true }));
    const { status, body } = await begin('newest');
    expect([status, body]).toMatchObject([409, { code: 'accounts.paused' }]);
    expect(await connector.selfTests.find('7')).toBeUndefined();
  });

  it('follows nothing else', async () => {
    expect((await begin('oldest')).status).toBe(400);
  });
});
