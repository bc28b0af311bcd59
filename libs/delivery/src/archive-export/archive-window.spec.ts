import { type PostEntry, type PostToSave } from '@app/archive';
import { firstIdAt, lastIdAt } from '@app/domain';
import { day, exportOf, ExportWorld, postAt } from '@testing/delivery';

import { ArchiveWindow, type EntriesWanted } from './archive-window';

afterAll(() => ExportWorld.removeFolders());

describe('what an export says of its window', () => {
  it('is what X would not show, and what nobody has read yet', async () => {
    const world = await ExportWorld.open();
    await world.archive.cover('2025-03-10T00:00:00Z', 'unreachable');
    await world.archive.cover('2025-03-20T00:00:00Z', 'complete', '2025-03-12T00:00:00Z');
    const to = '2025-03-31T00:00:00.000Z';
    const { coverage } = await world.export({ to });
    const at = (time: string) => firstIdAt(new Date(time));
    expect(coverage).toEqual({
      isComplete: false,
      unreachable: [{ from: '1', to: lastIdAt(new Date('2025-03-10T00:00:00Z')) }],
      complete: [
        { from: at('2025-03-12T00:00:00Z'), to: lastIdAt(new Date('2025-03-20T00:00:00Z')) },
      ],
      unread: [
        {
          from: at('2025-03-10T00:00:00.001Z'),
          to: lastIdAt(new Date('2025-03-11T23:59:59.999Z')),
        },
        {
          from: at('2025-03-20T00:00:00.001Z'),
          to: lastIdAt(new Date('2025-03-31T00:00:00.999Z')),
        },
      ],
    });
  });

  it('is not complete where X would not show all, though it was read', async () => {
    const world = await ExportWorld.open();
    await world.archive.cover('2025-03-10T00:00:00Z', 'unreachable');
    const { coverage } = await world.export({ to: '2025-03-09T00:00:00.000Z' });
    expect(coverage).toMatchObject({ isComplete: false, unread: [], unreachable: [{ from: '1' }] });
  });

  it('ends where X has been read to, when no end is named', async () => {
    const world = await ExportWorld.open();
    await world.archive.cover('2025-03-20T00:00:00Z');
    expect((await world.export()).coverage).toMatchObject({ isComplete: true, unread: [] });
  });

  it('is that all of it is unread, when X has not been read so far', async () => {
    const world = await ExportWorld.open();
    await world.archive.cover('2025-03-20T00:00:00Z');
    const { coverage } = await world.export({ from: '2025-03-21T00:00:00.000Z' });
    const [gap, ...others] = coverage.unread;
    expect(gap?.from).toBe(firstIdAt(new Date('2025-03-21T00:00:00Z')));
    expect([coverage.isComplete, others]).toEqual([false, []]);
  });

  it('is that of every stream that is switched on', async () => {
    const world = await exportOf(postAt(1));
    await world.archive.choices.set('7', ['likes'], day(1));
    const { coverage } = await world.export({ to: '2025-03-31T00:00:00.000Z' });
    expect(coverage).toMatchObject({ isComplete: false, unread: [] });
    expect(coverage.streams).toMatchObject({ likes: { complete: [], unread: [{ from: '1' }] } });
  });

  it('is that nothing is known of an account never captured', async () => {
    const world = await ExportWorld.open();
    expect((await world.export()).coverage).toMatchObject({ isComplete: false });
  });
});

describe('the entries of a window', () => {
  const span = { start: day(1), end: day(80) };

  async function anArchive() {
    const { archive } = await exportOf(postAt(1, { text: 'first' }), postAt(2), postAt(40));
    archive.clock.advance(1000);
    await archive.archive(postAt(1, { text: 'second' }), postAt(41));
    for (const name of ['Ada', 'Bea']) await archive.posts.savePosts('7', [aProfile(name)], seen);
    const { posts, states, choices } = archive;
    return { posts, window: new ArchiveWindow(posts, states, choices) };
  }

  const seen = { pageName: 'page', at: day(1) };
  const aProfile = (name: string): PostToSave => ({
    record: {
      ...{ schemaVersion: 1, accountId: '7', postId: '7', format: 'x-api-v2', type: 'profile' },
      noticed: { at: day(42).toISOString() },
      raw: { post: { id: '7', name }, includes: {}, problems: [] },
    },
    ...{ createdAt: day(42), kind: 'profile' },
  });

  type Wanted = Partial<Pick<EntriesWanted, 'after' | 'allVersions'>>;
  async function read(window: ArchiveWindow, wanted: Wanted = {}) {
    let rows = 0;
    const told: number[] = [];
    const onRows = (more: number) => told.push((rows += more));
    const days = await window.days('7', span);
    const options = { accountId: '7', window: span, allVersions: false, onRows, ...wanted };
    const entries = await Array.fromAsync(window.entries(days, options));
    return { entries, told };
  }
  const placeOf = (entry: PostEntry) => ({
    ...{ type: entry.type, id: entry.postId, version: entry.version },
    createdAt: entry.createdAt.toISOString(),
  });

  it.each([
    [false, 6],
    [true, 7],
  ])(
    'are those behind any of them, and all rows are told (all versions: %j)',
    async (allVersions, count) => {
      const { posts, window } = await anArchive();
      const { entries, told } = await read(window, { allVersions });
      expect(entries).toHaveLength(count);
      expect(told).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
      for (const [i, entry] of entries.entries()) {
        const rest = await read(window, { allVersions, after: placeOf(entry) });
        expect(rest.entries).toEqual(entries.slice(i + 1));
        expect(rest.told.at(-1)).toBe(7);
        expect(rest.told[0]).toBe(entry.createdAt < day(31) ? 0 : 3);
      }
      expect(posts.listed).toContainEqual({ toRead: true });
      expect(posts.listed).not.toContainEqual({});
    },
  );

  it('are refused behind one that is not there any more', async () => {
    const { window } = await anArchive();
    const gone = {
      type: 'post',
      id: '999',
      version: 'x',
      createdAt: day(1).toISOString(),
    } as const;
    await expect(read(window, { after: gone })).rejects.toMatchObject({
      ...{ code: 'folder.other_export', details: { postId: '999' } },
      message: expect.stringContaining('Post 999, which the export has') as string,
    });
    const [first] = (await read(window)).entries;
    const other = { ...placeOf(first as PostEntry), version: 'x' };
    await expect(read(window, { after: other, allVersions: true })).rejects.toThrow(
      'not in the archive',
    );
    const like = { ...placeOf(first as PostEntry), type: 'like' } as const;
    await expect(read(window, { after: like })).rejects.toThrow('not in the archive');
  });

  it('of whose later version the export has none, are those behind the post', async () => {
    const { window } = await anArchive();
    const { entries } = await read(window);
    const earlier = { ...placeOf(entries[0] as PostEntry), version: 'x' };
    expect((await read(window, { after: earlier })).entries).toEqual(entries.slice(1));
  });
});
