import { createHash, generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { type TableClient } from '@azure/data-tables';
import {
  BlobServiceClient,
  type ContainerClient,
  ContainerSASPermissions,
} from '@azure/storage-blob';
import { type TestingModule } from '@nestjs/testing';
import {
  CaptureStateStore,
  ManifestArchive,
  type ManifestLink,
  MediaArchive,
  PostArchive,
  type PostToSave,
  sha256Hex,
  StoredArchive,
} from '@app/archive';
import { StorageClients } from '@app/azure';
import {
  ChainAnchors,
  type Manifest,
  Verification,
  VerificationModule,
  type VerificationRequest,
} from '@app/delivery';
import { firstIdAt, type JsonObject, Secret } from '@app/domain';
import { ExportConfig, SecretsConfig, slice } from '@app/config';
import { secretNames, SecretStore, Signer } from '@app/secrets';
import { FakeClock } from '@testing/domain';
import { aPostToSave } from '@testing/archive';
import { aJob } from '@testing/jobs';

import { openModule } from '../support/open-module';
import { freshStorage, storageConnectionString } from '../support/storage';

const at = (minute: number) => new Date(Date.UTC(2025, 2, 1, 12, minute));
const account = { accountId: '7', username: 'contoso' };
const media = [{ media_key: '7_1', type: 'photo', url: 'https://pbs.twimg.com/media/1.jpg' }];

const clock = new FakeClock();
let opened: TestingModule;
let container: ContainerClient;
let tables: Record<'posts' | 'media' | 'manifests', TableClient>;

const storage = freshStorage();
const folder = mkdtempSync(join(tmpdir(), 'verification-'));
const secretsWith = (formerSigningKeys: string[]) =>
  slice(SecretsConfig, {
    ...{ vaultUrl: undefined, directory: folder, cacheSeconds: 0, verifyChallenge: true },
    formerSigningKeys,
  });
const lender = BlobServiceClient.fromConnectionString(storageConnectionString());
const exporting = slice(ExportConfig, {
  timeoutMs: 30_000,
  allowedHosts: [new URL(lender.url).origin],
  ...{ uploadConcurrency: 4, maxItemBytes: 1000 },
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

beforeAll(async () => {
  opened = await openModule(VerificationModule, {
    slices: [storage, secretsWith([]), exporting],
    clock,
  });
  const clients = opened.get(StorageClients, { strict: false });
  container = await clients.container('archive');
  await archiveSome();
  await deliverSome();
  const [posts, files, manifests] = await Promise.all(
    ['posts', 'media', 'manifests'].map((name) => clients.table(name)),
  );
  if (!posts || !files || !manifests) throw new Error('There are three tables.');
  tables = { posts, media: files, manifests };
});

/** Two pages with a post each, one of them with a photo; the other is deleted later, which has its id. */
async function archiveSome(): Promise<void> {
  const posts = opened.get(PostArchive, { strict: false });
  const raws: JsonObject[] = [{}, { attachments: { media_keys: ['7_1'] } }];
  const photo = { fileKey: '7_1.original', contentType: 'image/jpeg' };
  const body = Readable.from([Buffer.from('photo')]);
  await opened.get(MediaArchive, { strict: false }).save('7', { ...photo, body });
  for (const [i, raw] of raws.entries()) {
    const post = aPostToSave('7', { createdAt: at(i), postId: firstIdAt(at(i)), raw });
    const { record } = post;
    record.raw.includes = { ...record.raw.includes, ...(i === 1 && { media }) };
    const page = { data: [record.raw.post], includes: record.raw.includes };
    const pageName = await posts.savePage({
      ...{ accountId: '7', request: 'GET /2/users/7/tweets', headers: {} },
      ...{ receivedAt: at(30 + i), body: Buffer.from(JSON.stringify(page)) },
    });
    const seen = { pageName, at: at(30 + i) };
    await posts.savePosts('7', i === 0 ? [post, aDeletion(record.postId)] : [post], seen);
  }
}

function aDeletion(postId: string): PostToSave {
  const noticed = { at: at(40).toISOString() };
  const raw = { post: { id: postId }, includes: {}, problems: [] };
  const about = { schemaVersion: 1, accountId: '7', format: 'x-api-v2', type: 'deletion' } as const;
  return { record: { ...about, postId, noticed, raw }, createdAt: at(40), kind: 'deletion' };
}

/** A chain of three manifests: the posts were handed over, then something of the account's archive a second time. */
async function deliverSome(): Promise<void> {
  const signer = opened.get(Signer, { strict: false });
  const chain = opened.get(ManifestArchive, { strict: false });
  const sha256 = createHash('sha256').update('one').digest('hex');
  const rows = await Array.fromAsync(opened.get(StoredArchive, { strict: false }).indexRows('7'));
  const entries = rows.flatMap(({ entry }) => entry ?? []);
  const photo = { fileKey: '7_1.original', sha256: sha256Hex('photo') };
  for (const [i, taskId] of ['one', 'two', 'three'].entries()) {
    const { postId: id = '', version = '', createdAt, recordName = '' } = entries[i] ?? {};
    const hasPhoto = (await read(recordName)).includes('7_1');
    const item = {
      ...{ id, fileName: '1.json', bytes: 3, sha256, version },
      createdAt: createdAt?.toISOString() ?? '',
      ...(hasPhoto && { heldMedia: [photo] }),
    };
    const build = (previous: ManifestLink | undefined) => {
      const manifest: Manifest = {
        ...{ schemaVersion: 1, jobId: 'job', taskId, accountId: '7', dirtyEntities: [] },
        ...{ window: { start: 'd', end: 'e' }, coverage: { complete: [], unreachable: [] } },
        counts: { items: 1, bytes: 3, parked: 0, missingMedia: 0, mediaBeside: 0 },
        ...{ countsByKind: { post: 1 }, items: [item], parked: [] },
        previous: previous ? { sequence: previous.sequence, sha256: previous.sha256 } : null,
      };
      return Readable.from([Buffer.from(JSON.stringify(manifest))]);
    };
    await chain.append('job', `${taskId}.01234567`, build, (text) => signer.sign(text));
  }
}

const verify = (more: Partial<VerificationRequest> = {}) =>
  opened.get(Verification).run({ accounts: [account], jobs: [aJob({ jobId: 'job' })], ...more });

/** All that is said of what is wrong. */
async function said(): Promise<string> {
  const { findings } = await verify();
  return findings.map(({ name, what }) => `${name} ${what}`).join('\n');
}

async function blobs(): Promise<string[]> {
  const names: string[] = [];
  for await (const { name } of container.listBlobsFlat()) names.push(name);
  return names;
}

type Row = Record<string, unknown> & { partitionKey: string; rowKey: string };

async function rowsOf(table: TableClient): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const { etag: _e, timestamp: _t, ...row } of table.listEntities()) {
    rows.push(row as Row);
  }
  return rows;
}

const write = (name: string, bytes: Buffer) =>
  container.getBlockBlobClient(name).upload(bytes, bytes.length);
const read = (name: string) => container.getBlobClient(name).downloadToBuffer();

/** What a row names: itself, and the blob it points at. */
function namesOf(table: string, row: Row): string[] {
  const named = [row.recordName, row.name, row.sha256, row.pageName];
  const blobNames = named.filter((name) => typeof name === 'string');
  return [`${table}/${row.partitionKey}/${row.rowKey}`, ...blobNames];
}

function changed(value: unknown): unknown {
  if (value instanceof Uint8Array) return value.with(-1, ~(value.at(-1) ?? 0));
  if (typeof value === 'string') return value.replace(/.$/, (end) => (end === '0' ? '1' : '0'));
  if (typeof value === 'number') return value + 1;
  return value instanceof Date ? new Date(value.getTime() + 60_000) : !value;
}

const cutOff = (end: number) =>
  expect.stringContaining(`ends with number ${end}, but number 3`) as unknown;

/** Told for convenience, and believed by nobody. */
const NOT_CHECKED = ['partitionKey', 'rowKey', 'schemaVersion', 'contentType'];

describe('the verification of an archive', () => {
  it('finds nothing where nothing is wrong, and says what it has read', async () => {
    const report = await verify();
    expect(report).toMatchObject({
      ...{ broken: 0, leftOver: 0, findings: [] },
      accounts: [{ ...account, records: 3, pages: 2, media: 1 }],
      jobs: [{ jobId: 'job', manifests: 3, unsigned: 0, items: 3 }],
    });
  });

  it('of one task reads its manifest alone', async () => {
    const report = await verify({ taskId: 'two' });
    expect(report).toMatchObject({ broken: 0, accounts: [], jobs: [{ manifests: 1, items: 1 }] });
  });

  it('names every blob of which a byte is changed', async () => {
    for (const [i, name] of (await blobs()).entries()) {
      const bytes = await read(name);
      const spoilt = Buffer.from(bytes);
      const place = (i * 7919) % bytes.length;
      spoilt[place] = (spoilt[place] ?? 0) ^ 1;
      await write(name, spoilt);
      expect(await said()).toContain(name);
      await write(name, bytes);
    }
    expect(await said()).toBe('');
  });

  it('names every blob that is gone', async () => {
    for (const name of await blobs()) {
      const bytes = await read(name);
      await container.deleteBlob(name);
      const { broken, findings } = await verify();
      expect({ name, broken: broken > 0 }).toEqual({ name, broken: true });
      expect(findings.map((finding) => finding.name).join()).toContain(name);
      await write(name, bytes);
    }
    expect(await said()).toBe('');
  });

  it('names every blob that is added, and those that are exchanged', async () => {
    const names = await blobs();
    for (const name of names) {
      const added = name.replace(/[0-9a-f]{8}(?=(\.json(\.gz)?)?$)/, '00000000');
      await write(added, await read(name));
      expect(await said()).toContain(added);
      await container.deleteBlob(added);
    }
    for (const [i, name] of names.entries()) {
      const other = names[(i + 1) % names.length] ?? '';
      const [mine, its] = [await read(name), await read(other)];
      await Promise.all([write(name, its), write(other, mine)]);
      const text = await said();
      expect(text).toContain(name);
      expect(text).toContain(other);
      await Promise.all([write(name, mine), write(other, its)]);
    }
    expect(await said()).toBe('');
  });

  it('names every row that is gone, or what it pointed at', async () => {
    for (const [name, table] of Object.entries(tables)) {
      for (const row of (await rowsOf(table)).filter(({ rowKey }) => rowKey !== 'counts')) {
        await table.deleteEntity(row.partitionKey, row.rowKey);
        const text = await said();
        const isNamed = namesOf(name, row).some((each) => text.includes(each));
        expect({ row: row.rowKey, isNamed }).toEqual({ row: row.rowKey, isNamed: true });
        await table.createEntity(row);
      }
    }
    expect(await said()).toBe('');
  });

  it('names every row of which anything is changed, or what it points at', async () => {
    for (const [name, table] of Object.entries(tables)) {
      for (const row of await rowsOf(table)) {
        for (const key of Object.keys(row).filter((each) => !NOT_CHECKED.includes(each))) {
          const wrong = { ...row, [key]: changed(row[key]) };
          await table.upsertEntity(wrong, 'Replace');
          const text = await said();
          const isNamed = namesOf(name, row).some((each) => text.includes(each));
          expect({ row: row.rowKey, key, isNamed }).toEqual({
            row: row.rowKey,
            key,
            isNamed: true,
          });
          await table.upsertEntity(row, 'Replace');
        }
      }
    }
    expect(await said()).toBe('');
  });

  it('names the page of a post of which everything else was taken away', async () => {
    const rows = await rowsOf(tables.posts);
    const row = rows.find(({ rowKey }) => /^\d+\.[0-9a-f]+$/.test(rowKey));
    const counts = rows.find(({ rowKey }) => rowKey === 'counts');
    if (!row || !counts) throw new Error('There is a month with a post.');
    const record = await read(String(row.recordName));
    for (const { partitionKey, rowKey } of [row, counts]) {
      await tables.posts.deleteEntity(partitionKey, rowKey);
    }
    await container.deleteBlob(String(row.recordName));
    const id = firstIdAt(at(0));
    const finding = {
      name: row.pageName,
      what: `holds post ${id}, of which there is no row`,
    };
    expect(await verify({ jobs: [] })).toMatchObject({ broken: 0, findings: [finding] });
    const states = opened.get(CaptureStateStore, { strict: false });
    const covered = { from: id, to: id, state: 'complete', posts: 1 } as const;
    const state = { coverage: [covered], postsRead: 1 };
    await states.save('7', state, undefined);
    expect(await verify({ jobs: [] })).toMatchObject({
      broken: 1,
      leftOver: 0,
      findings: [finding],
    });
    for (const each of [row, counts]) await tables.posts.createEntity(each);
    await write(String(row.recordName), record);
    expect(await said()).toBe('');
  });

  it('names what was handed over and is gone with its row, its record, its page and its counts', async () => {
    const rows = await rowsOf(tables.posts);
    for (const row of rows.filter(({ rowKey }) => rowKey !== 'counts')) {
      const month = rows.filter(({ partitionKey }) => partitionKey === row.partitionKey);
      const ofPage = month.filter(({ pageName }) => pageName === row.pageName);
      const counts = month.filter(({ rowKey }) => rowKey === 'counts');
      const blobNames = [
        ...ofPage.map(({ recordName }) => String(recordName)),
        String(row.pageName),
      ];
      const bytes = await Promise.all(blobNames.map(read));
      for (const { partitionKey, rowKey } of [...ofPage, ...counts]) {
        await tables.posts.deleteEntity(partitionKey, rowKey);
      }
      for (const name of blobNames) await container.deleteBlob(name);
      const { findings } = await verify();
      const [id, version] = row.rowKey.split('.');
      const what = expect.stringMatching(/^has no row; manifests\/job\/.* has it$/) as unknown;
      const name = `posts/7/${id}.${version}`;
      expect(findings).toContainEqual({ severity: 'broken', name, what });
      for (const each of [...ofPage, ...counts]) await tables.posts.createEntity(each);
      for (const [i, each] of blobNames.entries()) await write(each, bytes[i] ?? Buffer.of());
    }
    expect(await said()).toBe('');
  });

  it('names a file that was handed over and is another by now, or is said to have never been had', async () => {
    const [row] = await rowsOf(tables.media);
    if (!row) throw new Error('There is a file.');
    const name = `7/media/${String(row.sha256)}`;
    const bytes = await read(name);
    const other = Buffer.from('forged');
    const sha256 = sha256Hex(other);
    await container.deleteBlob(name);
    await write(`7/media/${sha256}`, other);
    await tables.media.upsertEntity({ ...row, sha256, bytes: other.length }, 'Replace');
    const what =
      /^media\/7\/7_1\.original is not the file with the SHA-256 .* any more; manifests\/job/;
    expect(await said()).toMatch(what);
    await container.deleteBlob(`7/media/${sha256}`);
    const missing = { url: 'https://x', reason: 'media.not_found', retry: false, attempts: 1 };
    const { partitionKey, rowKey, fileKey } = row;
    const said404 = {
      partitionKey,
      rowKey,
      schemaVersion: 1,
      fileKey,
      state: 'missing',
      ...missing,
    };
    await tables.media.upsertEntity(said404, 'Replace');
    expect(await said()).toMatch(what);
    await write(name, bytes);
    await tables.media.upsertEntity(row, 'Replace');
    expect(await said()).toBe('');
  });

  it('names a row that lies where it does not belong', async () => {
    for (const row of (await rowsOf(tables.posts)).filter(({ rowKey }) => rowKey !== 'counts')) {
      for (const moved of [{ partitionKey: '7_202504' }, { rowKey: `0${row.rowKey}` }]) {
        await tables.posts.deleteEntity(row.partitionKey, row.rowKey);
        const there = { ...row, ...moved };
        await tables.posts.createEntity(there);
        const name = `posts/${there.partitionKey}/${there.rowKey}`;
        expect(await said()).toContain(`${name} is not readable, or not where it should be`);
        await tables.posts.deleteEntity(there.partitionKey, there.rowKey);
        await tables.posts.createEntity(row);
      }
    }
    const ofTasks = (await rowsOf(tables.manifests)).filter(({ rowKey }) => /^task/.test(rowKey));
    for (const row of ofTasks) {
      const there = { ...row, rowKey: `${row.rowKey}0` };
      await tables.manifests.deleteEntity(row.partitionKey, row.rowKey);
      await tables.manifests.createEntity(there);
      expect(await said()).toContain(`manifests/job/${there.rowKey} and `);
      await tables.manifests.deleteEntity(there.partitionKey, there.rowKey);
      await tables.manifests.createEntity(row);
    }
    expect(await said()).toBe('');
  });

  it.each([
    [1, []],
    [2, []],
    [3, ['posts/7_202503/counts']],
  ])(
    'names no month to which rows are added while they are read: %i times',
    async (times, names) => {
      const archive = opened.get(StoredArchive, { strict: false });
      const whole = archive.indexRows.bind(archive);
      let left = times;
      // Its pages before the last are from before a row was added.
      archive.indexRows = async function* (accountId, month) {
        const rows = await Array.fromAsync(whole(accountId, month));
        yield* left-- > 0 ? rows.slice(1) : rows;
      };
      const { findings } = await verify();
      archive.indexRows = whole;
      expect(findings.map(({ name }) => name)).toEqual(names);
    },
  );

  it('names a row that is added, and a chain in another order', async () => {
    const [row] = await rowsOf(tables.posts);
    if (!row) throw new Error('There is a row.');
    const added = { ...row, rowKey: row.rowKey.replace(/.{8}$/, '00000000') };
    await tables.posts.createEntity(added);
    expect(await said()).toContain(String(row.recordName));
    await tables.posts.deleteEntity(added.partitionKey, added.rowKey);

    const links = (await rowsOf(tables.manifests)).filter((each) => each.rowKey.startsWith('seq'));
    const [one, two] = links;
    if (!one || !two) throw new Error('There is a chain.');
    await tables.manifests.upsertEntity({ ...two, rowKey: one.rowKey, sequence: 1 }, 'Replace');
    await tables.manifests.upsertEntity({ ...one, rowKey: two.rowKey, sequence: 2 }, 'Replace');
    const text = await said();
    expect(text).toContain(`${String(two.name)} is not chained`);
    await tables.manifests.upsertEntity(one, 'Replace');
    await tables.manifests.upsertEntity(two, 'Replace');
    expect(await said()).toBe('');
  });

  it('names a chain whose end was cut off with all that belongs to it, by what was noted of it', async () => {
    const anchors = opened.get(ChainAnchors);
    const { head } = (await verify()).jobs[0] ?? {};
    if (!head) throw new Error('There is a chain.');
    await anchors.note({ jobId: 'job', ...head, sequence: 1 });
    clock.advance(1);
    await anchors.note({ jobId: 'other', ...head });
    await anchors.note({ jobId: 'job', ...head });
    clock.advance(1);
    // Whoever cuts the end off may add a note, but takes none away by that.
    await anchors.note({ jobId: 'job', ...head, sequence: 2 });
    const unreadable: string[] = [];
    const farthest = await anchors.farthest((name) => unreadable.push(name));
    const noted = [...farthest.values()];
    expect([farthest.get('job'), unreadable]).toEqual([{ jobId: 'job', ...head }, []]);
    expect(await verify({ anchors: noted })).toMatchObject({ broken: 0 });

    const rows = await rowsOf(tables.manifests);
    const cut = rows.filter(({ sequence, rowKey }) => sequence === 3 && rowKey !== 'head');
    const name = String(cut[0]?.name);
    const bytes = await read(name);
    const second = rows.find(({ sequence }) => sequence === 2);
    const newHead = { ...second, rowKey: 'head', partitionKey: 'job' };
    for (const row of cut) await tables.manifests.deleteEntity(row.partitionKey, row.rowKey);
    await tables.manifests.upsertEntity(newHead, 'Replace');
    await container.deleteBlob(name);
    expect(await said()).toBe('');
    const [first] = (await verify({ anchors: noted })).findings;
    expect(first?.name).toBe('manifests/job/head');
    expect(first?.what).toEqual(cutOff(2));
    await write(name, bytes);
    for (const row of rows) await tables.manifests.upsertEntity(row, 'Replace');
    const gone = await verify({ jobs: noted, anchors: noted });
    expect(gone.findings).toMatchObject([
      { severity: 'broken', name: 'manifests/other/head', what: cutOff(0) },
    ]);

    const other = { jobId: 'job', sequence: 2, sha256: 'f'.repeat(64) };
    expect(await verify({ anchors: [other, ...noted] })).toMatchObject({
      broken: 1,
      findings: [{ name: second?.name }],
    });
    expect(await said()).toBe('');
  });

  it('needs the public key alone, and takes no other', async () => {
    const own = await opened.get(Signer, { strict: false }).publicKey();
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
    const other = publicKey.export({ type: 'spki', format: 'pem' }).toString();
    const brokenWith = async (...publicKeys: string[]) => (await verify({ publicKeys })).broken;
    const broken = [await brokenWith(own ?? ''), await brokenWith(other, own ?? '')];
    expect([...broken, await brokenWith(other)]).toEqual([0, 0, 3]);
  });

  it('believes a key that is no longer in use when a setting names it', async () => {
    const own = await opened.get(Signer, { strict: false }).publicKey();
    const store = opened.get(SecretStore, { strict: false });
    const former = await store.find(secretNames.signingKey);
    await store.delete(secretNames.signingKey);
    expect((await verify()).broken).toBe(3);
    const slices = [storage, secretsWith([own ?? '']), exporting];
    const told = await openModule(VerificationModule, { slices, clock });
    const request = { accounts: [account], jobs: [aJob({ jobId: 'job' })] };
    expect((await told.get(Verification).run(request)).broken).toBe(0);
    await told.close();
    if (former) await store.set(secretNames.signingKey, former);
  });

  it('tells manifests without a signature, which may only be the first', async () => {
    const rows = (await rowsOf(tables.manifests)).filter(({ rowKey }) => rowKey !== 'head');
    const unsign = async (sequence: number) => {
      for (const { signature: _s, signatureKey: _k, ...row } of rows) {
        if (row.sequence === sequence) await tables.manifests.upsertEntity(row, 'Replace');
      }
    };
    await unsign(1);
    expect(await verify()).toMatchObject({ broken: 0, jobs: [{ manifests: 3, unsigned: 1 }] });
    for (const row of rows) await tables.manifests.upsertEntity(row, 'Replace');
    await unsign(2);
    expect(await said()).toMatch(/two\.\w+\.\w+\.json is not signed, though/);
    for (const row of rows) await tables.manifests.upsertEntity(row, 'Replace');
    expect(await said()).toBe('');
  });

  it('is not content with a chain without any signature, which whoever may write there could have made', async () => {
    const rows = await rowsOf(tables.manifests);
    for (const { signature: _s, signatureKey: _k, ...row } of rows) {
      await tables.manifests.upsertEntity(row, 'Replace');
    }
    const publicKeys = [(await opened.get(Signer, { strict: false }).publicKey()) ?? ''];
    const what = 'is not signed, and none before it is: no key proves this chain';
    for (const more of [{}, { publicKeys }]) {
      const report = await verify(more);
      expect(report).toMatchObject({ broken: 1, findings: [{ what }], jobs: [{ unsigned: 3 }] });
    }
    for (const row of rows) await tables.manifests.upsertEntity(row, 'Replace');
    expect(await said()).toBe('');
  });

  describe('with the right to read the container of a task', () => {
    let lent: ContainerClient;
    const put = (name: string, text: string) =>
      lent.getBlockBlobClient(name).upload(text, text.length);
    const sasFor = async (permissions: string, minutes = 5) =>
      new Secret(
        await lent.generateSasUrl({
          permissions: ContainerSASPermissions.parse(permissions),
          expiresOn: new Date(Date.now() + minutes * 60_000),
        }),
      );
    const compare = async (sas = 'rl') => verify({ taskId: 'two', container: await sasFor(sas) });
    beforeAll(async () => {
      lent = lender.getContainerClient(`lent-${process.pid}-${Date.now() % 1e6}`);
      await lent.create();
      await put('job/two/1.json', 'one');
      await put('job/three/1.json', 'another');
    });
    afterAll(() => lent.delete());

    it('finds there what the manifest says', async () => {
      const containers = [{ jobId: 'job', taskId: 'two', files: 1 }];
      expect(await compare()).toMatchObject({ broken: 0, leftOver: 0, containers });
    });

    it('names what is changed, gone or added', async () => {
      const name = 'container/job/two/1.json';
      await put('job/two/1.json', 'One');
      const changed = [{ severity: 'broken', name, what: 'is not what was delivered' }];
      expect((await compare()).findings).toEqual(changed);
      await lent.deleteBlob('job/two/1.json');
      await put('job/two/2.json', 'two');
      const added = { name: 'container/job/two/2.json', what: 'is not in the manifest' };
      expect((await compare()).findings).toEqual([
        { severity: 'broken', name, what: 'is not there' },
        { severity: 'left-over', ...added },
      ]);
      await lent.deleteBlob('job/two/2.json');
      await put('job/two/1.json', 'one');
    });

    it('says that it may not read, and reads nowhere else', async () => {
      await expect(compare('w')).rejects.toMatchObject({ code: 'export.sas_expired' });
      const elsewhere = new Secret('https://metadata.internal/lent?sig=s');
      await expect(verify({ taskId: 'two', container: elsewhere })).rejects.toMatchObject({
        code: 'export.sas_host_not_allowed',
      });
    });
  });

  it('finds a record that was replaced with its hash and its row, for X did not say that', async () => {
    const posts = opened.get(PostArchive, { strict: false });
    const [row] = await rowsOf(tables.posts);
    const { pageName, capturedAt } = row as unknown as { pageName: string; capturedAt: Date };
    const raw = { text: 'never said' };
    const forged = aPostToSave('7', { createdAt: at(0), postId: firstIdAt(at(0)), raw });
    await posts.savePosts('7', [forged], { pageName, at: capturedAt });
    expect(await said()).toMatch(/is not what X said/);
  });
});
