import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  firstIdAt,
  type ImportReport,
  type JsonObject,
  type PostId,
  type PostRecord,
  readContent,
  timeOfId,
} from '@app/domain';
import { type ArchiveProblem } from '@app/twitter-ingestion';
import { CaptureWorld } from '@testing/capture';
import { aPostToSave } from '@testing/archive';
import { Crash } from '@testing/domain';
import { anArchiveTweet, writeXArchive, type XArchiveParts } from '@testing/twitter-ingestion';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'archive-import-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

let made = 0;
async function aFile(parts: XArchiveParts): Promise<string> {
  const file = join(folder, `${++made}.zip`);
  await writeXArchive(file, { generatedAt: '2025-12-31T00:00:00.000Z', ...parts });
  return file;
}

const noon = new Date('2025-03-01T12:00:00.000Z');
const id = firstIdAt(noon);
const tweet = (minutes: number, over: JsonObject = {}) =>
  anArchiveTweet({ at: new Date(noon.getTime() + minutes * 60_000).toISOString(), ...over });
const tweetOf = (postId: PostId) =>
  anArchiveTweet({ at: timeOfId(postId)?.toISOString() ?? '', id_str: postId });
const picture: JsonObject = {
  extended_entities: {
    media: [
      {
        ...{ id_str: '55', type: 'photo', url: 'https://t.co/pic' },
        media_url_https: 'https://pbs.twimg.com/media/AbC.jpg',
      },
    ],
  },
};

interface Imported {
  report: ImportReport;
  problems: ArchiveProblem[];
}

async function importInto(world: CaptureWorld, file: string): Promise<Imported> {
  const problems: ArchiveProblem[] = [];
  const onProblem = (problem: ArchiveProblem) => problems.push(problem);
  const report = await world.archiveImport.run({ file, accountIds: ['6', '7'], onProblem });
  return { report, problems };
}

/** What X's API gave of the post at noon. */
async function captured(world: CaptureWorld, raw: JsonObject): Promise<void> {
  const post = aPostToSave('7', { createdAt: noon, raw });
  await world.archive.savePosts('7', [post], { pageName: 'page', at: new Date(0) });
}

const versions = (world: CaptureWorld) =>
  [...world.archive.entries.values()]
    .filter(({ type }) => type === 'post')
    .map(({ postId, provenance }) => [postId, provenance]);

/** Of each deletion that is archived: the post, when, and the record. */
async function deletionsOf(world: CaptureWorld) {
  const entries = [...world.archive.entries.values()].filter(({ type }) => type === 'deletion');
  return Promise.all(
    entries.map(async (entry) => {
      const content = readContent(await world.archive.read(entry));
      return { postId: entry.postId, at: entry.createdAt.toISOString(), kind: entry.kind, content };
    }),
  );
}

describe('what the archive says was deleted', () => {
  const deletedAt = 'Sun Mar 02 10:00:00 +0000 2025';
  const gone = tweet(3, { deleted_at: deletedAt });

  it('is archived as a deletion beside the post, of the time it was deleted', async () => {
    const world = new CaptureWorld();
    const { report } = await importInto(world, await aFile({ deleted: [gone] }));

    expect(report).toMatchObject({ entries: 1, added: 1 });
    expect(await deletionsOf(world)).toMatchObject([
      {
        ...{ postId: gone.id_str, at: '2025-03-02T10:00:00.000Z', kind: 'deletion' },
        content: {
          type: 'deletion',
          deletion: {
            ...{ toldBy: 'archive', reason: 'deleted', post: { text: gone.full_text } },
            deletedAt: new Date('2025-03-02T10:00:00.000Z'),
          },
        },
      },
    ]);
  });

  it('is one deletion, however many archives tell of it', async () => {
    const world = new CaptureWorld();
    const later = { generatedAt: '2025-12-31T12:00:00.000Z' };
    await importInto(world, await aFile({ deleted: [gone] }));
    await importInto(world, await aFile({ deleted: [gone], ...later }));

    expect(await deletionsOf(world)).toHaveLength(1);
  });

  it('is one deletion though it was noticed at X before', async () => {
    const world = new CaptureWorld();
    const postId = firstIdAt(noon);
    const noticed = aPostToSave('7', { createdAt: noon, postId });
    const record: PostRecord = {
      ...noticed.record,
      ...{ type: 'deletion', noticed: { at: noon.toISOString() } },
    };
    const told = { ...noticed, record, kind: 'deletion' } as const;
    await world.archive.savePosts('7', [told], { pageName: 'page', at: noon });
    await importInto(
      world,
      await aFile({ deleted: [{ ...tweetOf(postId), deleted_at: deletedAt }] }),
    );

    expect(await deletionsOf(world)).toMatchObject([{ at: noon.toISOString() }]);
  });

  it('counts as noticed when X made the archive where it gives no time', async () => {
    const world = new CaptureWorld();
    await importInto(world, await aFile({ deleted: [tweet(3, { deleted_at: 'lately' })] }));

    expect(await deletionsOf(world)).toMatchObject([{ at: '2025-12-31T00:00:00.000Z' }]);
  });
});

