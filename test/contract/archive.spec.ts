import { Readable } from 'node:stream';
import { createHash, randomBytes } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { type TestingModule } from '@nestjs/testing';
import {
  ArchiveModule,
  type CapturedPage,
  CaptureStateStore,
  ContentRemoval,
  encodePost,
  ManifestArchive,
  MediaArchive,
  AbsenceBook,
  NoticeBook,
  PostArchive,
  StoredArchive,
  StoredChains,
} from '@app/archive';
import { StorageClients, tableKey } from '@app/azure';
import {
  aPostToSave,
  describeCaptureStateStore,
  describeContentRemoval,
  describeManifestArchive,
  describeMediaArchive,
  describeAbsenceBook,
  describeNoticeBook,
  describePostArchive,
  describeStoredArchive,
  describeStoredChains,
} from '@testing/archive';

import { openModule, openProcesses } from '../support/open-module';
import { freshStorage, unreachableStorage } from '../support/storage';

let processes: { next(): TestingModule };
beforeAll(async () => {
  processes = await openProcesses(ArchiveModule, { slices: [freshStorage()] });
});
const container = () =>
  processes.next().get(StorageClients, { strict: false }).container('archive');

describePostArchive('AzurePostArchive', {
  open: () => processes.next().get(PostArchive),
  saveRecordsOnly: async (accountId, posts, seen) => {
    for (const post of posts) {
      const { entry, bytes } = encodePost(accountId, post, seen);
      await (await container()).getBlockBlobClient(entry.recordName).upload(bytes, bytes.length);
    }
  },
});
describeMediaArchive('AzureMediaArchive', {
  open: () => processes.next().get(MediaArchive),
  beginToStore: async (accountId, fileKey) => {
    const table = await processes.next().get(StorageClients, { strict: false }).table('media');
    const keys = { partitionKey: tableKey(accountId, 'late'), rowKey: tableKey(fileKey) };
    await table.createEntity({ ...keys, schemaVersion: 1, fileKey });
  },
});
describeCaptureStateStore('AzureCaptureStateStore', () => processes.next().get(CaptureStateStore));
describeAbsenceBook('AzureAbsenceBook', () => processes.next().get(AbsenceBook));
describeNoticeBook('AzureNoticeBook', () => processes.next().get(NoticeBook));
describeManifestArchive('AzureManifestArchive', () => processes.next().get(ManifestArchive));
describeContentRemoval('AzureContentRemoval', () => {
  const process = processes.next();
  return {
    archive: process.get(PostArchive),
    media: process.get(MediaArchive),
    absences: process.get(AbsenceBook),
    removal: process.get(ContentRemoval),
  };
});
describeStoredArchive('StoredArchive', () => {
  const process = processes.next();
  return {
    stored: process.get(StoredArchive),
    posts: process.get(PostArchive),
    media: process.get(MediaArchive),
  };
});
describeStoredChains('StoredArchive', () => ({
  archive: processes.next().get(ManifestArchive),
  chains: processes.next().get(StoredChains),
}));

describe('AzurePostArchive', () => {
  it("keeps a page byte for byte, with what was asked and the body's hash before it", async () => {
    const page: CapturedPage = {
      accountId: '7',
      request: 'GET /2/users/7/tweets',
      headers: { 'x-transaction-id': 'abc' },
      receivedAt: new Date('2026-01-02T03:04:05.678Z'),
      body: Buffer.from('{"data":[ {"text":"Grüße\\n🙂"}],\r\n"meta":{}}\n'),
    };
    const name = await processes.next().get(PostArchive).savePage(page);
    expect(name).toMatch(/^7\/pages\/2026\/01\/02\/030405678\.[0-9a-f]{8}\.json\.gz$/);
    const stored = gunzipSync(await (await container()).getBlobClient(name).downloadToBuffer());
    const headerEnd = stored.indexOf('\n');
    expect(stored.subarray(headerEnd + 1).equals(page.body)).toBe(true);
    expect(JSON.parse(stored.subarray(0, headerEnd).toString())).toEqual({
      schemaVersion: 1,
      ...{ accountId: '7', request: page.request, headers: page.headers },
      receivedAt: '2026-01-02T03:04:05.678Z',
      bodyBytes: page.body.length,
      bodySha256: createHash('sha256').update(page.body).digest('hex'),
    });
  });

  describe('of a record that its row holds too', () => {
    const seen = { pageName: 'page', at: new Date(0) };
    const window = { start: new Date('2025-01-01'), end: new Date('2026-01-01') };
    const small = () => ({ text: 'Grüße 🙂' });
    const large = () => ({ text: randomBytes(10_000).toString('base64') });

    /** A post that is saved, as it is listed to be read. */
    async function listed(accountId: string, raw: { text: string }) {
      const archive = processes.next().get(PostArchive);
      const post = aPostToSave(accountId, { raw });
      await archive.savePosts(accountId, [post], seen);
      const list = archive.list(accountId, window, { toRead: true });
      const [entry] = await Array.fromAsync(list);
      if (!entry) throw new Error('Nothing is listed.');
      return { archive, entry, record: post.record };
    }

    it('needs no blob to read it', async () => {
      const { archive, entry, record } = await listed('6801', small());
      await (await container()).deleteBlob(entry.recordName);
      expect(await archive.read(entry)).toEqual(record);
    });

    it('reads the blob of one that is too large', async () => {
      const { archive, entry, record } = await listed('6802', large());
      expect(entry.packed).toBeUndefined();
      expect(await archive.read(entry)).toEqual(record);
    });

    it.each([
      ['of another', gzipSync('{"schemaVersion":1}')],
      ['no record', Buffer.from('nothing')],
      ['endless', gzipSync(Buffer.alloc(2 * 1024 * 1024))],
    ])('reads the blob when what the row holds is %s', async (_, packed) => {
      const { archive, entry, record } = await listed('6803', small());
      expect(await archive.read({ ...entry, packed })).toEqual(record);
    });

    it('is not brought where nobody asks for it', async () => {
      const { archive, entry } = await listed('6804', small());
      const { packed, ...others } = entry;
      expect(packed?.length).toBeLessThan(1000);
      expect(await Array.fromAsync(archive.list('6804', window))).toEqual([others]);
    });
  });

  it('counts a month from before there were counts, and goes on from there', async () => {
    const process = processes.next();
    const archive = process.get(PostArchive);
    const posts = Array.from({ length: 150 }, (_, i) =>
      aPostToSave('6900', { createdAt: new Date(Date.UTC(2025, 2, 1, 0, i)) }),
    );
    const seen = { pageName: 'page', at: new Date(0) };
    await archive.savePosts('6900', posts.slice(0, 120), seen);
    const table = await process.get(StorageClients, { strict: false }).table('posts');
    const removeCounts = () => table.deleteEntity('6900_202503', 'counts');
    await removeCounts();
    const day = new Date(Date.UTC(2025, 2, 1));
    const counted = async () => archive.countByDay('6900', { start: day, end: day });
    expect(await counted()).toMatchObject([{ total: 120 }]);
    const others = [processes.next(), processes.next()].map((each) => each.get(PostArchive));
    await Promise.all(others.map((other) => other.savePosts('6900', posts, seen)));
    expect(await counted()).toMatchObject([{ total: 150 }]);
    await removeCounts();
    expect(await counted()).toMatchObject([{ total: 150 }]);
  });
});

