import { createHash } from 'node:crypto';
import { hostname } from 'node:os';
import { firstIdAt, type JsonObject, lastIdAt, type PostRecord, type RawPost } from '@app/domain';
import { ExportWorld } from '@testing/delivery';
import { aRawPost } from '@testing/domain';

import { exportFormats } from './export-request';

afterAll(() => ExportWorld.removeFolders());

const day = (n: number) => new Date(Date.UTC(2025, 2, n, 12));
const idAt = (n: number) => firstIdAt(day(n));
const postAt = (n: number, fields: JsonObject = {}, around: Partial<RawPost> = {}): RawPost =>
  aRawPost({ id: idAt(n), created_at: day(n).toISOString(), ...fields }, around);
const unreadable = (n: number) => postAt(n, { text: { no: 'text' } });
const photo = { media_key: '3_1', type: 'photo', url: 'https://pbs.twimg.com/media/1.jpg' };
const withPhoto = (n: number) =>
  postAt(n, { attachments: { media_keys: ['3_1'] } }, { includes: { media: [photo] } });
const fileKey = '3_1.original';
const sha256 = (text: string) => createHash('sha256').update(text, 'latin1').digest('hex');
const mediumSha = sha256('a picture');

async function savePhoto({ archive }: ExportWorld, text = 'a picture'): Promise<void> {
  const body = (async function* () {
    await Promise.resolve();
    yield Buffer.from(text);
  })();
  await archive.media.save('7', { fileKey, contentType: 'image/jpeg', body });
}

async function worldOf(...posts: RawPost[]): Promise<ExportWorld> {
  const world = await ExportWorld.open();
  await world.archive.archive(...posts);
  await world.archive.cover('2025-12-31T00:00:00Z');
  return world;
}

const idsOf = (world: ExportWorld) =>
  world.rows().flatMap((row) => (JSON.stringify(row).includes('"entry"') ? [row] : []));