describe('ArchiveImport', () => {
  it('archives every post as supplied by the user, with the entry it is made from', async () => {
    const world = new CaptureWorld();
    const tweets = [[tweet(0), tweet(1)], [tweet(2, { full_text: 'Grüße 🙂' })]];
    const deleted = [tweet(3, { deleted_at: '2025-03-02T00:00:00.000Z' })];
    const { report, problems } = await importInto(world, await aFile({ tweets, deleted }));
    expect(problems).toEqual([]);
    expect(report).toMatchObject({
      ...{ accountId: '7', username: 'contoso', entries: 4, added: 4, known: 0, ofApi: 0 },
      problems: 0,
    });
    const all = await Array.fromAsync(
      world.archive.list('7', { start: noon, end: world.clock.now() }),
    );
    const entries = all.filter(({ type }) => type === 'post');
    expect(entries).toHaveLength(4);
    const records = await Promise.all(entries.map((entry) => world.archive.read(entry)));
    expect(records.map(({ supplied }) => supplied)).toEqual([...tweets.flat(), ...deleted]);
    expect(records[2]?.raw.post).toMatchObject({ text: 'Grüße 🙂', author_id: '7' });
    const [first] = entries;
    expect(first).toMatchObject({
      provenance: 'user-supplied',
      capturedAt: new Date('2025-12-31T00:00:00.000Z'),
    });
    const page = world.archive.pages.get(first?.pageName ?? '');
    expect(page?.request).toBe('data/tweets.js, entries 1 to 2');
  });

  it('changes nothing when it is repeated, or when a later archive says the same', async () => {
    const world = new CaptureWorld();
    const tweets = [[tweet(0), tweet(1)]];
    await importInto(world, await aFile({ tweets }));
    const before = versions(world);
    const later = { tweets: [[tweet(0, { favorite_count: '9' }), tweet(1)]] };
    const { report } = await importInto(
      world,
      await aFile({ ...later, generatedAt: '2025-12-31T10:00:00.000Z' }),
    );
    expect(report).toMatchObject({ added: 0, known: 2 });
    expect(versions(world)).toEqual(before);
  });

  it('keeps what it cannot read as it came, and says where it stands', async () => {
    const world = new CaptureWorld();
    const { full_text: _, ...textless } = tweet(0);
    const { report, problems } = await importInto(world, await aFile({ tweets: [[textless]] }));
    expect(report).toMatchObject({ added: 1, problems: 1 });
    expect(problems).toMatchObject([{ file: 'data/tweets.js', entry: 1 }]);
    const [entry] = world.archive.entries.values();
    expect(entry).toMatchObject({ postId: id, kind: 'unreadable', createdAt: noon });
    expect([...world.archive.records.values()]).toMatchObject([{ supplied: textless }]);
  });

  it.each([
    ['of another account', { accountId: '8', username: 'fabrikam' }, 'import.other_account'],
    ['of the future', { generatedAt: '2027-01-01T00:00:00Z' }, 'import.unreadable_archive'],
  ])('refuses one %s, and writes nothing', async (_, parts, code) => {
    const world = new CaptureWorld();
    const file = await aFile({ tweets: [[tweet(0)]], ...parts });
    await expect(importInto(world, file)).rejects.toMatchObject({ code });
    expect(world.crash.writes).toBe(0);
  });

  it('stops when it is told to', async () => {
    const world = new CaptureWorld();
    const file = await aFile({ tweets: [[tweet(0)]] });
    const signal = AbortSignal.abort(new Error('enough'));
    const run = world.archiveImport.run({ file, accountIds: ['7'], signal });
    await expect(run).rejects.toThrow('enough');
    expect(versions(world)).toEqual([]);
  });

  it('leaves the same wherever it dies, once it is repeated', async () => {
    const parts = {
      tweets: [[tweet(0, picture), tweet(1)], [tweet(2)]],
      deleted: [tweet(3)],
      media: { [`${id}-AbC.jpg`]: 'picture' },
    };
    const file = await aFile(parts);
    const resultOf = async (world: CaptureWorld) => ({
      pages: world.archive.pages,
      records: world.archive.records,
      entries: world.archive.entries,
      media: world.media.entries,
      state: (await world.states.load('7')).state,
    });
    const calm = new CaptureWorld();
    await importInto(calm, file);
    const all = calm.crash.writes;
    expect(all).toBeGreaterThan(10);
    for (let n = 1; n <= all; n++) {
      for (const when of ['before', 'after'] as const) {
        const world = new CaptureWorld();
        world.crash.dieAtWrite(n, when);
        await expect(importInto(world, file)).rejects.toThrow(Crash);
        world.crash.restart();
        await importInto(world, file);
        expect(await resultOf(world)).toEqual(await resultOf(calm));
      }
    }
  });
});

