import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { type TableClient } from '@azure/data-tables';
import { type ContainerClient } from '@azure/storage-blob';
import { Module } from '@nestjs/common';
import { type TestingModule } from '@nestjs/testing';
import { AbsenceBook, ArchiveModule, MediaArchive, PostArchive } from '@app/archive';
import { AuditLog, readAudit } from '@app/audit';
import { StorageClients } from '@app/azure';
import { AccountStreams, ArchiveImport, CaptureModule } from '@app/capture';
import {
  ArchiveExport,
  ArchiveExportModule,
  checkExportIn,
  Verification,
  VerificationModule,
} from '@app/delivery';
import { type PostRecord, readContent, REMOVED_TEXT, timeOfId } from '@app/domain';
import { anArchiveTweet, writeXArchive } from '@testing/twitter-ingestion';

import { captureSlices } from '../support/capture-slices';
import { openModule } from '../support/open-module';
import { type RunningSandbox, startSandbox } from '../support/sandbox';
import { ShiftedClock } from '../support/shifted-clock';

jest.setTimeout(180_000);

@Module({ imports: [ArchiveModule, CaptureModule, ArchiveExportModule, VerificationModule] })
class RemovalModule {}

const TABLES = [
  ...['posts', 'media', 'absences', 'removals', 'capture', 'audit', 'noticed', 'manifests'],
];

