import { firstIdAt, type IdRange, type JsonObject } from '@app/domain';
import {
  anArchiveTweet,
  manyArchiveTweets,
  xArchiveOpener,
  type XArchiveParts,
} from '@testing/twitter-ingestion';

import { type ArchiveProblem, type SuppliedPage } from './supplied-page';

const open = xArchiveOpener();

interface Read {
  pages: SuppliedPage[];
  ids: string[];
  problems: ArchiveProblem[];
  range: IdRange | undefined;
}

async function read(parts: XArchiveParts): Promise<Read> {
  const archive = await open(parts);
  const problems: ArchiveProblem[] = [];
  const pages = await Array.fromAsync(archive.pages((problem) => problems.push(problem)));
  const ids = pages.flatMap((page) => page.posts.map(({ id }) => id));
  return { pages, ids, problems, range: archive.suppliedRange };
}

const day = (date: string) => new Date(`${date}T12:00:00.000Z`);
const tweet = (date: string, over: JsonObject = {}) =>
  anArchiveTweet({ at: day(date).toISOString(), ...over });
const idOf = (date: string) => firstIdAt(day(date));
const tweets = [[tweet('2024-03-01')], [tweet('2024-01-01'), tweet('2024-02-01')]];

describe('XArchive', () => {
  it('tells whose it is', async () => {
    const archive = await open({ tweets, root: 'twitter-2024/' });
    expect(archive.statement).toMatchObject({
      owner: { accountId: '7', username: 'contoso', name: 'Contoso' },
      generatedAt: new Date('2024-03-02T00:00:00.000Z'),
      isPartial: false,
    });
    expect(archive.announced('posts', 'deleted-posts')).toBe(3);
  });

  it('refuses one that is of two accounts', async () => {
    const refused = open({ tweets, account: { accountId: '8' } });
    await expect(refused).rejects.toMatchObject({ code: 'import.unreadable_archive' });
  });

  it('reads all parts in order, and the deleted ones', async () => {
    const parts = Array.from({ length: 12 }, (_, i) => [tweet(`2024-01-${10 + i}`)]);
    const deleted = [tweet('2024-02-20', { deleted_at: '2024-02-21T00:00:00.000Z' })];
    const { ids, problems } = await read({ tweets: parts, deleted });
    const days = Array.from({ length: 12 }, (_, i) => `2024-01-${10 + i}`);
    expect(ids).toEqual([...days, '2024-02-20'].map(idOf));
    expect(problems).toEqual([]);
  });

  it('gives the same pages each time, with every entry byte for byte', async () => {
    const parts = { tweets: [manyArchiveTweets(600)] };
    const { pages, ids } = await read(parts);
    expect(pages.map(({ request, entries }) => [request, entries])).toEqual([
      ['data/tweets.js, entries 1 to 250', 250],
      ['data/tweets.js, entries 251 to 500', 250],
      ['data/tweets.js, entries 501 to 600', 100],
    ]);
    const again = await read({ tweets: [manyArchiveTweets(600)] });
    expect(again.pages.map(({ body }) => body)).toEqual(pages.map(({ body }) => body));
    const [first] = manyArchiveTweets(600);
    expect(pages[0]?.body.toString()).toContain(JSON.stringify({ tweet: first }, null, 2));
    expect(new Set(ids).size).toBe(600);
  });

  it('finds media, whichever variant X has put in', async () => {
    const id = idOf('2024-03-01');
    const media = (id_str: string, type: string, name: string, variants: string[] = []) => ({
      ...{ id_str, type, url: 'https://t.co/m' },
      media_url_https: `https://pbs.twimg.com/media/${name}`,
      video_info: {
        variants: variants.map((each, i) => ({
          ...{ url: `https://video.twimg.com/${each}?tag=1`, content_type: 'video/mp4' },
          bitrate: String(1000 - i),
        })),
      },
    });
    const extended_entities = {
      media: [
        media('1', 'photo', 'a.png'),
        media('2', 'video', 'b.jpg', ['hi.mp4', 'lo.mp4']),
        media('3', 'photo', 'c.jpg'),
      ],
    };
    const { pages } = await read({
      tweets: [[tweet('2024-03-01', { extended_entities })]],
      media: { [`${id}-a.png`]: 'a', [`${id}-lo.mp4`]: 'b' },
    });
    expect(pages[0]?.posts[0]?.files).toMatchObject([
      {
        fileKey: '3_1.original',
        inArchive: { name: `data/tweets_media/${id}-a.png`, contentType: 'image/png' },
      },
      {
        fileKey: '7_2.original',
        inArchive: { name: `data/tweets_media/${id}-lo.mp4`, contentType: 'video/mp4' },
      },
      { fileKey: '7_2.preview', url: 'https://pbs.twimg.com/media/b.jpg' },
      { fileKey: '3_3.original', url: 'https://pbs.twimg.com/media/c.jpg?name=orig' },
    ]);
  });

  it('tells line by line what it could not read, and keeps what has an id', async () => {
    const { full_text: _, ...textless } = tweet('2024-01-01');
    const entries = [{ id_str: 'x' }, textless, tweet('2024-02-01')];
    const { ids, problems, range } = await read({ tweets: [entries] });
    expect(ids).toEqual([idOf('2024-01-01'), idOf('2024-02-01')]);
    expect(problems).toEqual([
      { file: 'data/tweets.js', entry: 1, line: 2, what: 'it has no id' },
      {
        ...{ file: 'data/tweets.js', entry: 2, line: 7 },
        what: 'not as X describes posts, in: full_text',
      },
    ]);
    expect(range).toBeUndefined();
  });
});

describe('the period an archive covers', () => {
  it('reaches from the first day of the account to the newest post', async () => {
    const { range } = await read({ tweets });
    expect(range).toEqual({ from: '1', to: idOf('2024-03-01') });
  });

  it('reaches from the oldest post when the account is said to be younger', async () => {
    const { range } = await read({ tweets, accountCreatedAt: '2024-01-15T00:00:00.000Z' });
    expect(range).toEqual({ from: idOf('2024-01-01'), to: idOf('2024-03-01') });
  });

  it.each<[string, XArchiveParts]>([
    ['has no post', { tweets: [[]] }],
    ['is a part only', { tweets, isPartial: true }],
    ['lacks a file', { tweets, counts: { 'data/tweets-part2.js': 1 } }],
    ['has fewer posts than it says', { tweets, counts: { 'data/tweets.js': 2 } }],
    ['has more posts than it says', { tweets, counts: { 'data/tweets-part1.js': 1 } }],
    ['has posts from after it was made', { tweets, generatedAt: '2024-02-02T00:00:00.000Z' }],
    [
      'has a long text of no post',
      { tweets, notes: [{ noteTweet: { createdAt: '2024-01-01', core: { text: 'x' } } }] },
    ],
    ['has a long text that cannot be read', { tweets, notes: [{ noteTweet: {} }] }],
  ])('is not known of one that %s', async (_, parts) => {
    expect((await read(parts)).range).toBeUndefined();
  });
});