describe('a row that somebody has damaged', () => {
  it('is named as such, and is no outage that passes', async () => {
    const process = processes.next();
    const archive = process.get(PostArchive);
    const createdAt = new Date(Date.UTC(2025, 2, 1));
    const post = aPostToSave('6901', { createdAt });
    await archive.savePosts('6901', [post], { pageName: 'page', at: createdAt });
    const table = await process.get(StorageClients, { strict: false }).table('posts');
    const partitionKey = '6901_202503';
    const isEntry = `PartitionKey eq '${partitionKey}' and RowKey ne 'counts'`;
    const rows = table.listEntities({ queryOptions: { filter: isEntry } });
    const [rowKey = ''] = await Array.fromAsync(rows, (row) => row.rowKey);
    await table.updateEntity({ partitionKey, rowKey, kind: 'something else' }, 'Merge');
    const listed = archive.list('6901', { start: createdAt, end: createdAt });
    await expect(Array.fromAsync(listed)).rejects.toMatchObject({
      ...{ code: 'storage.damaged', details: { partitionKey, rowKey, field: 'kind' } },
    });
  });
});

describe('the archive without its storage', () => {
  let nowhere: TestingModule;
  beforeAll(async () => {
    nowhere = await openModule(ArchiveModule, { slices: [unreachableStorage()] });
  });

  it('says in every call that storage is unavailable', async () => {
    const [posts, media] = [nowhere.get(PostArchive), nowhere.get(MediaArchive)];
    const [states, manifests] = [nowhere.get(CaptureStateStore), nowhere.get(ManifestArchive)];
    const at = new Date(0);
    const post = aPostToSave('7');
    const { entry } = encodePost('7', post, { pageName: 'page', at });
    const key = {
      fileKey: '3_1.original',
      url: 'https://pbs.twimg.com/1',
      reason: 'x',
      retry: true,
    };
    const link = { sequence: 1, taskId: 'task', name: 'manifest', sha256: '0' };
    const none = (async function* () {})();
    const page = {
      accountId: '7',
      request: '',
      headers: {},
      receivedAt: at,
      body: Buffer.alloc(0),
    };
    const calls: (() => Promise<unknown>)[] = [
      () => posts.savePage(page),
      () => posts.savePosts('7', [post], { pageName: 'page', at }),
      () => Array.fromAsync(posts.list('7', { start: at, end: at })),
      () => posts.countByDay('7', { start: at, end: at }),
      () => posts.find('7', entry.postId),
      () => posts.read(entry),
      () => media.find('7', ['key']),
      () => media.noteLacking('7', '1', ['key']),
      () => media.listLate('7', 1),
      () => media.forgetLate('7', [{ fileKey: 'key', revision: '1', items: [] }]),
      () => media.save('7', { fileKey: 'key', contentType: 'image/jpeg', body: none }),
      () => media.markMissing('7', key),
      () => media.tryAnew('7', ['key']),
      () => media.listToRetry('7', 1),
      () => media.open('7', '0'),
      () => states.load('7'),
      () => states.save('7', { coverage: [], postsRead: 0 }, undefined),
      () => manifests.append('job', 'task', () => Readable.from([])),
      () => Array.fromAsync(manifests.list('job')),
      () => manifests.listStartingWith('job', 'task'),
      () => manifests.read(link),
      () => manifests.open(link),
    ];
    const said = await Promise.allSettled(calls.map((call) => call()));
    expect(said).toMatchObject(
      calls.map(() => ({ status: 'rejected', reason: { code: 'archive.unavailable' } })),
    );
  });
});
