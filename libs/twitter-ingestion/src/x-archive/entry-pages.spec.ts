import { entryPages } from './entry-pages';

const MIB = 1024 ** 2;

/** A file of entries of these sizes. */
async function* fileOf(sizes: number[]): AsyncGenerator<Buffer> {
  yield Buffer.from('window.YTD.tweets.part0 = [');
  for (const [i, size] of sizes.entries()) {
    const entry = `${i > 0 ? ',' : ''}{"text":"${'x'.repeat(size)}"}`;
    yield await Promise.resolve(Buffer.from(entry));
  }
  yield Buffer.from(']');
}

async function pagesOf(...sizes: number[]) {
  const reading = { read: () => ({}), tell: () => undefined };
  return Array.fromAsync(entryPages('data/tweets.js', fileOf(sizes), reading));
}

describe('a page of entries', () => {
  it('ends with the entry that makes it 16 MiB, however few there are', async () => {
    const large = Array.from({ length: 14 }, () => 3 * MIB);
    const pages = await pagesOf(1, ...large);
    expect(pages.map(({ request }) => request)).toEqual([
      'data/tweets.js, entries 1 to 7',
      'data/tweets.js, entries 8 to 13',
      'data/tweets.js, entries 14 to 15',
    ]);
    expect(Math.max(...pages.map(({ body }) => body.length))).toBeLessThan(19 * MIB);
  });

  it('has 250 entries where they are as large as posts are', async () => {
    const pages = await pagesOf(...Array.from({ length: 251 }, () => 30_000));
    expect(pages.map(({ entries }) => entries)).toEqual([250, 1]);
  });
});
