import { REMOVED_FILE, sha256Hex } from '@app/archive';
import { type Coverage, firstIdAt, IdSet } from '@app/domain';
import { StoredWorld } from '@testing/delivery';

import { BlobCheck } from './blob-check';

const LEFT =
  'has no row that points at it: one was removed, or a capture that was stopped will find it again';
const folder = '7/posts/2025/03/';
const textOf = (n: number) => `file ${n}`;
const bytesOf = (text: string) => Buffer.from(text);

interface Telling {
  coverage?: Coverage;
  /** How many records there are rows for, in March. */
  records?: number;
  ids?: string[];
  onBlob?: () => void;
  signal?: AbortSignal;
}

/** The blobs of account 7 of a world, checked; of its posts the rows are read just now, unless told. */
async function check(world: StoredWorld, telling: Telling = {}) {
  const { archive, findings } = world;
  const rows = archive.index.flatMap(({ entry }) => entry ?? []);
  const ids = new IdSet();
  for (const id of telling.ids ?? rows.map(({ postId }) => postId)) ids.add(id);
  const recordsByFolder = new Map([[folder, telling.records ?? rows.length]]);
  const removals = await world.removals();
  const indexed = { recordsByFolder, ids, coverage: telling.coverage ?? [], removals };
  const blobs = new BlobCheck(archive, findings, indexed);
  await blobs.run('7', telling.onBlob ?? (() => undefined), telling.signal);
  return { pages: blobs.pages, media: blobs.media, said: world.said };
}

