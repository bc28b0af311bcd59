import { type MailConfig } from '@app/config';
import { messageKeyOf } from '@app/delivery';
import { AppError, firstIdAt } from '@app/domain';
import { type HandledMessage } from '@app/jobs';
import { alertWorlds, HOUR_MS } from '@testing/alerts';
import { aRawPost } from '@testing/domain';

describe('a look at delivery to the mail server', () => {
  const { receiver, setUp } = alertWorlds();
  const said = () => receiver.said.filter((each) => each.startsWith('mail-'));

  /** Posts of these days are archived, and where they are is settled. */
  const withPosts = async (
    days: string[],
    { sink = 'smtp', isSettled = true }: { sink?: MailConfig['sink']; isSettled?: boolean } = {},
  ) => {
    const given = await setUp({}, sink);
    const { world, ledger, look, at } = given;
    for (const day of days) {
      const created = new Date(`${day}T12:00:00Z`);
      await world.archive(aRawPost({ id: firstIdAt(created), created_at: created.toISOString() }));
    }
    if (isSettled) await world.cover('2027-01-01T00:00:00Z');
    const note = async (n: number, state: HandledMessage['state']) => {
      const entry = [...world.posts.entries.values()][n];
      if (!entry) throw new Error('no such post');
      const { month, id } = messageKeyOf(entry);
      await ledger.note('7', month, { id, state, at: world.clock.now() });
    };
    return { ...given, note, twice: async (hours: number) => [await at(hours), await look()] };
  };

  it('tells that something waits and nothing was handed over for six hours, until it is', async () => {
    const { note, look, at, world } = await withPosts(['2025-12-30', '2025-12-31']);
    await at(1);
    await note(0, 'delivered');
    await at(6);
    await at(1);
    expect(said()).toEqual(['mail-stopped raised']);
    expect(receiver.told.at(-1)).toMatchObject({
      ...{ subject: '7', since: new Date(world.clock.now().getTime() - 7 * HOUR_MS).toISOString() },
    });
    await note(1, 'delivered');
    await look();
    expect(said()).toEqual(['mail-stopped raised', 'mail-stopped resolved']);
  });

  it('is content while later months are handed over, though one message of an older one fails', async () => {
    const days = ['2025-09-30', '2025-10-30', '2025-11-29', '2025-11-30'];
    const { note, twice } = await withPosts(days);
    for (const n of [1, 2]) {
      await twice(5);
      await note(n, 'delivered');
    }
    await twice(5);
    expect(said()).toEqual([]);
    await twice(1);
    expect(said()).toEqual(['mail-stopped raised']);
  });

  it.each(['2025-11-30', '2025-12-30'])(
    'is content while something is handed over (of %s), however much waits',
    async (day) => {
      const { note, twice } = await withPosts([day, '2025-12-31', '2026-01-01']);
      await twice(5);
      await note(0, 'delivered');
      await twice(5);
      await note(1, 'delivered');
      await twice(5);
      expect(said()).toEqual([]);
      await twice(1);
      expect(said()).toEqual(['mail-stopped raised']);
    },
  );

  it('is content while older ones are handed over that came later', async () => {
    const { note, twice } = await withPosts(['2025-11-29', '2025-11-30', '2025-12-31']);
    await note(2, 'delivered');
    await twice(5);
    await note(0, 'delivered');
    await twice(5);
    expect(said()).toEqual([]);
  });

  it('is content with what was archived long ago and is due since a moment', async () => {
    const archived = { sink: 'imap', isSettled: false } as const;
    const days = ['2025-12-30', '2025-12-31'];
    const { world, twice, look, note } = await withPosts(days, archived);
    for (const n of [0, 1]) {
      await twice(48);
      await world.cover(`${days[n] ?? ''}T23:59:59Z`);
      expect((await look()).unseen).toContainEqual({ codes: ['mail-stopped'], subject: '7' });
      await note(n, 'delivered');
      await look();
    }
    expect(said()).toEqual([]);
  });

  it('is not content with messages that are put aside again while others wait', async () => {
    const { note, twice } = await withPosts(['2025-12-30', '2025-12-31']);
    await twice(5);
    await note(0, 'parked');
    await twice(1);
    expect(said().sort()).toEqual(['mail-put-aside raised', 'mail-stopped raised']);
  });

  it('keeps what is raised when another worker has begun to look', async () => {
    const { twice, look, restart } = await withPosts(['2025-12-31']);
    await twice(6);
    restart();
    await look();
    await look();
    expect(said()).toEqual(['mail-stopped raised']);
  });

  it('tells that messages are put aside, until they are delivered, and not that it is stopped', async () => {
    const { note, twice, look } = await withPosts(['2025-12-31']);
    await note(0, 'parked');
    await twice(30);
    expect(said()).toEqual(['mail-put-aside raised']);
    await note(0, 'delivered');
    await look();
    expect(said()).toEqual(['mail-put-aside raised', 'mail-put-aside resolved']);
  });

  it('looks at nothing while no mail is delivered', async () => {
    const { note, twice } = await withPosts(['2025-12-30', '2025-12-31'], { sink: 'off' });
    await note(0, 'parked');
    await twice(30);
    expect(said()).toEqual([]);
  });

  it('leaves all as it is while it cannot be seen', async () => {
    const { ledger, look } = await withPosts(['2025-12-31']);
    const error = new AppError('jobs.unavailable', 'Not now.');
    ledger.months = () => Promise.reject(error);
    const { unseen } = await look();
    expect(unseen).toEqual([{ codes: ['mail-stopped', 'mail-put-aside'], subject: '7', error }]);
  });
});
