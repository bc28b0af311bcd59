import { gzipSync } from 'node:zlib';
import { type StoredRow } from '@app/archive';
import { captured, checkIndex as check, StoredWorld } from '@testing/delivery';

const folder = '7/posts/2025/03/';
const bytesOf = (text: string) => Buffer.from(text);

const countsOf = ({ archive }: StoredWorld): StoredRow => {
  const row = archive.index.find(({ key }) => key === 'counts');
  if (!row) throw new Error('There are counts.');
  return row;
};
const MISCOUNTED = 'counts others than there are: a row was added, removed or changed';

describe('the check of an index', () => {
  it('finds nothing where nothing is wrong, counts, and asks no more than it must', async () => {
    const world = new StoredWorld();
    const april = new Date('2025-04-01T00:00:00.000Z');
    const first = { ...world.post(3), createdAt: april };
    first.record.raw.post.created_at = april.toISOString();
    const { entries } = await world.capture([
      ...[world.post(1), world.post(2), first],
      ...[world.noticed(4, 'deletion'), world.noticed(5, 'like')],
    ]);
    let rows = 0;
    const { ids, ...checked } = await check(world, { onRow: () => rows++ });
    expect(checked).toEqual({
      ...{ records: 5, removed: 0, said: [] },
      folders: [
        [folder, 2],
        ['7/deletions/2025/03/', 1],
        ['7/likes/2025/03/', 1],
        ['7/posts/2025/04/', 1],
      ],
    });
    expect(rows).toBe(5);
    expect(entries.map(({ postId }) => ids.has(postId))).toEqual([true, true, true, false, false]);
    const { asked } = world.archive;
    expect(asked.filter((each) => !each.startsWith('open'))).toEqual(['rows 7']);
    expect(asked.filter((each) => each.includes('/pages/'))).toHaveLength(1);
  });

  it('looks at eight rows at once', async () => {
    const world = new StoredWorld();
    await world.capture(Array.from({ length: 30 }, (_, n) => world.post(n)));
    let [most, open] = [0, 0];
    const original = world.archive.open.bind(world.archive);
    world.archive.open = async (name) => {
      most = Math.max(most, ++open);
      await new Promise(setImmediate);
      open -= 1;
      return original(name);
    };
    expect(await check(world)).toMatchObject({ records: 30, said: [] });
    expect(most).toBe(8);
  });

  it('stops when it is aborted', async () => {
    const { world } = await captured();
    const signal = AbortSignal.abort(new Error('Ctrl-C'));
    await expect(check(world, { signal })).rejects.toThrow('Ctrl-C');
  });

  it('fails when storage does', async () => {
    const { world } = await captured();
    world.archive.open = () => Promise.reject(new Error('It cannot be reached.'));
    await expect(check(world)).rejects.toThrow('It cannot be reached.');
  });

  it('has nothing to say of an account without rows', async () => {
    const checked = { records: 0, removed: 0, folders: [], said: [] };
    expect(await check(new StoredWorld())).toMatchObject(checked);
  });

  describe('of rows', () => {
    it('names one that is not readable, and does not count it', async () => {
      const { world, row, rowName } = await captured();
      row.entry = undefined;
      countsOf(world).counts = [];
      let rows = 0;
      const { records, said } = await check(world, { onRow: () => rows++ });
      expect([records, rows, said]).toEqual([
        0,
        0,
        [['broken', rowName, 'is not readable, or not where it should be']],
      ]);
    });

    it('names counts that are not readable, and that they count nothing', async () => {
      const { world } = await captured();
      countsOf(world).counts = undefined;
      const name = 'posts/7_202503/counts';
      expect((await check(world)).said).toEqual([
        ['broken', name, 'is not readable, or not where it should be'],
        ['broken', name, MISCOUNTED],
      ]);
      world.archive.index = [countsOf(world)];
      const alone = new StoredWorld();
      alone.archive.index = world.archive.index;
      expect((await check(alone)).said).toEqual([
        ['broken', name, 'is not readable, or not where it should be'],
      ]);
    });

    it.each([
      ['another day', { day: '2025-03-02', total: 1, byKind: { post: 1 } }],
      ['another number', { day: '2025-03-01', total: 2, byKind: { post: 1 } }],
      ['another kind', { day: '2025-03-01', total: 1, byKind: { reply: 1 } }],
    ])('names counts of %s', async (_what, counted) => {
      const { world } = await captured();
      countsOf(world).counts = [counted];
      const said = [['broken', 'posts/7_202503/counts', MISCOUNTED]];
      expect((await check(world)).said).toEqual(said);
      const rereadings = ['rows 7 7_202503', 'rows 7 7_202503'];
      expect(world.archive.asked.filter((each) => each.startsWith('rows 7 '))).toEqual(rereadings);
    });

    it('names each month whose counts are wrong, in order', async () => {
      const { world } = await captured();
      const counts = countsOf(world);
      const other = [{ day: '2025-04-01', total: 1, byKind: { post: 1 } }];
      for (const month of ['7_202502', '7_202504', '7_202505']) {
        world.archive.index.push({ ...counts, partition: month, counts: other });
      }
      const told = (await check(world)).said.map(([, name]) => name);
      expect(told).toEqual(['7_202502', '7_202504', '7_202505'].map((of) => `posts/${of}/counts`));
    });

    it('names no month that has no counts, from before they were kept', async () => {
      const { world } = await captured();
      world.archive.index = world.archive.index.filter(({ entry }) => entry);
      expect((await check(world)).said).toEqual([]);
    });
  });

  describe('of records', () => {
    it('names one that is gone', async () => {
      const { world, entry, rowName } = await captured();
      world.archive.files.delete(entry.recordName);
      const what = `is not there; the row ${rowName} points at it`;
      const said = [['broken', entry.recordName, what]];
      expect(await check(world)).toMatchObject({ records: 0, removed: 0, folders: [], said });
      expect(world.archive.asked).toContain(`removal ${entry.recordName} `);
    });

    it('names one that its row does not agree with', async () => {
      const { world, entry, rowName } = await captured();
      world.archive.files.set(entry.recordName, bytesOf('{}'));
      const said = [['broken', entry.recordName, `and its row ${rowName} do not agree`]];
      expect(await check(world)).toMatchObject({ records: 1, removed: 0, said });
    });

    it('names a row that holds another record', async () => {
      const { world, entry, change, rowName } = await captured();
      change({ packed: gzipSync('{}') });
      const said = [['broken', rowName, 'holds another record']];
      expect((await check(world)).said).toEqual(said);
      const right = await captured();
      right.change({ packed: gzipSync(world.archive.files.get(entry.recordName) ?? '') });
      expect((await check(right.world)).said).toEqual([]);
    });
  });

  describe('of pages', () => {
    it('names one that is gone', async () => {
      const { world, pageName, rowName } = await captured();
      world.archive.files.delete(pageName);
      const what = `is not there; the row ${rowName} points at it`;
      expect((await check(world)).said).toEqual([['broken', pageName, what]]);
    });

    it('names one that is not what was stored', async () => {
      const { world, pageName } = await captured();
      world.archive.files.set(pageName, bytesOf('spoilt'));
      expect((await check(world)).said).toEqual([['broken', pageName, 'is not what was stored']]);
    });

    it('names a record that is not on its page', async () => {
      const world = new StoredWorld();
      const { entries, pageName } = await world.capture([world.post(1)], { body: { data: [] } });
      const what = `is not what X said: it is not on its page ${pageName}`;
      expect((await check(world)).said).toEqual([['broken', entries[0]?.recordName, what]]);
    });

    it('names a record that was seen at another time than its page', async () => {
      const world = new StoredWorld();
      const at = new Date('2025-03-01T14:00:00.000Z');
      const { entries } = await world.capture([world.post(1)], { at });
      const what = 'was seen at another time than its page';
      expect((await check(world)).said).toEqual([['broken', entries[0]?.recordName, what]]);
    });

    it('lets a record be that was noticed when it was seen, whenever its page came', async () => {
      const world = new StoredWorld();
      const deletion = world.noticed(4, 'deletion');
      await world.capture([deletion], { at: deletion.createdAt, body: {} });
      expect((await check(world)).said).toEqual([]);
    });

    it('looks on it for what the owner supplied, as it was supplied', async () => {
      const world = new StoredWorld();
      const supplied = (n: number) => {
        const post = world.post(n);
        const tweet = { id_str: String(n), full_text: 'Hello' };
        return {
          ...post,
          record: { ...post.record, format: 'x-archive', supplied: tweet } as const,
        };
      };
      const body = '{"tweet" : {\n"full_text":"Hello","id_str":"1"}\n}\n{"no":"tweet"}\n';
      await world.capture([supplied(1)], { body });
      const { pageName, entries } = await world.capture([supplied(2)]);
      const what = `is not what X said: it is not on its page ${pageName}`;
      expect((await check(world)).said).toEqual([['broken', entries[0]?.recordName, what]]);
    });
  });

  describe('of files', () => {
    it('names the one of a record that has no row, or no readable one', async () => {
      const { world, entry } = await captured((of) => of.postWithPhoto(1));
      await world.saveFile('photo');
      expect((await check(world)).said).toEqual([]);
      const { entries } = world.archive.media;
      const known = entries.get('7/3_1.original');
      if (known) entries.set('7/3_1.original', { ...known, fileKey: 'other' });
      await check(world);
      entries.clear();
      expect((await check(world)).said).toEqual([
        ['broken', 'media/7/3_1.original', `is not readable; ${entry.postId} has this file`],
        ['broken', 'media/7/3_1.original', `is not there; ${entry.postId} has this file`],
      ]);
    });

    it('knows of none of a post that nobody can read', async () => {
      const { world } = await captured((of) => {
        const post = of.postWithPhoto(1);
        post.record.raw.post.text = { no: 'text' };
        return post;
      });
      expect(await check(world)).toMatchObject({ records: 1, said: [] });
    });
  });
});