describe('what an export writes', () => {
  it.each([
    ['eml', /^2025\/03\/\d+\.[0-9a-f]{8}\.eml$/],
    ['item-json', /^2025\/03\/\d+\.[0-9a-f]{8}\.json$/],
    ['maildir', /^Maildir\/new\/\d+\.P\d+V[0-9a-f]{8}\.twitter$/],
    ['mbox', /^2025\/2025-03\.mbox$/],
    ['jsonl', /^2025\/2025-03\.jsonl$/],
  ] as const)('is, as %s, every post by name, its bytes in the manifest', async (format, name) => {
    const world = await worldOf(postAt(1), postAt(2), postAt(3));
    const report = await world.export({ format });
    expect(report).toMatchObject({
      outcome: 'exported',
      counts: { entries: 3, unreadable: 0, missingMedia: 0, byKind: { post: 3 } },
      coverage: { isComplete: true },
    });
    const files = world.files();
    const rows = idsOf(world);
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
      const world = await worldOf(withPhoto(1), postAt(2), postAt(40));
      await savePhoto(world);
      await world.export({ format, mediaBeside: true });
      const { SHA256SUMS = '', ...files } = world.files();
      const contents = Object.entries(files).filter(([, content]) => content !== '(folder)');
      const sums = contents.map(([path, content]) => `${sha256(content)}  ${path}`);
      expect(SHA256SUMS.trimEnd().split('\n').sort()).toEqual(sums.sort());
    },
  );

  it('is the item as it is delivered', async () => {
    const world = await worldOf(withPhoto(1));
    await savePhoto(world);
    await world.archive.ask();
    await world.archive.consume();
    await world.export({ format: 'item-json' });
    const [delivered] = Object.values(world.archive.blobs());
    expect(Object.values(world.files())).toContain(delivered);
  });

  it('is the one version that a delivery takes, or all of them', async () => {
    const world = await worldOf(postAt(1, { text: 'first' }), postAt(2));
    world.archive.clock.advance(1000);
    await world.archive.archive(postAt(1, { text: 'second' }));
    world.archive.clock.advance(1000);
    await world.archive.supply(postAt(1, { text: 'by the owner' }));
    await world.export({ format: 'jsonl' });
    const texts = (rows: unknown[]) =>
      (rows as { record: { raw: RawPost } }[]).map(({ record }) => record.raw.post.text);
    expect(texts(world.rows('2025/2025-03.jsonl'))).toEqual(['second', 'Hello']);

    const all = await worldOf();
    await all.archive.archive(postAt(1, { text: 'first' }), postAt(2));
    all.archive.clock.advance(1000);
    await all.archive.archive(postAt(1, { text: 'second' }));
    const { counts } = await all.export({ format: 'jsonl', allVersions: true });
    expect(texts(all.rows('2025/2025-03.jsonl'))).toEqual(['first', 'second', 'Hello']);
    expect(counts.entries).toBe(3);
  });

  it('is what was made in the window, both ends included', async () => {
    const world = await worldOf(postAt(1), postAt(2), postAt(3), postAt(4));
    await world.export({ from: day(2).toISOString(), to: day(3).toISOString() });
    expect(idsOf(world)).toMatchObject([{ id: idAt(2) }, { id: idAt(3) }]);
  });

  it('is, as jsonl, the record with its hash, its row of the index, and its media once', async () => {
    const world = await worldOf(withPhoto(1), withPhoto(2));
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
    const media = [{ fileKey, path, sha256: mediumSha, bytes: 9, contentType: 'image/jpeg' }];
    expect(read).toMatchObject([{ media, index: { kind: 'post' } }, { media }]);
    expect(idsOf(world)).toMatchObject([{ media: [{ fileKey, path }] }, { media: [{ path }] }]);
  });

  it.each(['eml', 'item-json'] as const)(
    'is, as %s, a medium beside that would make a file too large, and no other',
    async (format) => {
      const [small, large] = [withPhoto(1), withPhoto(2)];
      const world = await worldOf(small, large);
      const text = 'x'.repeat(200_000);
      await savePhoto(world, text);
      const { counts } = await world.export({ format });
      expect(counts).toMatchObject({ entries: 2, missingMedia: 0, mediaFiles: 1 });
      expect(world.files()[`media/${sha256(text)}.jpg`]).toBe(text);

      const other = await worldOf(small);
      await savePhoto(other);
      expect((await other.export({ format })).counts).toMatchObject({ mediaFiles: 0 });
    },
  );

  it('is media beside the messages when they are wanted', async () => {
    const world = await worldOf(withPhoto(1));
    await savePhoto(world);
    await world.export({ format: 'mbox', mediaBeside: true });
    expect(world.files()[`media/${mediumSha}.jpg`]).toBe('a picture');
  });
});

describe('what is no post of the account', () => {
  const noticed = { at: '2025-03-02T00:00:00.000Z' };
  async function withLike(): Promise<ExportWorld> {
    const world = await worldOf(postAt(1));
    const record: PostRecord = {
      ...{ schemaVersion: 1, type: 'like', accountId: '7', postId: idAt(1) },
      ...{ format: 'x-api-v2', raw: postAt(1), noticed },
    };
    const seen = { pageName: 'page', at: day(2) };
    await world.archive.posts.savePosts('7', [{ record, createdAt: day(1), kind: 'like' }], seen);
    return world;
  }

  it('is exported with its record, though it has the id of a post', async () => {
    const world = await withLike();
    const { counts } = await world.export({ format: 'jsonl' });
    expect(counts.byKind).toEqual({ post: 1, like: 1 });
    expect(world.rows('2025/2025-03.jsonl')).toMatchObject([
      { index: { type: 'post' }, record: { postId: idAt(1) } },
      { index: { type: 'like' }, record: { type: 'like', noticed } },
    ]);
  });

  it('has a file of its own, or is named with the reason why not', async () => {
    const world = await withLike();
    const { counts } = await world.export();
    expect(counts.entries + counts.unreadable).toBe(2);
    const rows = world.rows().slice(0, 2) as { type: string; file?: { path: string } }[];
    expect(rows.map(({ type }) => type)).toEqual(['post', 'like']);
    expect(new Set(rows.map(({ file }) => file?.path)).size).toBe(2);
  });
});

