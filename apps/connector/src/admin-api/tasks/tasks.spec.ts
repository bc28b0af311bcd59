import { Readable } from 'node:stream';
import { firstIdAt } from '@app/domain';
import { aDownloadTask, aJob } from '@testing/jobs';

import { AdminPage } from '../../../testing/admin-page';
import { ConnectorApp } from '../../../testing/connector-app';
import { describeGuarded } from '../../../testing/describe-guarded';
import { FailedTasks } from './failed-tasks';

const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, second));
const delivered = { state: 'delivered', completedAt: at(59), itemCount: 7 } as const;
const textOf = (manifest: object) => Readable.from([Buffer.from(JSON.stringify(manifest))]);

const started = new ConnectorApp();
beforeAll(() => started.start());
afterAll(() => started.stop());

describeGuarded(started, {
  admin: [
    ['get', 'tasks'],
    ['get', 'tasks/job/task'],
    ['get', 'tasks/job/task/manifest'],
    ['post', 'tasks/job/task/retry'],
  ],
});

describe('the tasks', () => {
  let connector: ConnectorApp;
  let page: AdminPage;
  beforeEach(async () => {
    connector = new ConnectorApp();
    await connector.start();
    page = await AdminPage.open(connector);
    await connector.jobs.save(aJob());
    await connector.jobs.save(aJob({ jobId: 'gone', state: 'deleted' }));
  });
  afterEach(() => connector.stop());

  const receive = (more: Parameters<typeof aDownloadTask>[0] = {}) =>
    connector.tasks.receive(aDownloadTask(more));
  const handBack = (taskId: string, completedAt: Date) =>
    connector.tasks.finish('job', taskId, {
      ...{ state: 'handed-back', completedAt, itemCount: 0 },
      sealedSink: aDownloadTask().sealedSink,
    });
  const failure = { code: 'export.unavailable', message: 'No.', at: at(9), attempt: 2 };
  const idsOf = (body: unknown) =>
    (body as { tasks: { taskId: string }[] }).tasks.map(({ taskId }) => taskId);

  describe('as a list', () => {
    it('show each with its account, and never a container', async () => {
      const sealedSink = 'canary';
      const task = await receive({ receivedAt: at(1), dirtyEntities: ['1', '2'], sealedSink });
      await connector.taskList.noteFailure(task, failure);
      await connector.taskList.noteProgress(task, { delivered: 3, at: at(10) });
      const { status, body, text } = await page.get('tasks');
      expect(status).toBe(200);
      const { accountId, username } = aJob();
      expect(body).toEqual({
        tasks: [
          {
            ...{ jobId: 'job', taskId: 'task', accountId, username, dirtyEntities: 2 },
            window: { start: '2025-03-01T00:00:00.000Z', end: '2025-03-31T23:59:59.999Z' },
            ...{ state: 'waiting', receivedAt: at(1).toISOString() },
            progress: { delivered: 3, at: at(10).toISOString() },
            lastError: { ...failure, at: at(9).toISOString() },
          },
        ],
      });
      expect(text).not.toContain('canary');
    });

    it('come page by page, the one received last first, of deleted jobs too', async () => {
      for (let i = 0; i < 5; i++) {
        await receive({ taskId: `${i}`, receivedAt: at(i), jobId: i % 2 ? 'gone' : 'job' });
      }
      const first = await page.get('tasks', { limit: '3' });
      expect(idsOf(first.body)).toEqual(['4', '3', '2']);
      const { continuation } = first.body as { continuation: string };
      const second = await page.get('tasks', { limit: '3', continuation });
      expect(idsOf(second.body)).toEqual(['1', '0']);
      expect(second.body).not.toHaveProperty('continuation');
    });

    it('are those of one job or of one state', async () => {
      await receive({ taskId: 'a', receivedAt: at(1) });
      await receive({ taskId: 'b', receivedAt: at(2) });
      await receive({ taskId: 'c', jobId: 'gone' });
      await connector.tasks.finish('job', 'a', delivered);
      expect(idsOf((await page.get('tasks', { jobId: 'job' })).body)).toEqual(['b', 'a']);
      const query = { jobId: 'job', state: 'delivered' };
      const { body } = await page.get('tasks', query);
      expect(body).toMatchObject({
        tasks: [{ taskId: 'a', completedAt: at(59).toISOString(), itemCount: 7 }],
      });
      expect(idsOf((await page.get('tasks', { jobId: 'unknown' })).body)).toEqual([]);
    });

    it.each([
      ['limit', { limit: '0' }],
      ['limit', { limit: '201' }],
      ['limit', { limit: 'all' }],
      ['state', { state: 'lost' }],
      ['jobId', { jobId: '../x' }],
    ])('refuse a wrong %s: %j', async (field, query: Record<string, string>) => {
      const { status, body } = await page.get('tasks', query);
      expect(status).toBe(400);
      expect(body).toMatchObject({ fields: [{ field }] });
    });

    it('go on from no place they never named', async () => {
      const { status, body } = await page.get('tasks', { continuation: 'nonsense' });
      expect(status).toBe(400);
      expect(body).toMatchObject({ code: 'jobs.bad_continuation' });
    });
  });

  describe('one by one', () => {
    const manifest = {
      counts: { items: 7, bytes: 900, parked: 1, missingMedia: 0, mediaBeside: 2 },
      countsByKind: { post: 6, reply: 1 },
      items: [{ id: firstIdAt(at(0)) }],
      previous: null,
    };
    const bytes = Buffer.from(JSON.stringify(manifest));
    const deliver = async (taskId = 'task') => {
      await receive({ taskId });
      await connector.tasks.finish('job', taskId, delivered);
      return connector.manifests.append('job', `${taskId}.01234567`, () => Readable.from([bytes]));
    };

    it('show what was handed over', async () => {
      await deliver('before');
      const { sha256 } = await connector.manifests.append('job', 'task.89abcdef', () =>
        textOf({ ...manifest, previous: { sequence: 1, sha256: 'a' } }),
      );
      await receive();
      const { status, body } = await page.get('tasks/job/task');
      expect(status).toBe(200);
      const { counts, countsByKind } = manifest;
      expect(body).toMatchObject({
        ...{ taskId: 'task', state: 'waiting' },
        manifest: { sequence: 2, sha256, counts, countsByKind },
      });
      expect(body).toHaveProperty('manifest.previous', { sequence: 1, sha256: 'a' });
      const first = await page.get('tasks/job/before');
      expect(first.body).toMatchObject({ manifest: { sequence: 1, counts } });
      expect(first.body).not.toHaveProperty('manifest.previous');
      expect(first.text).not.toContain(firstIdAt(at(0)));
    });

    it('count no large files when the manifest is of an earlier release', async () => {
      const { mediaBeside: _, ...counts } = manifest.counts;
      await receive();
      await connector.manifests.append('job', 'task.89abcdef', () =>
        textOf({ ...manifest, counts }),
      );

      const { body } = await page.get('tasks/job/task');
      expect(body).toHaveProperty('manifest.counts', { ...counts, mediaBeside: 0 });
    });

    it('hand out the manifest, byte for byte, as a file', async () => {
      await deliver('t "ä"');
      const { status, headers, text } = await page.get(
        `tasks/job/${encodeURIComponent('t "ä"')}/manifest`,
      );
      expect(status).toBe(200);
      expect(headers['content-type']).toMatch(/^application\/json/);
      expect(headers['content-disposition']).toMatch(/^attachment; filename="job\.t \\"/);
      expect(headers['cache-control']).toBe('no-store');
      expect(text).toBe(bytes.toString());
    });

    it('hand out no end of a manifest that is not what was stored', async () => {
      const link = await deliver();
      connector.manifests.chains.set('job', [{ ...link, sha256: '0'.repeat(64) }]);
      await expect(page.get('tasks/job/task/manifest')).rejects.toThrow(/aborted|hang up/);
      const { status, body } = await page.get('tasks/job/task');
      expect(status).toBe(500);
      expect(body).toMatchObject({ code: 'archive.corrupt' });
    });

    it('have no manifest before they are delivered', async () => {
      await receive();
      expect((await page.get('tasks/job/task')).body).not.toHaveProperty('manifest');
      const { status, body } = await page.get('tasks/job/task/manifest');
      expect(status).toBe(404);
      expect(body).toMatchObject({ code: 'archive.no_manifest' });
    });

    it.each([
      ['get', 'tasks/job/none'],
      ['get', 'tasks/none/task'],
      ['get', 'tasks/job/none/manifest'],
      ['post', 'tasks/job/none/retry'],
    ] as const)('are 404 where there is none: %s %s', async (method, path) => {
      await receive();
      const { status, body } = await page[method](path);
      expect(status).toBe(404);
      expect(body).toMatchObject({ code: 'jobs.unknown_task' });
    });
  });

  describe('when they are tried again', () => {
    it('are queued at once, whatever became of their message', async () => {
      await receive();
      await connector.queue.send({ schemaVersion: 1, jobId: 'job', taskId: 'task' });
      await (await connector.queue.take(600))?.poison('too often');
      const { status, body } = await page.post('tasks/job/task/retry');
      expect(status).toBe(200);
      expect(body).toMatchObject({ taskId: 'task', state: 'waiting', username: aJob().username });
      const taken = await connector.queue.take(600);
      expect(taken).toMatchObject({
        message: { schemaVersion: 1, jobId: 'job', taskId: 'task' },
        deliveryCount: 1,
      });
      expect(connector.audit.events).toMatchObject([
        {
          ...{ action: 'task.retried', subject: 'task', result: 'done' },
          ...{ details: { jobId: 'job' }, actor: { kind: 'admin', name: 'ada@contoso' } },
        },
      ]);
    });

    it.each(['delivered', 'handed-back'])('are refused when they are %s', async (state) => {
      await receive();
      if (state === 'delivered') await connector.tasks.finish('job', 'task', delivered);
      else await handBack('task', at(5));
      const { status, body } = await page.post('tasks/job/task/retry');
      expect(status).toBe(409);
      expect(body).toMatchObject({ code: 'jobs.task_ended' });
      expect(await connector.queue.take(1)).toBeUndefined();
      expect(connector.audit.events).toEqual([]);
    });
  });

  it('are refused another try when their job is deleted', async () => {
    await receive({ jobId: 'gone' });
    const { status, body } = await page.post('tasks/gone/task/retry');
    expect(status).toBe(409);
    expect(body).toMatchObject({ code: 'jobs.deleted' });
    expect(await connector.queue.take(1)).toBeUndefined();
    expect(connector.audit.events).toEqual([]);
  });

  it('that failed are those that wait in vain, and those handed back and not delivered since', async () => {
    const failed = connector.app.get(FailedTasks, { strict: false });
    expect(await failed.list()).toEqual([]);
    const now = connector.clock.now().getTime();
    const lately = new Date(now - 3600_000);
    await receive({ taskId: 'well', receivedAt: lately });
    await receive({ taskId: 'stuck' });
    const atIt = await receive({ taskId: 'at it' });
    await connector.taskList.noteProgress(atIt, { delivered: 3, at: lately });
    await connector.taskList.noteFailure(await receive({ taskId: 'in vain' }), failure);
    await connector.taskList.noteFailure(await receive({ taskId: 'at last' }), failure);
    await connector.tasks.finish('job', 'at last', delivered);
    for (const [taskId, hours] of [
      ['of late', 23],
      ['long ago', 999],
      ['asked for again by another name', 999],
    ] as const) {
      const year = taskId.startsWith('asked') ? 2024 : 2025;
      const window = { start: new Date(Date.UTC(year, 0)), end: new Date(Date.UTC(year, 1)) };
      await receive({ taskId, window });
      await handBack(taskId, new Date(now - hours * 3600_000));
    }
    const window = { start: new Date(Date.UTC(2023, 0)), end: new Date(Date.UTC(2024, 6)) };
    await receive({ taskId: 'another name', window, receivedAt: lately });
    await connector.tasks.finish('job', 'another name', delivered);
    expect((await failed.list()).map(({ taskId }) => taskId)).toEqual([
      'in vain',
      'stuck',
      'long ago',
      'of late',
    ]);
  });
});