describe('a post that X has given too', () => {
  it.each<[string, JsonObject, JsonObject]>([
    ['says the same', { text: 'Hello' }, {}],
    ['ends earlier', { text: 'Hello, this is long' }, { full_text: 'Hello, this… https://t.co/x' }],
    [
      'is a repost that the archive cuts',
      { text: 'RT @a: b', referenced_tweets: [{ type: 'retweeted', id: '20' }] },
      { full_text: 'RT @a: c' },
    ],
  ])('is not kept once more when the archive %s', async (_, raw, over) => {
    const world = new CaptureWorld();
    await captured(world, raw);
    const { report } = await importInto(
      world,
      await aFile({ tweets: [[tweet(0, over), tweet(1)]] }),
    );
    expect(report).toMatchObject({ entries: 2, added: 1, ofApi: 1 });
    expect(versions(world).filter(([postId]) => postId === id)).toEqual([[id, undefined]]);
  });

  it.each<[string, JsonObject, XArchiveParts]>([
    ['has other words', { text: 'This post has been withheld' }, { tweets: [[tweet(0)]] }],
    ['says that it was deleted', {}, { deleted: [tweet(0, { deleted_at: '2025-03-02' })] }],
    ['can be read, and what X gave cannot', { text: null }, { tweets: [[tweet(0)]] }],
  ])('is kept beside it when the archive %s', async (_, raw, parts) => {
    const world = new CaptureWorld();
    await captured(world, raw);
    const { report } = await importInto(world, await aFile(parts));
    expect(report).toMatchObject({ added: 1, ofApi: 0 });
    expect(versions(world)).toEqual([
      [id, undefined],
      [id, 'user-supplied'],
    ]);
  });

  it('is not replaced by what cannot be read', async () => {
    const world = new CaptureWorld();
    await captured(world, {});
    const { report } = await importInto(world, await aFile({ tweets: [[tweet(0, { lang: 5 })]] }));
    expect(report).toMatchObject({ added: 0, ofApi: 1, problems: 1 });
  });
});