describe('what an export cannot write', () => {
  it('is named with its reason, and keeps nothing else back', async () => {
    const world = await worldOf(postAt(1), unreadable(2), postAt(3));
    const { counts } = await world.export();
    expect(counts).toMatchObject({ entries: 2, unreadable: 1 });
    expect(world.rows()).toMatchObject([
      { row: 'entry', id: idAt(1) },
      { row: 'unreadable', id: idAt(2), reason: expect.stringMatching(/text/) as string },
      { row: 'entry', id: idAt(3) },
      { row: 'end', entries: 2, unreadable: 1 },
    ]);
  });

  it('is in jsonl all the same', async () => {
    const world = await worldOf(unreadable(2));
    const { counts } = await world.export({ format: 'jsonl' });
    expect(counts).toMatchObject({ entries: 1, unreadable: 0 });
  });

  it('is a medium that the archive lacks, or that is not what was stored', async () => {
    const world = await worldOf(withPhoto(1));
    await world.export();
    expect(idsOf(world)).toMatchObject([{ missingMedia: [fileKey] }]);

    const other = await worldOf(withPhoto(1));
    await savePhoto(other);
    other.archive.media.blobs.set(`7/${mediumSha}`, Buffer.from('another'));
    const { counts } = await other.export({ format: 'jsonl' });
    expect(counts).toMatchObject({ entries: 1, missingMedia: 1, mediaFiles: 0 });
    expect(Object.keys(other.files()).some((path) => path.startsWith('media/'))).toBe(false);
  });
});

describe('what an export says of its window', () => {
  it('is what X would not show, and what nobody has read yet', async () => {
    const world = await ExportWorld.open();
    await world.archive.cover('2025-03-10T00:00:00Z', 'unreachable');
    await world.archive.cover('2025-03-20T00:00:00Z', 'complete', '2025-03-12T00:00:00Z');
    const to = '2025-03-31T00:00:00.000Z';
    const { coverage } = await world.export({ to });
    const at = (time: string) => firstIdAt(new Date(time));
    expect(coverage).toEqual({
      isComplete: false,
      unreachable: [{ from: '1', to: lastIdAt(new Date('2025-03-10T00:00:00Z')) }],
      complete: [
        { from: at('2025-03-12T00:00:00Z'), to: lastIdAt(new Date('2025-03-20T00:00:00Z')) },
      ],
      unread: [
        {
          from: at('2025-03-10T00:00:00.001Z'),
          to: lastIdAt(new Date('2025-03-11T23:59:59.999Z')),
        },
        {
          from: at('2025-03-20T00:00:00.001Z'),
          to: lastIdAt(new Date('2025-03-31T00:00:00.999Z')),
        },
      ],
    });
  });

  it('ends where X has been read to, when no end is named', async () => {
    const world = await ExportWorld.open();
    await world.archive.cover('2025-03-20T00:00:00Z');
    expect((await world.export()).coverage).toMatchObject({ isComplete: true, unread: [] });
  });

  it('is that of every stream that is switched on', async () => {
    const world = await worldOf(postAt(1));
    await world.archive.choices.set('7', ['likes'], day(1));
    const { coverage } = await world.export({ to: '2025-03-31T00:00:00.000Z' });
    expect(coverage).toMatchObject({ isComplete: false, unread: [] });
    expect(coverage.streams).toMatchObject({ likes: { complete: [], unread: [{ from: '1' }] } });
  });

  it('is that nothing is known of an account never captured', async () => {
    const world = await ExportWorld.open();
    expect((await world.export()).coverage).toMatchObject({ isComplete: false });
  });
});

