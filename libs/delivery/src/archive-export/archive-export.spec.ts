import { Readable } from 'node:stream';
import { type RawPost } from '@app/domain';
import {
  day,
  entryRows,
  exportOf,
  ExportWorld,
  idAt,
  photoKey,
  postAt,
  postWithPhoto,
  savePhoto,
  sha256,
} from '@testing/delivery';

import { exportFormats } from './export-request';

afterAll(() => ExportWorld.removeFolders());

const mediumSha = sha256('a picture');

describe('what an export writes', () => {
  it.each([
    ['eml', /^2025\/03\/\d+\.[0-9a-f]{8}\.eml$/],
    ['item-json', /^2025\/03\/\d+\.[0-9a-f]{8}\.json$/],
    ['maildir', /^Maildir\/new\/\d+\.P\d+V[0-9a-f]{8}\.twitter$/],
    ['mbox', /^2025\/2025-03\.mbox$/],
    ['jsonl', /^2025\/2025-03\.jsonl$/],
  ] as const)('is, as %s, every post by name, its bytes in the manifest', async (format, name) => {
    const world = await exportOf(postAt(1), postAt(2), postAt(3));
    const report = await world.export({ format });
    expect(report).toMatchObject({
      outcome: 'exported',
      counts: { entries: 3, unreadable: 0, missingMedia: 0, byKind: { post: 3 } },
      coverage: { isComplete: true },
    });
    const files = world.files();
    const rows = entryRows(world);
    expect(rows).toMatchObject([1, 2, 3].map((n) => ({ id: idAt(n), kind: 'post' })));
    for (const row of rows as { file: Record<string, unknown> }[]) {
      const { path, offset = 0, bytes } = row.file;
      expect(path).toMatch(name);
      const content = (files[String(path)] ?? '').slice(
        Number(offset),
        Number(offset) + Number(bytes),
      );
      expect(sha256(content)).toBe(row.file.sha256);
    }
  });

  it.each(exportFormats)(
    'has, as %s, the sum of every file of it, and no other',
    async (format) => {
      const world = await exportOf(postWithPhoto(1), postAt(2), postAt(40));
      await savePhoto(world);
      await world.export({ format, mediaBeside: true });
      const { SHA256SUMS = '', ...files } = world.files();
      const contents = Object.entries(files).filter(([, content]) => content !== '(folder)');
      const sums = contents.map(([path, content]) => `${sha256(content)}  ${path}`);
      expect(SHA256SUMS.trimEnd().split('\n').sort()).toEqual(sums.sort());
    },
  );

  it.each([
    ['eml', /^(?!From )[^]*\r\n$/, /[^\r]\n/],
    ['maildir', /^(?!From )[^]*\n$/, /\r/],
    ['mbox', /^From [^]*\n$/, /\r/],
    ['item-json', /^\{.*\}$/, /\n/],
  ] as const)('has, as %s, the lines that belong to it', async (format, like, unlike) => {
    const world = await exportOf(postAt(1));
    await world.export({ format });
    const [{ file } = { file: { path: '' } }] = entryRows(world) as { file: { path: string } }[];
    const content = world.files()[file.path] ?? '';
    expect(content).toMatch(like);
    expect(content).not.toMatch(unlike);
  });

  it('is the item as it is delivered', async () => {
    const world = await exportOf(postWithPhoto(1));
    await savePhoto(world);
    await world.archive.ask();
    await world.archive.consume();
    await world.export({ format: 'item-json' });
    const [delivered] = Object.values(world.archive.blobs());
    expect(Object.values(world.files())).toContain(delivered);
  });

  it('is the one version that a delivery takes, or all of them', async () => {
    const world = await exportOf(postAt(1, { text: 'first' }), postAt(2));
    world.archive.clock.advance(1000);
    await world.archive.archive(postAt(1, { text: 'second' }));
    world.archive.clock.advance(1000);
    await world.archive.supply(postAt(1, { text: 'by the owner' }));
    await world.export({ format: 'jsonl' });
    const texts = (rows: unknown[]) =>
      (rows as { record: { raw: RawPost } }[]).map(({ record }) => record.raw.post.text);
    expect(texts(world.rows('2025/2025-03.jsonl'))).toEqual(['second', 'Hello']);

    const all = await exportOf();
    await all.archive.archive(postAt(1, { text: 'first' }), postAt(2));
    all.archive.clock.advance(1000);
    await all.archive.archive(postAt(1, { text: 'second' }));
    const { counts } = await all.export({ format: 'jsonl', allVersions: true });
    expect(texts(all.rows('2025/2025-03.jsonl'))).toEqual(['first', 'second', 'Hello']);
    expect(counts.entries).toBe(3);
  });

  it('is what was made in the window, both ends included', async () => {
    const world = await exportOf(postAt(1), postAt(2), postAt(3), postAt(4));
    await world.export({ from: day(2).toISOString(), to: day(3).toISOString() });
    expect(entryRows(world)).toMatchObject([{ id: idAt(2) }, { id: idAt(3) }]);
  });

  it('is, as jsonl, the record with its hash, its row of the index, and its media once', async () => {
    const world = await exportOf(postWithPhoto(1), postWithPhoto(2));
    await savePhoto(world);
    const { counts } = await world.export({ format: 'jsonl' });
    expect(counts).toMatchObject({ entries: 2, mediaFiles: 1 });
    const path = `media/${mediumSha}.jpg`;
    const files = world.files();
    expect(files[path]).toBe('a picture');
    const lines = (files['2025/2025-03.jsonl'] ?? '').trimEnd().split('\n');
    const read = lines.map((line) => ({
      ...(JSON.parse(line) as { index: { sha256: string; kind: string } }),
      record: line.slice(line.indexOf('"record":') + '"record":'.length, -1),
    }));
    expect(read.map(({ record }) => sha256(record))).toEqual(read.map(({ index }) => index.sha256));
    const media = [
      { fileKey: photoKey, path, sha256: mediumSha, bytes: 9, contentType: 'image/jpeg' },
    ];
    expect(read).toMatchObject([{ media, index: { kind: 'post' } }, { media }]);
    expect(entryRows(world)).toMatchObject([
      { media: [{ fileKey: photoKey, path }] },
      { media: [{ path }] },
    ]);
  });

  it.each(['eml', 'item-json'] as const)(
    'is, as %s, a medium beside that would make a file too large, and no other',
    async (format) => {
      const [small, large] = [postWithPhoto(1), postWithPhoto(2)];
      const world = await exportOf(small, large);
      const text = 'x'.repeat(200_000);
      await savePhoto(world, text);
      const { counts } = await world.export({ format });
      expect(counts).toMatchObject({ entries: 2, missingMedia: 0, mediaFiles: 1 });
      expect(world.files()[`media/${sha256(text)}.jpg`]).toBe(text);

      const other = await exportOf(small);
      await savePhoto(other);
      expect((await other.export({ format })).counts).toMatchObject({ mediaFiles: 0 });
    },
  );

  it('is each of the same bytes by its key, and once for each type they have', async () => {
    const keys = ['3_1', '3_2', '3_3'];
    const media = keys.map((media_key) => ({
      ...{ media_key, type: 'photo', url: `https://pbs.twimg.com/media/${media_key}.jpg` },
    }));
    const post = postAt(1, { attachments: { media_keys: keys } }, { includes: { media } });
    const world = await exportOf(post);
    const types = ['image/jpeg', 'image/jpeg', 'image/png'];
    for (const [i, key] of keys.entries()) {
      const body = Readable.from([Buffer.from('a picture')]);
      const contentType = types[i] ?? '';
      await world.archive.media.save('7', { fileKey: `${key}.original`, contentType, body });
    }
    const { counts } = await world.export({ mediaBeside: true });
    expect(counts).toMatchObject({ entries: 1, missingMedia: 0, mediaFiles: 2 });
    const [jpg, png] = ['jpg', 'png'].map((ending) => `media/${mediumSha}.${ending}`);
    expect(entryRows(world)).toMatchObject([
      { media: [jpg, jpg, png].map((path, i) => ({ path, fileKey: `${keys[i] ?? ''}.original` })) },
    ]);
    expect(world.files()).toMatchObject({ [jpg ?? '']: 'a picture', [png ?? '']: 'a picture' });
  });

  it('is media beside the messages when they are wanted', async () => {
    const world = await exportOf(postWithPhoto(1));
    await savePhoto(world);
    await world.export({ format: 'mbox', mediaBeside: true });
    expect(world.files()[`media/${mediumSha}.jpg`]).toBe('a picture');
  });
});
