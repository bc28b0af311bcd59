import { aRawPost } from '@testing/domain';
import { AppError, firstIdAt } from '@app/domain';

import { alertWorlds, HOUR_MS } from '@testing/alerts';
import { aJob } from '@testing/jobs';

const damaged = () => new AppError('storage.damaged', 'This row is not as it was written.');
const unavailable = () => new AppError('archive.unavailable', 'Not now.');

describe('what cannot be looked at', () => {
  const { receiver, setUp } = alertWorlds();

  /** Three tasks of the last days, each handed over, and a look that found all well. */
  const withTasks = async () => {
    const given = await setUp();
    const { world, at } = given;
    await world.cover('2027-01-01T00:00:00Z');
    const created = new Date('2025-12-31T12:00:00Z');
    await world.archive(aRawPost({ id: firstIdAt(created), created_at: created.toISOString() }));
    world.clock.advance(1000);
    const window = { start: new Date('2025-12-31'), end: new Date('2026-01-01') };
    for (const taskId of ['one', 'two', 'three']) {
      await world.ask({ taskId, window });
      await world.consume();
    }
    await at(3);
    return given;
  };

  it('is the account of a manifest that is gone: it is told, and found again the next day only', async () => {
    const { world, at, book } = await withTasks();
    const [links = []] = [...world.manifests.chains.values()];
    const { name = '' } = links[2] ?? {};
    const bytes = world.manifests.blobs.get(name) ?? Buffer.alloc(0);
    world.manifests.blobs.delete(name);

    const { unseen } = await at(24);
    expect(receiver.said).toEqual(['chain-broken raised']);
    expect(unseen).toMatchObject([
      { codes: ['unexplained'], subject: '7', error: { code: 'archive.not_found' } },
    ]);
    expect((await at(1)).unseen).toEqual([]);

    world.manifests.blobs.set(name, bytes);
    expect((await at(24)).unseen).toEqual([]);
    expect(receiver.said).toEqual(['chain-broken raised', 'chain-broken resolved']);
    expect(await book.list()).toEqual([]);
  });

  it('is looked at again at the next look, the same day, when it may be seen then', async () => {
    const { world, at } = await withTasks();
    const list = world.posts.list.bind(world.posts);
    world.posts.list = () => {
      throw unavailable();
    };
    expect((await at(24)).unseen).toMatchObject([{ error: { code: 'archive.unavailable' } }]);
    expect((await at(1)).unseen).toHaveLength(1);
    world.posts.list = list;
    expect((await at(1)).unseen).toEqual([]);
    world.posts.list = () => {
      throw unavailable();
    };
    expect((await at(1)).unseen).toEqual([]);
  });

  it('keeps its alerts, and those of the other accounts are raised', async () => {
    const { world, look, book } = await setUp();
    world.clock.advance(HOUR_MS + 1);
    await look();
    await world.jobs.save(aJob({ jobId: 'other', accountId: '8', username: 'fabrikam' }));
    const load = world.states.load.bind(world.states);
    world.states.load = (accountId, stream) =>
      accountId === '7' ? Promise.reject(damaged()) : load(accountId, stream);

    const { unseen } = await look();
    expect(unseen).toMatchObject([{ subject: '7', error: { code: 'storage.damaged' } }]);
    const standing = (await book.list()).map(({ code, subject, state }) => [code, subject, state]);
    expect(standing).toEqual([
      ['capture-late', '7', 'raised'],
      ['capture-late', '8', 'raised'],
    ]);
  });

  it('is each job, and the service, for itself', async () => {
    const { world, look, reads } = await setUp();
    await world.jobs.save(aJob({ jobId: 'other', accountId: '7' }));
    const at = world.clock.now();
    const task = await world.ask();
    await world.list.noteFailure(task, { code: 'x', message: 'No.', at, attempt: 5 });
    await reads.add('202601', 'another', 100);
    const page = world.list.page.bind(world.list);
    world.list.page = (query) =>
      query.jobIds.includes('other') ? Promise.reject(damaged()) : page(query);
    world.queue.depth = () => Promise.reject(damaged());

    const { unseen } = await look();
    expect(receiver.said).toEqual(['reads-near-limit raised', 'task-failed raised']);
    expect(unseen).toMatchObject([
      { codes: ['task-failed'], subject: 'other' },
      { codes: ['task-poisoned'] },
    ]);
  });

  it('is everything when the jobs cannot be listed: what stands stays, and is told', async () => {
    const { world, look, reads } = await setUp();
    receiver.status = 500;
    world.clock.advance(HOUR_MS + 1);
    await look();
    receiver.status = 200;
    await reads.add('202601', 'another', 100);
    world.jobs.list = () => Promise.reject(damaged());
    const { unseen } = await look();
    expect(receiver.said).toEqual(['capture-late raised', 'reads-near-limit raised']);
    expect(unseen).toHaveLength(2);
  });
});
