import { type PostRecord } from '@app/domain';
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
  unreadablePost,
} from '@testing/delivery';

import { exportFormats } from './export-request';

afterAll(() => ExportWorld.removeFolders());

const mediumSha = sha256('a picture');

describe('what is no post of the account', () => {
  const noticed = { at: '2025-03-02T00:00:00.000Z' };
  async function withLike(): Promise<ExportWorld> {
    const world = await exportOf(postAt(1));
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

describe('two entries of one id and version', () => {
  it.each(exportFormats)('are two, as %s, each with its own bytes', async (format) => {
    const world = await exportOf(postAt(1));
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

describe('what an export cannot write', () => {
  it('is named with its reason, and keeps nothing else back', async () => {
    const world = await exportOf(postAt(1), unreadablePost(2), postAt(3));
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
    const world = await exportOf(unreadablePost(2));
    const { counts } = await world.export({ format: 'jsonl' });
    expect(counts).toMatchObject({ entries: 1, unreadable: 0 });
  });

  it('is a medium that the archive lacks, or that is not what was stored', async () => {
    const world = await exportOf(postWithPhoto(1));
    await world.export();
    expect(entryRows(world)).toMatchObject([{ missingMedia: [photoKey] }]);

    const other = await exportOf(postWithPhoto(1));
    await savePhoto(other);
    other.archive.media.blobs.set(`7/${mediumSha}`, Buffer.from('another'));
    const { counts } = await other.export({ format: 'jsonl' });
    expect(counts).toMatchObject({ entries: 1, missingMedia: 1, mediaFiles: 0 });
    expect(Object.keys(other.files()).some((path) => path.startsWith('media/'))).toBe(false);
  });
});
