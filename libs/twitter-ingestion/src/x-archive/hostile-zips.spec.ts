import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { anArchiveTweet, writeXArchive, type XArchiveParts } from '@testing/twitter-ingestion';

import { XArchive } from './x-archive';

const CENTRAL_HEADER = Buffer.from([0x50, 0x4b, 0x01, 0x02]);
/** Of fields in a header of the zip's directory (https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, 4.3.12). */
const [MADE_BY, FLAGS, SUM, SIZE, ATTRIBUTES, OFFSET, NAME] = [4, 8, 16, 24, 38, 42, 46];
const TWEETS = 'data/tweets.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'x-archive-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

let made = 0;
async function anArchive(parts: XArchiveParts, spoil?: (zip: Buffer) => void): Promise<string> {
  const file = join(folder, `${++made}.zip`);
  await writeXArchive(file, { tweets: [[anArchiveTweet()]], ...parts });
  if (spoil) {
    const bytes = readFileSync(file);
    spoil(bytes);
    writeFileSync(file, bytes);
  }
  return file;
}

/** Where the directory's header of a file begins. */
function headerOf(zip: Buffer, name: string): number {
  for (let at = zip.indexOf(CENTRAL_HEADER); at >= 0; at = zip.indexOf(CENTRAL_HEADER, at + 1)) {
    if (zip.toString('latin1', at + NAME, at + NAME + name.length) === name) return at;
  }
  throw new Error(`The zip has no ${name}.`);
}

function rename(zip: Buffer, from: string, to: string): void {
  expect(to).toHaveLength(from.length);
  for (let at = zip.indexOf(from); at >= 0; at = zip.indexOf(from, at + 1)) zip.write(to, at);
}

async function readAll(file: string): Promise<void> {
  const archive = await XArchive.open(file);
  try {
    const pages = archive.pages(() => undefined);
    while (!(await pages.next()).done);
    await Array.fromAsync(archive.readMedia('data/tweets_media/1-a.jpg'));
  } finally {
    archive.close();
  }
}

const media = { '1-a.jpg': 'picture' };
const evil = 'data/evil_evil_evil.js';
const files = { [evil]: 'x' };
const zeros = Buffer.alloc(4 * 1024 ** 2);

interface Case {
  parts?: XArchiveParts;
  spoil?: (zip: Buffer) => void;
}

describe('a zip that an attacker has made', () => {
  it('would be read but for that', async () => {
    await expect(readAll(await anArchive({ media, files }))).resolves.toBeUndefined();
  });

  it.each([
    ['out of its folder', '../../evil/evil/evil.j'],
    ['to the root', '/ata/evil_evil_evil.js'],
    ['to a drive', 'C:/a/evil_evil_evil.js'],
    ['out by backslashes', '..\\..\\evil_evil_evi.js'],
  ])('is refused when a name leads %s', async (_, name) => {
    const file = await anArchive({ media, files }, (zip) => rename(zip, evil, name));
    await expect(readAll(file)).rejects.toMatchObject({ code: 'import.unsafe_archive' });
  });

  it.each([
    ['a zip inside', { 'data/tweets_media/1-b.ZIP': 'x' }],
    ['a tar inside, where nothing is read', { 'assets/x.tar.gz': 'x' }],
    ['a bomb of zeros', { 'data/tweets_media/1-b.jpg': zeros }],
    ['a bomb of zeros where nothing is read', { 'assets/x.js': zeros }],
    ['two files of one name', { [TWEETS]: '[]' }],
  ])('is refused when it has %s', async (_, more) => {
    const file = await anArchive({ media, files: more });
    await expect(readAll(file)).rejects.toMatchObject({ code: 'import.unsafe_archive' });
  });

  it('cannot make the terminal do things by a name', async () => {
    const nested = { 'data/\u001b]0;evil\u0007\u009b2J.zip': 'x' };
    const file = await anArchive({ files: nested });
    const refused = expect.not.stringMatching(/\p{Cc}/u) as string;
    await expect(readAll(file)).rejects.toMatchObject({
      message: refused,
      details: { entry: 'data/?]0;evil??2J.zip' },
    });
  });

  it.each<Case & { name: string }>([
    { name: 'is encrypted', spoil: (zip) => zip.writeUInt16LE(1, headerOf(zip, TWEETS) + FLAGS) },
    {
      name: 'is a link',
      spoil: (zip) => {
        zip.writeUInt16LE(0x0314, headerOf(zip, TWEETS) + MADE_BY);
        zip.writeUInt32LE(0xa1ff0000, headerOf(zip, TWEETS) + ATTRIBUTES);
      },
    },
    {
      name: "has another's bytes",
      spoil: (zip) => {
        const offset = zip.readUInt32LE(headerOf(zip, TWEETS) + OFFSET);
        zip.writeUInt32LE(offset, headerOf(zip, evil) + OFFSET);
      },
    },
    {
      name: 'is larger than it says',
      spoil: (zip) => zip.writeUInt32LE(3, headerOf(zip, TWEETS) + SIZE),
    },
    {
      name: 'has no header as it must be',
      spoil: (zip) => zip.fill(0, headerOf(zip, TWEETS), headerOf(zip, TWEETS) + 4),
    },
  ])('is refused when an entry $name', async ({ spoil }) => {
    const file = await anArchive({ media, files }, spoil);
    await expect(readAll(file)).rejects.toMatchObject({ code: 'import.unsafe_archive' });
  });
});

describe('a file that is no archive of X, or none any more', () => {
  it.each<Case & { name: string }>([
    { name: 'is no zip', spoil: (zip) => zip.fill(0) },
    { name: 'is damaged', spoil: (zip) => zip.fill(0xff, 60, 90) },
    {
      name: 'has a damaged picture',
      spoil: (zip) => zip.writeUInt32LE(1, headerOf(zip, 'data/tweets_media/1-a.jpg') + SUM),
    },
    {
      name: 'has a file smaller than it says',
      spoil: (zip) => zip.writeUInt32LE(9999, headerOf(zip, TWEETS) + SIZE),
    },
    { name: 'has a manifest of nonsense', parts: { generatedAt: 'yesterday' } },
  ])('cannot be read when it $name', async ({ parts, spoil }) => {
    const file = await anArchive({ media, ...parts }, spoil);
    await expect(readAll(file)).rejects.toMatchObject({ code: 'import.unreadable_archive' });
  });

  it('is not there at all', async () => {
    const file = join(folder, 'nothing.zip');
    await expect(XArchive.open(file)).rejects.toMatchObject({ code: 'import.unreadable_archive' });
  });
});