describe('media of the archive', () => {
  it('are taken for posts that X has given without them, too', async () => {
    const world = new CaptureWorld();
    await captured(world, {});
    const missing = { fileKey: '3_55.original', url: 'https://x', reason: 'x', retry: false };
    await world.media.markMissing('7', missing);
    const media = { [`${id}-AbC.jpg`]: 'picture' };
    const file = await aFile({ tweets: [[tweet(0, picture)]], media });
    expect((await importInto(world, file)).report).toMatchObject({ ofApi: 1, filesAdded: 1 });
    expect(await world.media.find('7', ['3_55.original'])).toEqual(
      new Map([['3_55.original', expect.objectContaining({ state: 'stored', bytes: 7 })]]),
    );
    expect((await importInto(world, file)).report).toMatchObject({ filesAdded: 0, filesKnown: 1 });
  });

  it('that are not in it are left to capture, which asks X for them', async () => {
    const world = new CaptureWorld();
    const file = await aFile({ tweets: [[tweet(0, picture)]] });
    const { report, problems } = await importInto(world, file);
    expect([report.filesMissing, problems]).toEqual([1, []]);
    const toRetry = [{ url: 'https://pbs.twimg.com/media/AbC.jpg?name=orig', attempts: 1 }];
    expect(await world.media.listToRetry('7', 9)).toMatchObject(toRetry);
    await importInto(world, file);
    expect(await world.media.listToRetry('7', 9)).toMatchObject(toRetry);
  });

  it('that are damaged are told', async () => {
    const world = new CaptureWorld();
    const name = `${id}-AbC.jpg`;
    const file = await aFile({ tweets: [[tweet(0, picture)]], media: { [name]: 'picture' } });
    const zip = readFileSync(file);
    const header = zip.lastIndexOf(`data/tweets_media/${name}`) - 46;
    zip.writeUInt32LE(1, header + 16);
    writeFileSync(file, zip);
    const { report, problems } = await importInto(world, file);
    expect(report).toMatchObject({ added: 1, filesAdded: 0, filesMissing: 1 });
    expect(problems).toEqual([{ file: `data/tweets_media/${name}`, what: 'the file is damaged' }]);
  });
});

describe('gaps in the coverage', () => {
  async function aWorldWithAGap() {
    const world = new CaptureWorld({ reach: 2100 });
    world.post(2300);
    await world.runToTheEnd();
    world.clock.advance(60_000);
    const parts = { generatedAt: world.clock.now().toISOString() };
    return { world, parts, tweets: world.made.map(tweetOf) };
  }

  it('are closed, and that is noted with its evidence', async () => {
    const { world, parts, tweets } = await aWorldWithAGap();
    expect(await world.unreachable()).toHaveLength(200);
    const { report } = await importInto(world, await aFile({ ...parts, tweets: [tweets] }));
    expect(report).toMatchObject({ added: 200, ofApi: 2100 });
    expect(report.closedGaps).toMatchObject([{ from: '1' }]);
    expect(await world.unreachable()).toEqual([]);
    expect(await world.falselyClaimed()).toEqual([]);
    const { supplied = [] } = (await world.states.load('7')).state;
    expect(supplied).toMatchObject([{ from: '1', to: world.made.at(-1) }]);
    expect(world.archive.pages.get(supplied[0]?.evidence ?? '')?.request).toBe('data/manifest.js');
  });

  it('stay where the archive begins later', async () => {
    const { world, parts, tweets } = await aWorldWithAGap();
    const accountCreatedAt = '2027-01-01T00:00:00.000Z';
    const file = await aFile({ ...parts, accountCreatedAt, tweets: [tweets.slice(100)] });
    await importInto(world, file);
    expect(await world.unreachable()).toEqual(world.made.slice(0, 100));
  });

  it('stay when something of it could not be read', async () => {
    const { world, parts, tweets } = await aWorldWithAGap();
    const file = await aFile({ ...parts, tweets: [[...tweets, { full_text: 'Who am I?' }]] });
    const { report } = await importInto(world, file);
    expect(report).toMatchObject({ period: undefined, closedGaps: [], problems: 1 });
    expect(await world.unreachable()).toHaveLength(200);
  });

  it('are closed by an import before the first capture, too', async () => {
    const world = new CaptureWorld({ reach: 2100 });
    world.post(2300);
    world.clock.advance(60_000);
    const generatedAt = world.clock.now().toISOString();
    await importInto(world, await aFile({ generatedAt, tweets: [world.made.map(tweetOf)] }));
    await world.runToTheEnd();
    expect(await world.unreachable()).toEqual([]);
    expect(new Set(world.archived())).toEqual(new Set(world.made));
  });

  it('are closed though capture saves in between', async () => {
    const { world, parts, tweets } = await aWorldWithAGap();
    const file = await aFile({ ...parts, tweets: [tweets] });
    const { load } = world.states;
    let others = 3;
    world.states.load = async (accountId) => {
      const loaded = await load.call(world.states, accountId);
      if (others-- > 0) await world.states.save(accountId, loaded.state, loaded.revision);
      return loaded;
    };
    await importInto(world, file);
    world.states.load = load;
    expect(await world.unreachable()).toEqual([]);
  });
});
