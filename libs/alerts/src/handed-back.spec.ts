import { alertWorlds } from '@testing/alerts';

describe('a task that went back to the Import service', () => {
  const { receiver, setUp } = alertWorlds();
  const window = { start: new Date('2025-12-31'), end: new Date('2026-01-01') };

  /** Capture of messages, which are switched on, is stopped, so that a task waited too long. */
  const withStuckStream = async () => {
    const given = await setUp();
    const { world, at } = given;
    const { clock, choices, states } = world;
    await world.cover('2027-01-01T00:00:00Z');
    await choices.set('7', ['messages'], clock.now());
    const parked = { reason: 'twitter.permission_missing', until: clock.now() } as const;
    const { state, revision } = await states.load('7', 'messages');
    await states.save('7', { ...state, parked }, revision, 'messages');
    await world.ask({ window });
    await at(2);
    expect(await world.consume()).toMatchObject({ kind: 'handed-back' });
    return given;
  };
  const tasks = () => receiver.said.filter((said) => said.startsWith('task-'));

  it('is told a day after its window ended, of which the stopped stream is told at once', async () => {
    const { at, book } = await withStuckStream();
    expect(receiver.said).toEqual(['capture-stopped raised']);
    await at(22);
    expect(tasks()).toEqual([]);
    await at(1);
    expect(tasks()).toEqual(['task-failed raised']);
    expect((await book.list()).find(({ code }) => code === 'task-failed')?.text).toContain(
      'Task task of job job went back to the Import service and was not delivered since. Capture has not read',
    );
  });

  it('stays told while it is asked for again, until it is delivered', async () => {
    const { world, at } = await withStuckStream();
    await at(24);
    await world.ask({ window });
    expect((await at(1)).unseen).toMatchObject([{ codes: ['task-failed'], subject: 'job' }]);
    await at(1);
    expect(await world.consume()).toMatchObject({ kind: 'handed-back' });
    await at(1);
    expect(tasks()).toEqual(['task-failed raised']);
    await world.choices.set('7', [], world.clock.now());
    await world.ask({ window });
    expect(await world.consume()).toMatchObject({ kind: 'delivered' });
    await at(1);
    expect(tasks()).toEqual(['task-failed raised', 'task-failed resolved']);
  });

  it('is not told when another task has delivered its window since', async () => {
    const { world, at } = await withStuckStream();
    await world.choices.set('7', [], world.clock.now());
    await world.ask({ taskId: 'another', window });
    await world.consume();
    await at(48);
    expect(tasks()).toEqual([]);
  });

  it('is not told on the day its connector was added, however old its window', async () => {
    const { world, at } = await withStuckStream();
    const [job] = await world.jobs.list();
    if (job) await world.jobs.save({ ...job, createdAt: world.clock.now() });
    await at(23);
    expect(tasks()).toEqual([]);
    await at(2);
    expect(tasks()).toEqual(['task-failed raised']);
  });

  it('counts for a week, though it is too large for ever, and after what fails now', async () => {
    const { world, at, book } = await setUp();
    const texts = async () => (await book.list()).map(({ text }) => text);
    const large = await world.ask({ taskId: 'large' });
    const noted = { at: world.clock.now(), attempt: 1, message: 'No.' };
    await world.list.noteFailure(large, { ...noted, code: 'export.too_many_items' });
    const { sealedSink } = large;
    const completedAt = world.clock.now();
    const end = { state: 'handed-back', completedAt, itemCount: 0, sealedSink } as const;
    await world.tasks.finish('job', 'large', end);
    await at(1);
    expect(await texts()).toEqual([expect.stringContaining('Task large of job job went back')]);
    await at(7 * 24 - 1);
    expect(tasks()).toEqual(['task-failed raised']);
    await at(1);
    expect(tasks()).toEqual(['task-failed raised', 'task-failed resolved']);
    const small = await world.ask({ taskId: 'small' });
    await world.list.noteFailure(small, { ...noted, attempt: 5, code: 'export.unavailable' });
    await at(1);
    expect(await texts()).toEqual([expect.stringContaining('Task small of job job failed.')]);
  });

  it('is told after one that fails now', async () => {
    const { world, at, book } = await withStuckStream();
    const small = await world.ask({ taskId: 'small' });
    const noted = { at: world.clock.now(), attempt: 5, message: 'No.' };
    await world.list.noteFailure(small, { ...noted, code: 'export.unavailable' });
    await at(23);
    const found = (await book.list()).find(({ code }) => code === 'task-failed');
    expect(found?.text).toContain('Task small of job job failed.');
  });
});
