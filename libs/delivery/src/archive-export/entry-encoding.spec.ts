import { createHash } from 'node:crypto';
import { type PostEntry } from '@app/archive';
import { ExportConfig, slice } from '@app/config';
import { AppError, type RawPost } from '@app/domain';
import {
  exportOf,
  type ExportWorld,
  idAt,
  photoKey,
  postAt,
  postWithPhoto,
  savePhoto,
  sha256,
  unreadablePost,
} from '@testing/delivery';

import { EntryConversion } from '../entry-conversion';
import { EntryEncoding } from './entry-encoding';
import { type ExportTerms } from './export-request';

const account = { accountId: '7', username: 'contoso' };
const terms = (given: Partial<ExportTerms>): ExportTerms => ({
  ...{ accountId: '7', format: 'jsonl', allVersions: false, mediaBeside: false },
  ...{ maxItemBytes: 1000, productVersion: '1.2.3', ...given },
});
const photoUrl = 'https://pbs.twimg.com/media/1.jpg?name=orig';

async function encoded(world: ExportWorld, given: Partial<ExportTerms>, lost: string[] = []) {
  const { posts, media } = world.archive;
  const config = slice(ExportConfig, {
    ...{ timeoutMs: 30_000, allowedHosts: [], uploadConcurrency: 3, maxItemBytes: 100_000 },
  });
  const encoding = new EntryEncoding(new EntryConversion(posts, media, config), posts, media);
  const [entry] = posts.entries.values();
  const { content, ...rest } = await encoding.encode(account, entry as PostEntry, terms(given));
  const text = Buffer.concat(await Array.fromAsync(content(new Set(lost)))).toString();
  return { ...rest, text, entry, encoding };
}

const photo = (text = 'a picture') => ({
  ...{ fileKey: photoKey, bytes: text.length, sha256: sha256(text), contentType: 'image/jpeg' },
});

async function worldOf(raw: RawPost, photoText?: string): Promise<ExportWorld> {
  const world = await exportOf(raw);
  if (photoText !== undefined) await savePhoto(world, photoText);
  return world;
}

describe('an entry as it is exported', () => {
  it('is, as jsonl, its row, its media and last its record as it is stored', async () => {
    const world = await worldOf(postWithPhoto(1), 'a picture');
    const { text, beside, missingMedia, entry } = await encoded(world, {});
    const medium = { ...photo(), path: `media/${photo().sha256}.jpg` };
    const { record, ...head } = JSON.parse(text) as { record: unknown };
    expect(head).toEqual({
      ...{ schemaVersion: 1, media: [medium] },
      index: JSON.parse(JSON.stringify(entry)) as unknown,
    });
    expect(record).toEqual([...world.archive.posts.records.values()][0]);
    const stored = text.slice(text.indexOf(',"record":') + ',"record":'.length, -2);
    expect(createHash('sha256').update(stored).digest('hex')).toBe(entry?.sha256);
    expect(text.endsWith('}\n')).toBe(true);
    expect({ beside, missingMedia }).toEqual({
      beside: [{ state: 'stored', ...photo() }],
      missingMedia: [],
    });
  });

  it.each([undefined, { reason: 'media.gone', retry: false }])(
    'names, as jsonl, a medium that the archive lacks (%j)',
    async (noted) => {
      const world = await worldOf(postWithPhoto(1));
      if (noted)
        await world.archive.media.markMissing('7', { fileKey: photoKey, url: photoUrl, ...noted });
      const { text, ...rest } = await encoded(world, {});
      const { media } = JSON.parse(text) as { media: unknown };
      expect(media).toEqual([
        { fileKey: photoKey, url: expect.stringContaining('/1.jpg') as string, missing: true },
      ]);
      expect(rest).toMatchObject({ beside: [], missingMedia: [photoKey] });
    },
  );

  it('says, as jsonl, of a medium that could not be had that it is missing', async () => {
    const world = await worldOf(postWithPhoto(1), 'a picture');
    const { text } = await encoded(world, {}, [photoKey]);
    expect(JSON.parse(text)).toMatchObject({ media: [{ ...photo(), missing: true }] });
    expect(text).not.toContain('"path"');
  });

  it('has, as jsonl, no media where nothing is known of them', async () => {
    const world = await worldOf(unreadablePost(1));
    const { text, ...rest } = await encoded(world, {});
    expect(JSON.parse(text)).toMatchObject({ media: [] });
    expect(rest).toMatchObject({ beside: [], missingMedia: [] });
  });

  it.each(['jsonl', 'eml'] as const)(
    'is not, as %s, without what cannot be asked',
    async (format) => {
      const down = new AppError('archive.unavailable', 'Not now.');
      const world = await worldOf(postWithPhoto(1));
      jest.spyOn(world.archive.media, 'find').mockRejectedValue(down);
      await expect(encoded(world, { format })).rejects.toBe(down);
    },
  );

  it.each(['eml', 'mbox', 'maildir', 'item-json'] as const)(
    'has, as %s, its media in it, and beside it only where they are wanted',
    async (format) => {
      const world = await worldOf(postWithPhoto(1), 'a picture');
      const { text, ...within } = await encoded(world, { format });
      expect(text).toContain(Buffer.from('a picture').toString('base64'));
      expect(within).toMatchObject({ beside: [], missingMedia: [] });
      const { beside } = await encoded(world, { format, mediaBeside: true });
      expect(beside).toEqual([{ state: 'stored', ...photo() }]);
    },
  );

  it.each(['eml', 'item-json'] as const)(
    'has, as %s, beside it what is too large',
    async (format) => {
      const large = 'x'.repeat(200_000);
      const world = await worldOf(postWithPhoto(1), large);
      const { beside, missingMedia } = await encoded(world, { format });
      expect({ beside, missingMedia }).toEqual({
        beside: [{ state: 'stored', ...photo(large) }],
        missingMedia: [],
      });
    },
  );

  it('asks for no record twice where nothing is beside it', async () => {
    const world = await worldOf(postWithPhoto(1), 'a picture');
    const read = jest.spyOn(world.archive.posts, 'read');
    await encoded(world, { format: 'eml' });
    expect(read).toHaveBeenCalledTimes(1);
  });

  it('has, as mbox, its sender and its time before it', async () => {
    const world = await worldOf(postAt(1));
    const { text } = await encoded(world, { format: 'mbox' });
    const [first = '', second] = text.split('\n');
    expect(first).toMatch(/^From \S+@\S+ Sat Mar {2}1 12:00:00 2025$/);
    expect(second).toMatch(/^[A-Z][\w-]*: /);
    expect(text).toContain(idAt(1));
  });

  it('opens the media of the account', async () => {
    const world = await worldOf(postWithPhoto(1), 'a picture');
    const { encoding } = await encoded(world, {});
    const bytes = await Array.fromAsync(await encoding.open('7', photo().sha256));
    expect(Buffer.concat(bytes).toString()).toBe('a picture');
    await expect(encoding.open('8', photo().sha256)).rejects.toMatchObject({
      code: 'archive.not_found',
    });
  });
});
