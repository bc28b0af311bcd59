import { aRawPost } from '@testing/domain';
import { firstIdAt, type Stream } from '@app/domain';

import { alertWorlds, HOUR_MS, wholeRound } from '@testing/alerts';

describe('a look for broken promises', () => {
  const { receiver, setUp } = alertWorlds();

  it('finds none while all is well', async () => {
    const { look, book } = await setUp();
    expect(await look()).toEqual({ changed: [], unseen: [], failures: [] });
    expect([await book.list(), receiver.told]).toEqual([[], []]);
  });

  it('raises each once and resolves it once, signed', async () => {
    const { look, world, catchUp, book } = await setUp();
    world.clock.advance(HOUR_MS + 1);
    expect((await look()).changed).toMatchObject([{ code: 'capture-late', state: 'raised' }]);
    expect((await look()).changed).toEqual([]);
    await catchUp();
    expect((await look()).changed).toMatchObject([{ code: 'capture-late', state: 'resolved' }]);
    await look();
    expect(receiver.said).toEqual(['capture-late raised', 'capture-late resolved']);
    expect(receiver.signatures).toEqual([true, true]);
    expect(await book.list()).toEqual([]);
  });

  it('tells again until it is heard, the beginning before the end, by the same id', async () => {
    const { look, world, catchUp } = await setUp();
    receiver.status = 500;
    world.clock.advance(HOUR_MS + 1);
    const { changed, failures } = await look();
    expect([changed.length, failures.length]).toEqual([1, 1]);
    expect(String(failures[0])).not.toContain('secret');
    await catchUp();
    expect((await look()).failures).toHaveLength(1);
    receiver.status = 200;
    await look();
    await look();
    expect(receiver.said).toEqual(['capture-late raised', 'capture-late resolved']);
    expect(new Set(receiver.told.map(({ id }) => id)).size).toBe(2);
  });

  it('raises anew what breaks the same promise by something else', async () => {
    const { look, world } = await setUp();
    const park = async (stream: Stream) => {
      const parked = { reason: 'capture.read_budget_spent', until: world.clock.now() } as const;
      const { state, revision } = await world.states.load('7', stream);
      await world.states.save('7', { ...state, parked }, revision, stream);
    };
    await world.choices.set('7', ['messages'], world.clock.now());
    await park('messages');
    await look();
    await look();
    await park('posts');
    world.clock.advance(1000);
    await look();
    await look();
    expect(receiver.said).toEqual(['capture-stopped raised', 'capture-stopped raised']);
    const [first, second] = receiver.told;
    expect(first?.text).toContain('the messages of @contoso');
    expect(second?.text).toContain('Capture of @contoso is stopped');
    expect(first?.id).not.toBe(second?.id);
  });

  it('keeps the words of what goes on as they are by now, and tells nobody again', async () => {
    const { look, reads, book } = await setUp();
    for (const used of [85, 5]) {
      await reads.add('202601', 'another', used);
      await look();
    }
    expect(receiver.said).toEqual(['reads-near-limit raised']);
    expect(await book.list()).toMatchObject([{ text: '90 of 100 reads of this month are used.' }]);
  });

  it('tells what is found at once before it looks at what takes long', async () => {
    const { newRound, world, at, daily } = await setUp();
    await at(3);
    world.clock.advance(24 * HOUR_MS);
    daily.find = () => Promise.reject(new Error('the worker dies'));
    await expect(wholeRound(newRound())).rejects.toThrow('dies');
    expect(receiver.said).toEqual(['capture-late raised']);
  });

  it.each([
    [79, []],
    [80, ['reads-near-limit raised']],
  ])("raises that a month's reads are near their end: %i of 100", async (used, said) => {
    const { look, reads } = await setUp();
    await reads.add('202601', 'another', used);
    await look();
    expect(receiver.said).toEqual(said);
  });

  it('raises tasks that fail again and again, and those that were put aside for a week', async () => {
    const { look, world, at } = await setUp();
    const task = await world.ask();
    const failure = { code: 'export.unavailable', message: 'No.', at: world.clock.now() };
    await world.list.noteFailure(task, { ...failure, attempt: 4 });
    await look();
    expect(receiver.said).toEqual([]);
    await world.list.noteFailure(task, { ...failure, attempt: 5 });
    await look();
    expect(receiver.said).toEqual(['task-failed raised']);
    await (await world.queue.take(1))?.poison('reason');
    await look();
    expect(receiver.said).toEqual(['task-failed raised', 'task-poisoned raised']);
    await at(7 * 24 - 1);
    expect(receiver.said).toHaveLength(2);
    await at(1);
    expect(receiver.said.slice(2)).toEqual(['task-poisoned resolved']);
  });

  it('reconciles once a day, from its hour on, and keeps what it found until the next day', async () => {
    const { look, world, catchUp, at } = await setUp();
    await world.cover('2027-01-01T00:00:00Z');
    const window = {
      start: new Date('2025-12-31T00:00:00Z'),
      end: new Date('2026-01-01T00:00:00Z'),
    };
    const created = new Date('2025-12-31T12:00:00Z');
    await world.archive(aRawPost({ id: firstIdAt(created), created_at: created.toISOString() }));
    world.clock.advance(1000);
    await world.ask({ window });
    await world.consume();
    const rename = world.posts.list.bind(world.posts);
    world.posts.list = async function* (accountId, of) {
      for await (const entry of rename(accountId, of)) yield { ...entry, version: 'another' };
    };
    await catchUp();
    await look();
    expect(receiver.said).toEqual([]);
    await at(3);
    expect(receiver.said).toEqual(['unexplained raised']);
    world.posts.list = rename;
    await at(1);
    expect(receiver.said).toEqual(['unexplained raised']);
    await at(24);
    expect(receiver.said).toEqual(['unexplained raised', 'unexplained resolved']);
  });
});
