import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { Module } from '@nestjs/common';
import { type TestingModule } from '@nestjs/testing';
import {
  AbsenceBook,
  ArchiveModule,
  entryKinds,
  entryTypes,
  PostArchive,
  type PostToSave,
  StoredArchive,
} from '@app/archive';
import { AccountStreams, CaptureModule } from '@app/capture';
import {
  ArchiveExport,
  ArchiveExportModule,
  checkExportIn,
  Verification,
  VerificationModule,
} from '@app/delivery';
import { type PostRecord } from '@app/domain';
import { readByMailparser } from '@testing/message-conversion';
import { z } from 'zod';

import { captureSlices } from '../support/capture-slices';
import { openModule } from '../support/open-module';
import { freshStorage } from '../support/storage';
import { type RunningSandbox, startSandbox } from '../support/sandbox';
import { ShiftedClock } from '../support/shifted-clock';

jest.setTimeout(120_000);

@Module({ imports: [CaptureModule, ArchiveExportModule, VerificationModule] })
class RecordsModule {}

const lineSchema = z.object({
  index: z.object({
    type: z.enum(entryTypes),
    kind: z.enum(entryKinds),
    postId: z.string(),
    version: z.string(),
    sha256: z.string(),
    recordName: z.string(),
    pageName: z.string(),
    createdAt: z.coerce.date(),
    capturedAt: z.coerce.date(),
  }),
  record: z.unknown(),
});
const trailSchema = z.object({
  ...{ at: z.iso.datetime(), action: z.string(), subject: z.string(), sha256: z.string() },
  actor: z.object({ kind: z.string() }),
  details: z.record(z.string(), z.unknown()),
});