describe('the check of the blobs of an archive', () => {
  it('finds nothing where nothing is wrong, counts, and asks no more than it must', async () => {
    const world = new StoredWorld();
    await world.capture([world.post(1), world.post(2)]);
    await world.saveFile('photo');
    let told = 0;
    expect(await check(world, { onBlob: () => told++ })).toEqual({ pages: 1, media: 1, said: [] });
    expect(told).toBe(4);
    const asked = world.archive.asked.filter((each) => !each.startsWith('open'));
    expect(asked).toEqual(['media 7', 'blobs 7/']);
  });

  it('opens eight of them at once', async () => {
    const world = new StoredWorld();
    for (let n = 0; n < 30; n++) await world.saveFile(textOf(n), `3_${n}.original`);
    let [most, open] = [0, 0];
    const original = world.archive.open.bind(world.archive);
    world.archive.open = async (name) => {
      most = Math.max(most, ++open);
      const chunks = await original(name);
      await new Promise(setImmediate);
      open -= 1;
      return chunks;
    };
    expect(await check(world)).toMatchObject({ media: 30, said: [] });
    expect(most).toBe(8);
  });

  it('stops when it is aborted', async () => {
    const world = new StoredWorld();
    await world.capture([world.post(1)]);
    const signal = AbortSignal.abort(new Error('Ctrl-C'));
    await expect(check(world, { signal })).rejects.toThrow('Ctrl-C');
  });

  it.each([
    '7/7/posts/2025/03/1.0123abcd.json',
    '7/posts/2025/03/1.0123abcd.json.bak',
    '7/posts/2025/03/1.0123abcd_json',
    '7/posts/2025/03/1.0123abc.json',
    '7/posts/2025/03/1.0123ABCD.json',
    '7/posts/2025/03/x.0123abcd.json',
    '7/posts/2025/3/1.0123abcd.json',
    '7/posts/2025/0x/1.0123abcd.json',
    '7/posts/25/03/1.0123abcd.json',
    '7/posts/year/03/1.0123abcd.json',
    '7/POSTS/2025/03/1.0123abcd.json',
    '7/pages',
    '7/of/pages/',
    '7/of/media/',
  ])('names what this service does not store: %s', async (name) => {
    const world = new StoredWorld();
    world.archive.files.set(name, bytesOf('{}'));
    expect(await check(world)).toEqual({
      ...{ pages: 0, media: 0 },
      said: [['left-over', name, 'is nothing that this service stores']],
    });
  });

  describe('of pages', () => {
    it('names one that is not what was stored, or is gone since', async () => {
      const world = new StoredWorld();
      const { pageName } = await world.capture([world.post(1)]);
      world.archive.files.set(pageName, bytesOf('spoilt'));
      const broken = ['broken', pageName, 'is not what was stored'];
      expect(await check(world)).toMatchObject({ pages: 1, said: [broken] });

      const other = new StoredWorld();
      const gone = await other.capture([other.post(1)]);
      const original = other.archive.open.bind(other.archive);
      other.archive.open = (name) => {
        other.archive.files.delete(gone.pageName);
        return original(name);
      };
      expect((await check(other)).said).toEqual([broken]);
    });

    it('lets one be that removals have made what it is', async () => {
      const world = new StoredWorld();
      const [stored, left] = [new StoredWorld(), new StoredWorld()];
      const { pageName } = await stored.capture([stored.post(1)]);
      const cleared = await left.capture([], { body: { data: [] } });
      const [was, is] = [stored, left].map(({ archive }, i) =>
        archive.files.get(i === 0 ? pageName : cleared.pageName),
      );
      world.archive.files.set(pageName, is ?? bytesOf(''));
      await world.note(pageName, sha256Hex(was ?? ''), sha256Hex(is ?? ''));
      expect(await check(world)).toMatchObject({ pages: 1, said: [] });
    });

    it('names a post without a row: broken where all were captured, else left over', async () => {
      const id = firstIdAt(new Date(Date.UTC(2025, 2, 1, 12, 1)));
      const other = firstIdAt(new Date(Date.UTC(2025, 2, 1, 12, 2)));
      const severityWith = async (coverage: Coverage) => {
        const world = new StoredWorld();
        const { pageName } = await world.capture([], { body: { data: [{ id }] } });
        const { said } = await check(world, { coverage });
        expect(said).toEqual([
          [expect.any(String), pageName, `holds post ${id}, of which there is no row`],
        ]);
        return said[0]?.[0];
      };
      const of = (at: typeof id, state: 'complete' | 'unreachable') => [
        { from: at, to: at, state, posts: 1 },
      ];
      expect(await severityWith([])).toBe('left-over');
      expect(await severityWith(of(other, 'complete'))).toBe('left-over');
      expect(await severityWith(of(id, 'unreachable'))).toBe('left-over');
      expect(await severityWith(of(id, 'complete'))).toBe('broken');
    });

    it('looks for the row of a post that is none of those that were read, and for no other', async () => {
      const world = new StoredWorld();
      const { entries } = await world.capture([world.post(1), world.post(2)]);
      const [first, second] = entries.map(({ postId }) => postId);
      expect((await check(world, { ids: [first ?? ''] })).said).toEqual([]);
      const asked = world.archive.asked.filter((each) => each.startsWith('row of'));
      expect(asked).toEqual([`row of 7 ${second}`]);
    });

    it('names of several posts without a row the first', async () => {
      const world = new StoredWorld();
      const { entries } = await world.capture([world.post(1), world.post(2), world.post(3)]);
      world.archive.index = world.archive.index.filter(({ entry }) => entry === entries[0]);
      for (const { recordName } of entries.slice(1)) world.archive.files.delete(recordName);
      const { said } = await check(world, { ids: [], records: 1 });
      expect(said.map(([, , what]) => what)).toEqual([
        `holds post ${entries[1]?.postId}, of which there is no row`,
      ]);
    });
  });

  describe('of files', () => {
    const name = `7/media/${sha256Hex('photo')}`;
    const withFile = async () => {
      const world = new StoredWorld();
      await world.saveFile('photo');
      const entry = world.archive.media.entries.get('7/3_1.original');
      if (entry?.state !== 'stored') throw new Error('It is stored.');
      const { blobs, entries } = world.archive.media;
      return { world, entry, blobs, entries };
    };

    it('names one that is not what was stored', async () => {
      const { world, blobs } = await withFile();
      blobs.set(`7/${sha256Hex('photo')}`, bytesOf('Photo'));
      const said = [['broken', name, 'is not what was stored']];
      expect(await check(world)).toEqual({ pages: 0, media: 1, said });
    });

    it('names one that no row points at', async () => {
      const { world, entries } = await withFile();
      entries.clear();
      expect(await check(world)).toMatchObject({ media: 1, said: [['left-over', name, LEFT]] });
    });

    it.each([4, 6, -5])('names one whose row says %i bytes', async (bytes) => {
      const { world, entry, entries } = await withFile();
      entries.set('7/3_1.original', { ...entry, bytes });
      const what = 'and its row do not agree on its length';
      expect((await check(world)).said).toEqual([['broken', name, what]]);
    });

    it('names those that are gone, by each key that they have', async () => {
      const { world, blobs } = await withFile();
      await world.saveFile('photo', '3_2.original');
      await world.saveFile('another', '3_3.original');
      blobs.delete(`7/${sha256Hex('photo')}`);
      expect(await check(world)).toMatchObject({
        media: 1,
        said: [
          ['broken', name, 'is not there; it is 3_1.original'],
          ['broken', name, 'is not there; it is 3_2.original'],
        ],
      });
      expect(world.archive.asked.filter((each) => each === 'media 7')).toHaveLength(2);
    });

    it('names one whose row alone says that it was removed', async () => {
      const world = new StoredWorld();
      for (const fileKey of ['3_1.original', '3_2.original', '3_3.original']) {
        world.archive.media.entries.set(`7/${fileKey}`, { ...REMOVED_FILE, fileKey });
      }
      await world.note('media/7/3_1.original', sha256Hex('photo'), '');
      await world.note('media/7/3_3.original', sha256Hex('photo'), sha256Hex('left'));
      const what = 'says that it was removed, and no signed note says so';
      expect((await check(world)).said).toEqual([
        ['broken', 'media/7/3_2.original', what],
        ['broken', 'media/7/3_3.original', what],
      ]);
    });
  });

  describe('of records', () => {
    it('names one more than there are rows', async () => {
      const world = new StoredWorld();
      await world.capture([world.post(1), world.post(2)]);
      const orphan = `${folder}1.0123abcd.json`;
      world.archive.files.set(orphan, bytesOf('{}'));
      expect((await check(world)).said).toEqual([['left-over', orphan, LEFT]]);
      expect(world.archive.asked).toContain(`row 7_202503 1 ${orphan}`);
      expect(world.archive.asked).toContain(`blobs ${folder}`);
    });

    it('names those in a folder without any row, and looks into no other', async () => {
      const world = new StoredWorld();
      await world.capture([world.post(1)]);
      const orphans = ['7/likes/2025/12/22.0123abcd.json', '7/likes/2025/12/23.0123abcd.json'];
      for (const orphan of orphans) world.archive.files.set(orphan, bytesOf('{}'));
      const left = orphans.map((orphan) => ['left-over', orphan, LEFT]);
      expect((await check(world)).said).toEqual(left);
      const asked = world.archive.asked.filter((each) => /^(blobs|row) /.test(each));
      expect(asked).toEqual([
        'blobs 7/',
        'blobs 7/likes/2025/12/',
        `row 7_202512 22 ${orphans[0]}`,
        `row 7_202512 23 ${orphans[1]}`,
      ]);
    });

    it('names what is none beside one too many, and once', async () => {
      const world = new StoredWorld();
      await world.capture([world.post(1)]);
      const names = ['1.0123abcd.json', 'note.txt'].map((each) => `${folder}${each}`);
      for (const name of names) world.archive.files.set(name, bytesOf('{}'));
      expect((await check(world)).said).toEqual([
        ['left-over', names[1], 'is nothing that this service stores'],
        ['left-over', names[0], LEFT],
      ]);
    });

    it('of an account with a long id they are records too', async () => {
      const world = new StoredWorld();
      const name = '1234/posts/2025/03/1.0123abcd.json';
      world.archive.files.set(name, bytesOf('{}'));
      const removals = await world.removals();
      const recordsByFolder = new Map([['1234/posts/2025/03/', 1]]);
      const indexed = { recordsByFolder, ids: new IdSet(), coverage: [], removals };
      await new BlobCheck(world.archive, world.findings, indexed).run('1234', () => undefined);
      expect(world.said).toEqual([]);
    });
  });
});
