import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError } from '@app/domain';
import { manyArchiveTweets, writeXArchive } from '@testing/twitter-ingestion';

import { type SeekableFile } from './seekable-file';
import { XArchive } from './x-archive';

const MIB = 1024 ** 2;
const video = randomBytes(9 * MIB);
const pictures = Object.fromEntries(
  Array.from({ length: 300 }, (_, n) => [`${n}-a.jpg`, randomBytes(2000)] as const),
);

let folder: string;
let file: string;
let bytes: Buffer;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'seekable-'));
  file = join(folder, 'archive.zip');
  const tweets = [manyArchiveTweets(600)];
  await writeXArchive(file, { tweets, media: { ...pictures, '1-v.mp4': video } });
  bytes = readFileSync(file);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The zip, as something far away gives it, and what was asked of it. */
function farAway({ failing = false, size = bytes.length } = {}) {
  const asked: number[] = [];
  const state = { failing };
  const read = async (from: number, to: number) => {
    await Promise.resolve();
    if (state.failing) throw new AppError('import.unavailable', 'no');
    asked.push(to - from);
    return bytes.subarray(from, to);
  };
  const far: SeekableFile = { bytes: size, read };
  return { far, asked, state };
}

async function pagesOf(source: string | SeekableFile) {
  const archive = await XArchive.open(source);
  try {
    return await Array.fromAsync(archive.pages(() => undefined));
  } finally {
    archive.close();
  }
}

describe('an archive that is read by ranges', () => {
  it('has the pages of the same file here', async () => {
    const pages = await pagesOf(farAway().far);
    expect(pages).toHaveLength(3);
    expect(pages).toEqual(await pagesOf(file));
  });

  it('gives its media, several at once, in few pieces that are small', async () => {
    const { far, asked } = farAway();
    const archive = await XArchive.open(far);
    const names = [...Object.keys(pictures).slice(0, 20), '1-v.mp4'];
    const media = await Promise.all(
      names.map((name) => Array.fromAsync(archive.readMedia(`data/tweets_media/${name}`))),
    );
    archive.close();
    const given = media.map((pieces) => Buffer.concat(pieces));
    expect(given.map((each) => each.length)).toEqual([...Array<number>(20).fill(2000), 9 * MIB]);
    expect(given.at(-1)?.equals(video)).toBe(true);
    expect(asked.length).toBeLessThan(20);
    expect(Math.max(...asked)).toBeLessThanOrEqual(4 * MIB);
  });

  it('fails as its place fails, before it is opened and later', async () => {
    const isUnavailable = { code: 'import.unavailable' };
    await expect(XArchive.open(farAway({ failing: true }).far)).rejects.toMatchObject(
      isUnavailable,
    );
    const { far, state } = farAway();
    const archive = await XArchive.open(far);
    state.failing = true;
    const reading = Array.fromAsync(archive.readMedia('data/tweets_media/1-v.mp4'));
    await expect(reading).rejects.toMatchObject(isUnavailable);
    state.failing = false;
    const again = await Array.fromAsync(archive.readMedia('data/tweets_media/0-a.jpg'));
    expect(Buffer.concat(again)).toHaveLength(2000);
    archive.close();
  });

  it.each([
    ['is cut off', { size: 100_000 }],
    ['is shorter than it should be', { size: 11 * MIB }],
  ])('cannot be read when it %s', async (_, differs) => {
    await expect(XArchive.open(farAway(differs).far)).rejects.toMatchObject({
      code: 'import.unreadable_archive',
    });
  });
});
