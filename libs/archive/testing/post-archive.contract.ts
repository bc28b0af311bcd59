import { type CapturedPage, type PostArchive, type PostEntry, type PostToSave } from '@app/archive';
import { firstIdAt, type PostId, type TimeWindow } from '@app/domain';

import { aPostToSave, type PostToSaveParts } from './post-to-save.builder';

export interface PostArchiveUnderTest {
  /** The same archive, as another process opens it. */
  open(): PostArchive;
  /** A save that ends when the records are stored and their rows are not. */
  saveRecordsOnly(...save: Parameters<PostArchive['savePosts']>): Promise<void>;
}

const day = (date: string) => new Date(`${date}T12:00:00.000Z`);
const after = (time: Date, ms: number) => new Date(time.getTime() + ms);
const noon = day('2025-03-01');
const always: TimeWindow = { start: day('2024-12-31'), end: day('2025-12-31') };
const seen = { pageName: 'page', at: day('2026-01-01') };
const later = { pageName: 'later page', at: after(seen.at, 60_000) };

let accounts = 7000;

/** What every PostArchive guarantees. */
export function describePostArchive(name: string, underTest: PostArchiveUnderTest): void {
  describe(`${name} is a PostArchive`, () => {
    let archive: PostArchive;
    let accountId: string;
    beforeEach(() => {
      archive = underTest.open();
      accountId = String(accounts++);
    });
    const list = (window = always): Promise<PostEntry[]> =>
      Array.fromAsync(underTest.open().list(accountId, window));
    const ids = async (window = always): Promise<PostId[]> =>
      (await list(window)).map(({ postId }) => postId);
    const post = (more: PostToSaveParts = {}) => aPostToSave(accountId, more);

    describePages(() => archive);

    it('lists what was saved, each with its record', async () => {
      const posts = [
        post(),
        post({ createdAt: after(noon, 1000), kind: 'reply', raw: { text: 'Grüße 🙂' } }),
      ];
      expect(await archive.savePosts(accountId, posts, seen)).toEqual({ added: 2, known: 0 });
      const entries = await list();
      expect(entries).toMatchObject(
        posts.map(({ record: { postId }, createdAt, kind }) => ({
          ...{ accountId, postId, createdAt, kind },
          ...{ pageName: seen.pageName, capturedAt: seen.at },
        })),
      );
      const records = await Promise.all(entries.map((entry) => underTest.open().read(entry)));
      expect(records).toEqual(posts.map(({ record }) => record));
    });

    it('tells what the owner has supplied, and keeps it as it was', async () => {
      const { record, ...known } = post();
      const supplied = { id_str: record.postId, full_text: 'Hello', retweeted: false };
      const owners = { ...known, record: { ...record, format: 'x-archive' as const, supplied } };
      await archive.savePosts(accountId, [owners, post({ raw: { lang: 'en' } })], seen);
      const entries = await list();
      expect(entries.map(({ provenance }) => provenance ?? 'x-api').sort()).toEqual([
        'user-supplied',
        'x-api',
      ]);
      const [first] = entries.filter(({ provenance }) => provenance);
      expect(first && (await underTest.open().read(first))).toEqual(owners.record);
    });

    it('changes nothing when posts are saved again, by another process and from another page', async () => {
      const posts = [post(), post({ createdAt: after(noon, 1000) })];
      await archive.savePosts(accountId, posts, seen);
      const before = await list();
      const again = await underTest.open().savePosts(accountId, posts, later);
      expect(again).toEqual({ added: 0, known: 2 });
      expect(await list()).toEqual(before);
    });

    it('keeps a post once that one save names twice', async () => {
      const result = await archive.savePosts(accountId, [post(), post()], seen);
      expect(result).toEqual({ added: 1, known: 1 });
      expect(await list()).toHaveLength(1);
    });

    it('saves nothing when there is nothing', async () => {
      expect(await archive.savePosts(accountId, [], seen)).toEqual({ added: 0, known: 0 });
      expect(await list()).toEqual([]);
    });

    it('makes no version of counters that move', async () => {
      const counted = (likes: number) => post({ raw: { public_metrics: { like_count: likes } } });
      await archive.savePosts(accountId, [counted(1)], seen);
      const result = await archive.savePosts(accountId, [counted(2)], later);
      expect(result).toEqual({ added: 0, known: 1 });
      const [entry] = await archive.find(accountId, firstIdAt(noon));
      expect(entry && (await archive.read(entry))).toEqual(counted(1).record);
    });

    it('keeps every version of a post, in the order they were captured', async () => {
      const neighbour = post({ createdAt: after(noon, 1000) });
      await archive.savePosts(accountId, [post({ raw: { text: 'second' } }), neighbour], later);
      await archive.savePosts(accountId, [post({ raw: { text: 'first' } })], seen);
      const texts = await Promise.all(
        (await list()).map(async (entry) => (await archive.read(entry)).raw.post.text),
      );
      expect(texts).toEqual(['first', 'second', 'Hello']);
      const versions = await archive.find(accountId, firstIdAt(noon));
      expect(versions.map(({ capturedAt }) => capturedAt)).toEqual([seen.at, later.at]);
    });

    it('lists a window with both its ends, to the millisecond', async () => {
      const end = after(noon, 5000);
      const times = [after(noon, -1), noon, after(noon, 2500), end, after(end, 1)];
      const posts = times.map((createdAt) => post({ createdAt }));
      await archive.savePosts(accountId, posts, seen);
      expect(await ids({ start: noon, end })).toEqual(times.slice(1, 4).map(firstIdAt));
      expect(await ids({ start: end, end })).toEqual([firstIdAt(end)]);
      expect(await ids({ start: end, end: noon })).toEqual([]);
    });

    it('lists hundreds of posts over months and years by ascending id', async () => {
      const times = Array.from({ length: 250 }, (_, i) => after(day('2024-12-31'), i * 3600_000));
      const posts = times.map((createdAt) => post({ createdAt })).reverse();
      expect(await archive.savePosts(accountId, posts, seen)).toEqual({ added: 250, known: 0 });
      expect(await ids()).toEqual(times.map(firstIdAt));
    });

    describeCounts({ open: () => underTest.open(), accountId: () => accountId });

    it('sorts ids of any length as numbers, and finds each', async () => {
      const made: [PostId, Date][] = [
        ['20', day('2006-03-21')],
        ['9000000000', day('2010-02-12')],
        ['29600000000', day('2010-11-04')],
        ...['2010-11-05', '2010-12-05', '2025-03-01'].map((date): [PostId, Date] => [
          firstIdAt(day(date)),
          day(date),
        ]),
      ];
      const posts = made.map(([postId, createdAt]) => post({ postId, createdAt }));
      await archive.savePosts(accountId, posts.toReversed(), seen);
      const listed = await ids({ start: day('2010-01-01'), end: day('2010-12-31') });
      expect(listed).toEqual(made.slice(1, 5).map(([postId]) => postId));
      const found = await Promise.all(made.map(([postId]) => archive.find(accountId, postId)));
      expect(found.map((versions) => versions.map(({ postId }) => postId))).toEqual(
        made.map(([postId]) => [postId]),
      );
    });

    it('finds nothing of a post it has not', async () => {
      await archive.savePosts(accountId, [post()], seen);
      expect(await archive.find(accountId, '2')).toEqual([]);
      expect(await archive.find(accountId, `${firstIdAt(noon)}0`)).toEqual([]);
    });

    it('finds a message, and not the post that has its id', async () => {
      const { record, createdAt } = post();
      const message = { record: { ...record, type: 'message' as const }, createdAt };
      await archive.savePosts(accountId, [post(), { ...message, kind: 'message' }], seen);
      const found = await archive.find(accountId, record.postId, 'message');
      expect(found).toMatchObject([{ type: 'message', postId: record.postId }]);
      expect(await archive.find(accountId, record.postId)).toMatchObject([{ type: 'post' }]);
    });

    it('keeps accounts apart', async () => {
      const other = `${accountId}0`;
      await archive.savePosts(other, [aPostToSave(other)], seen);
      expect(await list()).toEqual([]);
      expect(await archive.find(accountId, firstIdAt(noon))).toEqual([]);
    });

    it('repairs a save that ended half-way when it is repeated', async () => {
      const posts = [post(), post({ createdAt: after(noon, 1000) })];
      await underTest.saveRecordsOnly(accountId, posts, seen);
      expect(await list()).toEqual([]);
      expect(await archive.savePosts(accountId, posts, later)).toEqual({ added: 2, known: 0 });
      const records = await Promise.all((await list()).map((entry) => archive.read(entry)));
      expect(records).toEqual(posts.map(({ record }) => record));
    });

    it('keeps apart what has one id: a post, one of somebody else, a message, a like, a profile, a deletion', async () => {
      const { record, ...known } = post();
      const noticed = { at: noon.toISOString() };
      const all: PostToSave[] = [
        { record, ...known },
        { record, ...known, kind: 'inbound', isInbound: true },
        { record: { ...record, type: 'message' }, ...known, kind: 'message' },
        ...(['like', 'profile', 'deletion'] as const).map((type) => ({
          record: { ...record, type, noticed },
          ...{ createdAt: noon, kind: type },
        })),
      ];
      const added = { added: all.length, known: 0 };
      expect(await archive.savePosts(accountId, all.toReversed(), seen)).toEqual(added);
      const again = await underTest.open().savePosts(accountId, all, later);
      expect(again).toEqual({ added: 0, known: all.length });
      const entries = await list();
      expect(entries.map(({ type }) => type)).toEqual([
        ...['post', 'inbound', 'message', 'like', 'profile', 'deletion'],
      ]);
      const records = await Promise.all(entries.map((entry) => underTest.open().read(entry)));
      expect(records).toEqual(all.map((each) => each.record));
      const found = await archive.find(accountId, record.postId);
      expect(found.map(({ type }) => type)).toEqual(['post']);
      const [counted] = await archive.countByDay(accountId, always);
      const { inbound, message, like, profile, deletion } = counted?.byKind ?? {};
      expect([inbound, message, like, profile, deletion]).toEqual([1, 1, 1, 1, 1]);
    });

    it('keeps what was noticed twice twice, though it looks the same', async () => {
      const { record } = post();
      const change = (at: Date): PostToSave => ({
        record: { ...record, type: 'profile', noticed: { at: at.toISOString() } },
        ...{ createdAt: at, kind: 'profile' },
      });
      const changes = [change(noon), change(after(noon, 1000)), change(noon)];
      expect(await archive.savePosts(accountId, changes, seen)).toEqual({ added: 2, known: 1 });
      const records = await Promise.all((await list()).map((entry) => archive.read(entry)));
      const times = records.map(({ noticed }) => noticed?.at);
      expect(times.sort()).toEqual([noon, after(noon, 1000)].map((time) => time.toISOString()));
    });

    it('has each version once when several save the same posts at once', async () => {
      const times = Array.from({ length: 30 }, (_, i) => after(noon, i));
      const posts = times.map((createdAt) => post({ createdAt }));
      const saves = [posts, posts.slice(10), posts.slice(0, 20)].map((part) =>
        underTest.open().savePosts(accountId, part, seen),
      );
      await Promise.all(saves);
      expect(await ids()).toEqual(times.map(firstIdAt));
    });

    it('hands out no record that is not what was stored, and none it has not', async () => {
      await archive.savePosts(accountId, [post()], seen);
      const [entry] = await list();
      const read = (changed: Partial<PostEntry>) =>
        archive.read({ ...(entry as PostEntry), ...changed });
      await expect(read({ sha256: '0'.repeat(64) })).rejects.toMatchObject({
        code: 'archive.corrupt',
      });
      await expect(read({ recordName: `${accountId}/none.json` })).rejects.toMatchObject({
        code: 'archive.not_found',
      });
    });
  });
}