const sha256 = (bytes: string | Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** What a records officer asks for (SEC rule 17a-4(f)(2)(i)(A), the audit-trail alternative), in words that can be tested. */
describe('the record of a post with three edits and a deletion', () => {
  const folder = mkdtempSync(join(tmpdir(), 'records-'));
  const clock = new ShiftedClock();
  let sandbox: RunningSandbox;
  let product: TestingModule;
  let account: { id: string; username: string };
  /** Of the versions, in the order they were made; of a post that X hides. */
  let [versions, hidden]: [string[], string] = [[], ''];

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

  async function exportAs(format: 'jsonl' | 'eml', directory: string): Promise<void> {
    const report = await all(ArchiveExport).run({
      terms: {
        ...{ accountId: account.id, format, allVersions: true, mediaBeside: false },
        ...{ maxItemBytes: 1e6, productVersion: '1.2.3' },
      },
      ...{ username: account.username, jobIds: [], actorName: 'ada@desk' },
      directory: join(folder, directory),
    });
    expect(report).toMatchObject({ outcome: 'exported' });
  }

  function linesOf<T extends z.ZodType>(schema: T, path: string): z.infer<T>[] {
    const lines = readFileSync(join(folder, 'out', path), 'utf8')
      .trimEnd()
      .split('\n');
    return lines.map((line) => schema.parse(JSON.parse(line)));
  }

  const records = () =>
    readdirSync(join(folder, 'out'), { recursive: true, encoding: 'utf8' })
      .filter((name) => /^\d{4}\//.test(name) && name.endsWith('.jsonl'))
      .flatMap((name) =>
        readFileSync(join(folder, 'out', name), 'utf8')
          .trimEnd()
          .split('\n'),
      )
      .map((line) => ({ ...lineSchema.parse(JSON.parse(line)), line }));
  const trail = () => linesOf(trailSchema, 'audit-trail.jsonl');

  beforeAll(async () => {
    sandbox = await startSandbox({ posts: 0 });
    ({ account } = await sandbox.control.stats());
    const { control } = sandbox;
    product = await openModule(RecordsModule, {
      slices: captureSlices({ sandbox, folder, sweepDays: 30, ownPosts: 'keep' }),
      clock,
    });
    await turn();
    versions = await control.post(1, undefined, 'We open at nine.');
    [hidden = ''] = await control.post(1, undefined, 'Ask us anything.');
    await turn();
    for (const text of ['We open at ten.', 'We open at eleven.', 'We are closed.']) {
      versions.push(await control.edit(versions.at(-1) ?? '', text));
    }
    await pass(0.1);
    await pass(2);
    await control.delete(versions[0] ?? '');
    await control.hide(hidden);
    await pass(25);
    await pass(2);
    await exportAs('jsonl', 'out');
    await exportAs('eml', 'messages');
  });
  afterAll(async () => {
    await product.close();
    await sandbox.close();
    rmSync(folder, { recursive: true });
  });

  it('has all four versions and the deletion, byte for byte as they are stored', async () => {
    const found = records().filter(({ index }) => versions.includes(index.postId));
    expect(found.map(({ index }) => [index.type, index.postId])).toEqual(
      expect.arrayContaining([
        ...versions.map((id) => ['post', id]),
        ['deletion', versions.at(-1)],
      ]),
    );
    for (const { index, line } of found) {
      const exported = line.slice(line.indexOf('"record":') + '"record":'.length, -1);
      const stored = await buffer(await all(StoredArchive).open(index.recordName));
      expect([stored.toString(), sha256(exported)]).toEqual([exported, index.sha256]);
    }
    const texts = versions.map((id) => found.find(({ index }) => index.postId === id)?.line ?? '');
    expect(texts.map((line) => /We (open at \w+|are closed)\./.exec(line)?.[1])).toEqual([
      ...['open at nine', 'open at ten', 'open at eleven', 'are closed'],
    ]);
  });

  it('has all four versions and the deletion as messages too, each with the hash of its record', async () => {
    const names = readdirSync(join(folder, 'messages'), { recursive: true, encoding: 'utf8' });
    const files = names.filter((name) => name.endsWith('.eml'));
    const messages = await Promise.all(
      files.map((name) => readByMailparser(readFileSync(join(folder, 'messages', name)))),
    );
    expect(messages.map(({ headers }) => headers['x-twitter-record-sha256']).sort()).toEqual(
      records()
        .map(({ index }) => index.sha256)
        .sort(),
    );
    const told = messages.map(({ headers, text }) => [
      headers['x-twitter-post-id'],
      headers['x-twitter-version'] ?? headers['x-twitter-deletion'],
      text.split('\n')[0],
    ]);
    const [first, second, third, fourth] = versions;
    expect(told).toEqual(
      expect.arrayContaining([
        // When it was read there were no others yet.
        [first, '1 of 1', 'We open at nine.'],
        [second, '2 of 4', 'We open at ten.'],
        [third, '3 of 4', 'We open at eleven.'],
        [fourth, '4 of 4', 'We are closed.'],
        [fourth, 'deleted', expect.stringContaining('was deleted between')],
      ]),
    );
  });

  it('has an entry in the audit trail for each, with the time in UTC, who did it, and its hash', () => {
    const archived = trail().filter(({ action }) => action === 'record.archived');
    expect(archived.map(({ details }) => details.recordSha256)).toEqual(
      records().map(({ index }) => index.sha256),
    );
    const [deleted, ...more] = trail().filter(({ action }) => action === 'posts.deleted');
    expect([deleted?.details.posts, more]).toEqual([expect.stringContaining(last()), []]);
    for (const { at, actor, sha256: hash } of trail()) {
      expect(`${actor.kind} ${at} ${hash}`).toMatch(/^worker [\d.T:-]+Z [0-9a-f]{64}$/);
    }
    const table = readFileSync(join(folder, 'out', 'audit-trail.csv'), 'utf8');
    expect(table.trimEnd().split('\r\n')).toHaveLength(trail().length + 1);
  });

  it('tells what X hides from what is deleted', async () => {
    const absences = await all(AbsenceBook).list(account.id);
    expect(absences.find(({ postId }) => postId === hidden)).toMatchObject({ state: 'hidden' });
    const deletions = records().filter(({ index }) => index.type === 'deletion');
    expect(deletions.map(({ index }) => index.postId)).not.toContain(hidden);
    const noted = trail().filter(({ action }) => action === 'posts.hidden');
    expect(noted.map(({ details }) => details.posts)).toEqual([hidden]);
  });

  it('is as it was stored, here and in the export', async () => {
    const report = await all(Verification).run({
      accounts: [{ accountId: account.id, username: account.username }],
      jobs: [],
    });
    expect(report).toMatchObject({ broken: 0, accounts: [{ records: records().length }] });
    expect(await checkExportIn(join(folder, 'out'))).toMatchObject({ outcome: 'verified' });
  });

  it('has the same hashes in an archive that the export is brought into', async () => {
    const other = await openModule(ArchiveModule, { slices: [freshStorage()], clock });
    const archive = other.get(PostArchive);
    for (const { index, record } of records()) {
      const { createdAt, kind, type, pageName, capturedAt } = index;
      const post: PostToSave = {
        ...{ record: record as PostRecord, createdAt, kind, isInbound: type === 'inbound' },
      };
      await archive.savePosts(account.id, [post], { pageName, at: capturedAt });
    }
    const window = { start: new Date('2020-01-01'), end: clock.now() };
    const hashes = (await Array.fromAsync(archive.list(account.id, window))).map(
      (entry) => entry.sha256,
    );
    expect(hashes.sort()).toEqual(
      records()
        .map(({ index }) => index.sha256)
        .sort(),
    );
    await other.close();
  });

  function last(): string {
    return versions.at(-1) ?? '';
  }
});