describe('an export that is repeated', () => {
  it('is read again and not changed, whatever the archive has since', async () => {
    const world = await worldOf(postAt(1));
    await world.export();
    const before = world.files();
    world.archive.clock.advance(1000);
    await world.archive.archive(postAt(1, { text: 'later' }), postAt(2));
    expect(await world.export()).toMatchObject({ outcome: 'verified', counts: { entries: 1 } });
    expect(world.files()).toEqual(before);
  });

  it.each([/\.eml$/, /^manifest\.jsonl$/, /^SHA256SUMS$/])(
    'names %s when it is not as it was written',
    async (name) => {
      const world = await worldOf(postAt(1));
      await world.export();
      const path = Object.keys(world.files()).find((each) => name.test(each)) ?? '';
      const content = world.files()[path] ?? '';
      world.put(path, content.replace('e', 'E'));
      await expect(world.export()).rejects.toMatchObject({
        code: 'folder.damaged',
        details: { path },
      });
    },
  );

  it.each([
    { format: 'mbox' },
    { allVersions: true },
    { from: '2025-03-01T00:00:00.000Z' },
    { accountId: '8' },
    { productVersion: '1.2.4' },
  ] as const)('is refused with other terms: %j', async (terms) => {
    const world = await worldOf(postAt(1));
    await world.export();
    const before = world.files();
    const code = 'folder.other_export';
    await expect(world.export(terms)).rejects.toMatchObject({ code });
    expect(world.files()).toEqual(before);
  });
});

describe('two entries of one id and version', () => {
  it.each(exportFormats)('are two, as %s, each with its own bytes', async (format) => {
    const world = await worldOf(postAt(1));
    const raw = postAt(1);
    const record: PostRecord = {
      ...{ schemaVersion: 1, accountId: '7', postId: idAt(1), format: 'x-api-v2', raw },
    };
    const asInbound = { record, createdAt: day(1), kind: 'inbound', isInbound: true } as const;
    const seen = { pageName: 'page', at: day(2) };
    await world.archive.posts.savePosts('7', [asInbound], seen);
    const { counts } = await world.export({ format });
    expect(counts).toMatchObject({ entries: 2, unreadable: 0 });
    expect(await world.export({ format })).toMatchObject({ outcome: 'verified' });
  });
});

describe('the folder of an export', () => {
  it('is refused when somebody else has put something in it', async () => {
    const world = await worldOf(postAt(1));
    world.put('thesis.txt', 'do not lose');
    await expect(world.export()).rejects.toMatchObject({ code: 'folder.not_empty' });
    expect(world.files()).toEqual({ 'thesis.txt': 'do not lose' });
  });

  it('is refused while another process writes to it', async () => {
    const world = await worldOf(postAt(1));
    world.put('.export/lock', `${process.ppid} ${hostname()}`);
    await expect(world.export()).rejects.toMatchObject({ code: 'folder.in_use' });
  });

  it('is refused when it cannot be made', async () => {
    const world = await worldOf(postAt(1));
    world.put('file', '');
    const inFile = Object.assign(Object.create(world) as ExportWorld, {
      directory: `${world.directory}/file/out`,
    });
    await expect(inFile.export()).rejects.toMatchObject({ code: 'folder.not_writable' });
  });
});

describe('the audit log', () => {
  it('tells who has exported what, before it is written and after', async () => {
    const world = await worldOf(postAt(1));
    await world.export();
    const about = {
      ...{ actor: { kind: 'operator', name: 'ada@desk' }, action: 'archive.exported' },
      ...{ subject: '7', result: 'done' },
    };
    expect(world.audit.events).toMatchObject([
      { ...about, details: { step: 'begun', format: 'eml', to: '2026-01-01T00:00:00.000Z' } },
      { ...about, details: { step: 'finished', entries: 1, unreadable: 0, missingMedia: 0 } },
    ]);
  });
});