function describeCounts(given: { open(): PostArchive; accountId(): string }): void {
  const count = (window = always, of = given.accountId()) => given.open().countByDay(of, window);
  const save = (...posts: PostToSaveParts[]) => {
    const toSave = posts.map((parts) => aPostToSave(given.accountId(), parts));
    return given.open().savePosts(given.accountId(), toSave, seen);
  };

  it('counts nothing where nothing is', async () => {
    expect(await count()).toEqual([]);
    await save({});
    expect(await count({ start: after(noon, 86_400_000), end: always.end })).toEqual([]);
    expect(await count({ start: always.end, end: always.start })).toEqual([]);
    expect(await count(always, `${given.accountId()}0`)).toEqual([]);
  });

  it('counts every version by the day it was made, in UTC, and by kind', async () => {
    const midnight = new Date('2025-03-02T00:00:00.000Z');
    await save({ createdAt: after(midnight, -1), kind: 'reply' }, { kind: 'post' });
    await save({ kind: 'post' }, { kind: 'post', raw: { text: 'another version' } });
    await save({ createdAt: midnight, kind: 'repost' }, { createdAt: day('2024-12-31') });
    expect(await count()).toEqual([
      { day: '2024-12-31', total: 1, byKind: { post: 1 } },
      { day: '2025-03-01', total: 3, byKind: { post: 2, reply: 1 } },
      { day: '2025-03-02', total: 1, byKind: { repost: 1 } },
    ]);
    expect(await count({ start: after(midnight, -1), end: after(midnight, -1) })).toEqual([
      { day: '2025-03-01', total: 3, byKind: { post: 2, reply: 1 } },
    ]);
  });

  it('counts exactly what it lists, over pages, months and saves that overlap', async () => {
    const times = Array.from({ length: 1100 }, (_, i) => after(day('2025-01-31'), i * 60_000));
    const ends = times.map((_, i) => day('2025-04-01').getTime() + i * 86_400_000);
    const posts = [...times, ...ends.slice(0, 200).map((ms) => new Date(ms))];
    const parts = posts.map((createdAt) => ({ createdAt }));
    await Promise.all([save(...parts), save(...parts.slice(500)), save(...parts.slice(0, 700))]);
    const counts = await count();
    expect(counts.reduce((sum, { total }) => sum + total, 0)).toBe(1300);
    const listed = await Array.fromAsync(given.open().list(given.accountId(), always));
    expect(counts.find((each) => each.day === '2025-01-31')?.total).toBe(
      listed.filter(({ createdAt }) => createdAt < new Date('2025-02-01T00:00:00Z')).length,
    );
    expect(counts.map((each) => each.day)).toEqual(counts.map((each) => each.day).toSorted());
    expect(listed).toHaveLength(1300);
  });
}

function describePages(archive: () => PostArchive): void {
  const page: CapturedPage = {
    accountId: '6',
    request: 'GET /2/users/6/tweets',
    headers: { date: 'now' },
    receivedAt: noon,
    body: Buffer.from('{"data":[]}'),
  };

  it('keeps a page under one name, however often it is saved', async () => {
    const name = await archive().savePage(page);
    expect(await archive().savePage({ ...page })).toBe(name);
  });

  it('keeps pages of one moment apart', async () => {
    const names = await Promise.all(
      [page, { ...page, body: Buffer.from('{}') }, { ...page, request: 'GET /2/tweets' }].map(
        (each) => archive().savePage(each),
      ),
    );
    expect(new Set(names).size).toBe(3);
  });
}