describe.each(['redact', 'purge'] as const)('a post deleted at X under the policy %s', (policy) => {
  const canary = `Words of ${policy} nobody shall find`;
  const folder = mkdtempSync(join(tmpdir(), 'removal-'));
  const clock = new ShiftedClock();
  let sandbox: RunningSandbox;
  let product: TestingModule;
  let account: { id: string; username: string };
  let container: ContainerClient;
  let removals: TableClient;
  let id: string;
  let before: { times: number; file: unknown };
  /** A post with a photo, its words and the key of the file. */
  let pictured: { postId: string; words: string; photo: string };

  const all = <T>(type: abstract new (...args: never[]) => T): T =>
    product.get<T>(type, { strict: false });

  async function turn(): Promise<void> {
    const request = { accountId: account.id, credentials: sandbox.keys, evenIfParked: true };
    for await (const result of all(AccountStreams).run(request)) {
      if ('error' in result) throw result.error;
    }
  }

  async function pass(hours: number): Promise<void> {
    clock.pass(hours);
    await turn();
  }

  /** All that is stored: blobs, unpacked, and rows of tables. */
  async function everything(): Promise<string> {
    const texts: string[] = [];
    for await (const { name } of container.listBlobsFlat()) {
      const bytes = await container.getBlobClient(name).downloadToBuffer();
      texts.push(`${name}\n${(name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString()}`);
    }
    for (const name of TABLES) {
      const table = await all(StorageClients).table(name);
      for await (const row of table.listEntities()) {
        const packed = row.packed instanceof Uint8Array ? gunzipSync(row.packed).toString() : '';
        texts.push(JSON.stringify(row), packed);
      }
    }
    return texts.join('\n');
  }

  async function records(): Promise<PostRecord[]> {
    const window = { start: new Date('2006-01-01'), end: clock.now() };
    const found: PostRecord[] = [];
    for await (const entry of all(PostArchive).list(account.id, window)) {
      found.push(await all(PostArchive).read(entry));
    }
    return found;
  }

  const photoOf = (record: PostRecord) => {
    const content = readContent(record);
    const media = content.type === 'post' ? content.post.media : [];
    return media.filter(({ type }) => type === 'photo').map(({ key }) => `${key}.original`)[0];
  };
  const fileState = async () => {
    const { photo } = pictured;
    return (await all(MediaArchive).find(account.id, [photo])).get(photo);
  };
  /** With words and a photo that no other post has. */
  async function aPicturedPost(): Promise<typeof pictured> {
    const found = await records();
    const texts = found.map((record) => JSON.stringify(record));
    for (const record of found) {
      const [photo, words] = [photoOf(record), record.raw.post.text];
      if (photo === undefined || typeof words !== 'string') continue;
      const [key = ''] = photo.split('.');
      const times = (text: string) => texts.filter((each) => each.includes(text)).length;
      if (times(JSON.stringify(words)) > 1 || times(key) > 1) continue;
      return { postId: record.postId, words: JSON.stringify(words).slice(1, -1), photo };
    }
    throw new Error('The dataset has no post with a photo of its own.');
  }
  const verify = () =>
    all(Verification).run({
      accounts: [{ accountId: account.id, username: account.username }],
      jobs: [],
    });
  const said = async () =>
    (await verify()).findings.map(({ name, what }) => `${name} ${what}`).join('\n');

  beforeAll(async () => {
    sandbox = await startSandbox({ posts: 60 });
    ({ account } = await sandbox.control.stats());
    const { control } = sandbox;
    const slices = captureSlices({ sandbox, folder, sweepDays: 3650, ownPosts: policy });
    product = await openModule(RemovalModule, { slices, clock });
    container = await all(StorageClients).container('archive');
    removals = await all(StorageClients).table('removals');
    await turn();
    const [first = ''] = await control.post(1, undefined, `${canary}, at first`);
    await turn();
    id = await control.edit(first, canary);
    await control.say('Look at this.', { quotes: id });
    await pass(0.1);
    await pass(2);
    pictured = await aPicturedPost();
    before = { times: (await everything()).split(canary).length, file: await fileState() };
    await control.delete(id);
    await control.delete(pictured.postId);
    await pass(25);
    await pass(2);
  });
  afterAll(async () => {
    await product.close();
    await sandbox.close();
    rmSync(folder, { recursive: true });
  });

  it('is in no blob and no table any more, nor is its photo', async () => {
    expect(before.times).toBeGreaterThan(6);
    expect(before.file).toMatchObject({ state: 'stored' });
    const text = await everything();
    expect(text).not.toContain(canary);
    expect(text).not.toContain(pictured.words);
    expect(await fileState()).toMatchObject({ state: 'missing', reason: 'archive.removed' });
    const absence = (await all(AbsenceBook).list(account.id)).find(({ postId }) => postId === id);
    expect(absence).toMatchObject({ state: 'deleted', removal: { policy, state: 'done' } });
    const left = (await records()).filter(({ postId }) => postId === id);
    expect(
      left.map(({ type = 'post', removed, raw }) => [type, removed?.policy, raw.post.text]),
    ).toEqual(
      expect.arrayContaining([
        ['post', policy, REMOVED_TEXT],
        ['deletion', policy, REMOVED_TEXT],
      ]),
    );
  });

  it('has what was done in the audit log', async () => {
    const events = await Array.fromAsync(readAudit(all(AuditLog), {}));
    const told = events.filter(({ details }) => String(details.posts).includes(id));
    expect(told.map(({ action, details }) => [action, details.policy])).toEqual([
      ['posts.removed', policy],
      ['posts.removal-begun', policy],
      ['posts.deleted', undefined],
    ]);
  });

  it('leaves an archive that can be verified', async () => {
    const report = await verify();
    expect(report).toMatchObject({ broken: 0, leftOver: 0, findings: [] });
    expect(report.accounts[0]?.removed).toBeGreaterThan(2);
  });

  it('does not hide another change: each note of a removal is needed, and is as it was signed', async () => {
    type Row = { partitionKey: string; rowKey: string; name: string; is: string };
    const rows = new Map<string, Row>();
    for await (const { etag: _e, timestamp: _t, ...stored } of removals.listEntities()) {
      const row = stored as unknown as Row;
      // One of each kind: each takes a whole verification.
      rows.set(row.name.replace(/\d+/g, '').split('/').slice(0, 2).join('/'), row);
    }
    expect(rows.size).toBeGreaterThan(4);
    for (const row of rows.values()) {
      const { partitionKey, rowKey, name } = row;
      await removals.upsertEntity({ ...row, posts: '1' }, 'Replace');
      expect(await said()).toContain(`removals/${partitionKey}/${rowKey} has a signature`);
      await removals.deleteEntity(partitionKey, rowKey);
      // Where a file's row says that it is gone, no one misses its bytes.
      const isMissed = !name.includes('/media/') || name.startsWith('media/');
      expect((await said()).includes(`${name} `)).toBe(isMissed);
      await removals.upsertEntity(row, 'Replace');
    }
    expect(await said()).toBe('');
  });

  it('does not come back with the archive of its owner', async () => {
    const file = join(folder, 'archive.zip');
    const [key = ''] = pictured.photo.split('.');
    const media = {
      ...{ id_str: key.slice(2), type: 'photo', url: 'https://t.co/pic' },
      media_url_https: 'https://pbs.twimg.com/media/AbC.jpg',
    };
    const at = new Date(clock.now().getTime() - 48 * 3600_000).toISOString();
    const tweet = {
      ...{ id_str: pictured.postId, full_text: canary },
      at: timeOfId(pictured.postId)?.toISOString(),
      extended_entities: { media: [media] },
    };
    await writeXArchive(file, {
      ...{ accountId: account.id, username: account.username, generatedAt: at },
      tweets: [[anArchiveTweet(tweet), anArchiveTweet({ at, full_text: 'Welcome' })]],
      deleted: [anArchiveTweet({ ...tweet, deleted_at: at })],
      media: { [`${pictured.postId}-AbC.jpg`]: canary },
    });
    const report = await all(ArchiveImport).run({ file, accountIds: [account.id] });
    expect(report).toMatchObject({ entries: 3, added: 1, known: 2, problems: 0 });
    const text = await everything();
    expect(text).not.toContain(canary);
    expect(text).toContain('Welcome');
    expect(await fileState()).toMatchObject({ state: 'missing', reason: 'archive.removed' });
    expect(await verify()).toMatchObject({ broken: 0, leftOver: 0 });
  });

  it('is exported as what is left of it, with the trail of its removal', async () => {
    const directory = join(folder, 'out');
    await all(ArchiveExport).run({
      terms: {
        ...{ accountId: account.id, format: 'jsonl', allVersions: true, mediaBeside: false },
        ...{ maxItemBytes: 1e6, productVersion: '1.2.3' },
      },
      ...{ username: account.username, jobIds: [], actorName: 'ada@desk', directory },
    });
    const names = readdirSync(directory, { recursive: true, encoding: 'utf8' });
    const texts = names
      .filter((name) => /\.(jsonl|csv|json)$/.test(name))
      .map((name) => readFileSync(join(directory, name), 'utf8'));
    expect(texts.join('')).not.toContain(canary);
    const lines = texts.flatMap((text) => text.split('\n'));
    const own = lines.filter(
      (line) => line.includes('"record"') && line.includes(`"postId":"${id}"`),
    );
    expect(own.every((line) => line.includes('"removed":{"at":'))).toBe(true);
    expect(own.length).toBeGreaterThan(1);
    const trail = readFileSync(join(directory, 'audit-trail.jsonl'), 'utf8');
    expect(trail).toContain('"posts.removed"');
    expect(await checkExportIn(directory)).toMatchObject({ outcome: 'verified' });
  });
});
