import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import {
  type CapturedPage,
  type MediaArchive,
  type PostToSave,
  sha256Hex,
  type StoredArchive,
  type VersionName,
} from '@app/archive';
import { firstIdAt } from '@app/domain';

import { aPostToSave } from './post-to-save.builder';

const page = {
  ...{ request: 'GET /2/users/7/tweets', headers: {} },
  receivedAt: new Date('2025-04-01T00:00:00.000Z'),
};
let accounts = 0;

/** What StoredArchive tells of what was archived. */
export function describeStoredArchive(
  name: string,
  open: () => {
    stored: StoredArchive;
    media: MediaArchive;
    posts: {
      savePage(page: CapturedPage): Promise<string>;
      savePosts(
        accountId: string,
        posts: readonly PostToSave[],
        seen: { pageName: string; at: Date },
      ): Promise<unknown>;
    };
  },
): void {
  describe(`${name} is StoredArchive`, () => {
    /** A post in March and a like of it, a post in April; files, one of them missing. */
    const setUp = async () => {
      const { stored, media, posts } = open();
      const accountId = `4${process.pid}${accounts++}`;
      const march = aPostToSave(accountId);
      const april = aPostToSave(accountId, { createdAt: new Date('2025-04-01T00:00:00.000Z') });
      const likedAt = new Date('2025-03-02T00:00:00.000Z');
      const like: PostToSave = {
        ...{ createdAt: likedAt, kind: 'like' },
        record: {
          ...{ ...march.record, type: 'like', postId: firstIdAt(likedAt) },
          noticed: { at: likedAt.toISOString() },
        },
      };
      const pageName = await posts.savePage({ ...page, accountId, body: Buffer.from('{}') });
      const seen = { pageName, at: page.receivedAt };
      for (const each of [april, march, like]) await posts.savePosts(accountId, [each], seen);
      const body = Readable.from([Buffer.from('photo')]);
      await media.save(accountId, { fileKey: '7_1.original', contentType: 'image/jpeg', body });
      const missing = { fileKey: '7_2.original', url: 'https://x', reason: 'r', retry: false };
      await media.markMissing(accountId, missing);
      return {
        stored,
        accountId,
        pageName,
        ids: { march: march.record.postId, like: like.record.postId },
      };
    };

    it('gives the rows of the index by month and id, behind them how many there are', async () => {
      const { stored, accountId } = await setUp();
      const rows = await Array.fromAsync(stored.indexRows(accountId));
      expect(rows.map((row) => [row.partition, row.entry?.kind ?? row.counts])).toEqual([
        [`${accountId}_202503`, 'post'],
        [`${accountId}_202503`, 'like'],
        [
          `${accountId}_202503`,
          [
            { day: '2025-03-01', total: 1, byKind: { post: 1 } },
            { day: '2025-03-02', total: 1, byKind: { like: 1 } },
          ],
        ],
        [`${accountId}_202504`, 'post'],
        [`${accountId}_202504`, [{ day: '2025-04-01', total: 1, byKind: { post: 1 } }]],
      ]);
      const april = await Array.fromAsync(stored.indexRows(accountId, `${accountId}_202504`));
      expect(april.map(({ key }) => key)).toEqual(rows.slice(3).map(({ key }) => key));
    });

    it('lists blobs by name, and opens them', async () => {
      const { stored, accountId, pageName } = await setUp();
      const names = (await Array.fromAsync(stored.blobs(`${accountId}/`))).map((blob) => blob.name);
      const medium = `${accountId}/media/${sha256Hex('photo')}`;
      expect(names).toEqual([
        expect.stringMatching(/\/likes\/2025\/03\/\d+\.[0-9a-f]{8}\.json$/),
        medium,
        pageName,
        expect.stringContaining('/posts/2025/03/'),
        expect.stringContaining('/posts/2025/04/'),
      ]);
      expect((await buffer(await stored.open(medium))).toString()).toBe('photo');
      const unknown = stored.open(`${medium}0`);
      await expect(unknown).rejects.toMatchObject({ code: 'archive.not_found' });
    });

    it('finds the row of a record, and of a post in any month', async () => {
      const { stored, accountId, ids } = await setUp();
      const [row] = await Array.fromAsync(stored.indexRows(accountId));
      const recordName = row?.entry?.recordName ?? '';
      const month = `${accountId}_202503`;
      expect(await stored.hasRecordRow(month, ids.march, recordName)).toBe(true);
      expect(await stored.hasRecordRow(month, ids.march, `${recordName}x`)).toBe(false);
      expect(await stored.hasRecordRow(month, ids.like, recordName)).toBe(false);
      expect(await stored.hasRecordRow(`${accountId}_202504`, ids.march, recordName)).toBe(false);
      expect(await stored.hasRowOf(accountId, ids.march)).toBe(true);
      expect(await stored.hasRowOf(accountId, ids.like)).toBe(false);
    });

    it('tells of a version whether there is a row of it, in its month', async () => {
      const { stored, accountId, ids } = await setUp();
      const [march] = await Array.fromAsync(stored.indexRows(accountId, `${accountId}_202503`));
      if (!march?.entry) throw new Error('There is a post in March.');
      const { version, createdAt } = march.entry;
      const has = (more: Partial<VersionName>) =>
        stored.hasVersion({ accountId, postId: ids.march, version, createdAt, ...more });
      expect(await has({})).toBe(true);
      expect(await has({ version: '00000000' })).toBe(false);
      expect(await has({ version: version.slice(0, -1) })).toBe(false);
      expect(await has({ postId: `${ids.march}0` })).toBe(false);
      expect(await has({ createdAt: new Date('2025-04-01T00:00:00.000Z') })).toBe(false);
      expect(await has({ accountId: '1' })).toBe(false);
      const like = (await Array.fromAsync(stored.indexRows(accountId))).find(
        ({ entry }) => entry?.kind === 'like',
      )?.entry;
      expect(like && (await stored.hasVersion(like))).toBe(true);
    });

    it('tells of files what their rows say', async () => {
      const { stored, accountId } = await setUp();
      expect(await Array.fromAsync(stored.storedMedia(accountId))).toEqual([
        expect.objectContaining({ fileKey: '7_1.original', sha256: sha256Hex('photo'), bytes: 5 }),
      ]);
      const states = ['7_1.original', '7_2.original', '7_3.original'].map((fileKey) =>
        stored.mediumRow(accountId, fileKey),
      );
      expect(await Promise.all(states)).toEqual([{ sha256: sha256Hex('photo') }, {}, 'none']);
      expect(await Array.fromAsync(stored.removedMedia(accountId))).toEqual([]);
    });
  });
}
