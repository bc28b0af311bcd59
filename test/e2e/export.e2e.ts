import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { RestError } from '@azure/data-tables';
import { canonicalJson, type JsonObject } from '@app/domain';
import { readByMailparser } from '@testing/message-conversion';
import { z } from 'zod';

import { datasetSize } from '../../scripts/local/until-delivered';
import { aFolder, aStack } from '../support/a-stack';
import { aRecordOf } from '../support/a-record';
import { messagesOf } from '../support/read-mailbox';
import { type ExportRun, startExport } from '../support/run-export';
import { runVerify } from '../support/run-verify';
import { filesOf, rowsOf } from '../support/snapshot';
import { until } from '../support/until';

const FORMATS = ['eml', 'mbox', 'maildir', 'jsonl', 'item-json'] as const;
const KILL_AT = 10;
/** On a machine that does other things too. */
const TIME_LIMIT_MS = 600_000;

const file = z.object({ path: z.string(), bytes: z.number(), sha256: z.string() });
const rowSchema = z.discriminatedUnion('row', [
  z.object({ row: z.literal('entry'), id: z.string(), version: z.string(), file }),
  z.object({ row: z.literal('unreadable'), id: z.string(), version: z.string() }),
  file.extend({ row: z.literal('file') }),
  z.object({ row: z.literal('end'), entries: z.number() }),
]);
const summarySchema = z.looseObject({
  startedAt: z.string(),
  finishedAt: z.string(),
  counts: z.object({ entries: z.number(), unreadable: z.number(), missingMedia: z.number() }),
  coverage: z.looseObject({ isComplete: z.boolean() }),
});

function isNoTable(error: unknown): boolean {
  return error instanceof RestError && error.statusCode === 404;
}

jest.setTimeout(TIME_LIMIT_MS);

describe('npm run export', () => {
  const stack = aStack({ posts: '300' });
  const parent = aFolder();
  /** `{id}.{version}` of everything that is archived. */
  let archived: string[];
  let account: string;
  const folders: Partial<Record<string, string>> = {};

  const argsOf = (format: string, out: string, ...more: string[]) => [
    ...['--account', `@${account}`, '--format', format, '--out', out],
    ...more,
  ];
  async function run(args: string[]): Promise<ExportRun & { code: unknown }> {
    const started = startExport(args, stack.env);
    return { ...started, code: await started.exit() };
  }
  const textOf = (folder: string, path: string) => readFileSync(join(folder, path), 'utf8');
  const rowsIn = (folder: string) =>
    textOf(folder, 'manifest.jsonl')
      .trimEnd()
      .split('\n')
      .map((line) => rowSchema.parse(JSON.parse(line)));
  const namesIn = (folder: string, ending: string) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith(ending))
      .sort();

  /** All but when it was done, and the audit trail, in which the export before stands. */
  function resultIn(folder: string) {
    const isOfItsTime = (line: string) => /manifest\.json$|audit-trail|SHA256SUMS/.test(line);
    const files = Object.entries(filesOf(folder)).filter(([name]) => !isOfItsTime(name));
    const {
      startedAt: _a,
      finishedAt: _b,
      auditTrail: _c,
      ...summary
    } = summarySchema.parse(JSON.parse(textOf(folder, 'manifest.json')));
    const sums = textOf(folder, 'SHA256SUMS').split('\n');
    return { files, summary, sums: sums.filter((line) => !isOfItsTime(line)) };
  }

  beforeAll(async () => {
    await stack.startSurroundings();
    const worker = await stack.startWorker();
    const stats = await stack.sandbox.stats();
    account = stats.account.username;
    const entryRows = async () => {
      // The worker makes the table with the first post.
      const rows = await rowsOf(stack.azurite.connectionString, 'posts').catch((error: unknown) => {
        if (isNoTable(error)) return [];
        throw error;
      });
      return rows.filter((row) => !row.endsWith('/counts'));
    };
    await until(async () => (await entryRows()).length === datasetSize({ stats }));
    await delay(1000);
    await worker.stop();
    archived = (await entryRows()).map((row) => (row.split('/')[1] ?? '').replace(/^0+/, ''));
  });

  it.each(FORMATS)(
    'as %s, writes all that is archived, and sums that sha256sum takes',
    async (format) => {
      const folder = join(parent, format);
      const { code, lines } = await run(argsOf(format, folder));
      folders[format] = folder;
      const { counts, coverage } = summarySchema.parse(JSON.parse(textOf(folder, 'manifest.json')));
      expect(counts).toMatchObject({ entries: archived.length, unreadable: 0 });
      expect([code, lines]).toEqual([
        counts.missingMedia > 0 || !coverage.isComplete ? 3 : 0,
        expect.arrayContaining([expect.stringMatching(`entries +${archived.length} `)]),
      ]);
      const entries = rowsIn(folder).filter((row) => row.row === 'entry');
      expect(entries.map(({ id, version }) => `${id}.${version}`).sort()).toEqual(
        archived.toSorted(),
      );

      const sums = spawnSync('sha256sum', ['--strict', '-c', 'SHA256SUMS'], { cwd: folder });
      expect([sums.status, sums.stderr.toString()]).toEqual([0, '']);
      const named = textOf(folder, 'SHA256SUMS')
        .trimEnd()
        .split('\n')
        .map((line) => line.slice(66));
      expect([...named, 'SHA256SUMS'].sort()).toEqual(Object.keys(filesOf(folder)).sort());
    },
  );

  it('writes messages that other readers take, the same in every format', async () => {
    const { eml = '', mbox = '', maildir = '' } = folders;
    const messages = namesIn(eml, '.eml').map((name) => readFileSync(join(eml, name)));
    const read = await Promise.all(messages.map(readByMailparser));
    const ids = read.map(({ headers }) => headers['x-twitter-post-id']);
    expect(ids.sort()).toEqual(archived.map((key) => key.split('.')[0]).sort());
    const texts = messages.map((bytes) => bytes.toString('latin1')).sort();
    const inMonths = namesIn(mbox, '.mbox').flatMap((name) => messagesOf('mbox', join(mbox, name)));
    expect(inMonths.sort()).toEqual(texts);
    expect(messagesOf('maildir', join(maildir, 'Maildir'))).toEqual(texts);
  });

  it('writes records with the hash the index has, and every medium once', () => {
    const { jsonl = '' } = folders;
    const lines = namesIn(jsonl, '.jsonl')
      .filter((name) => /^\d{4}\//.test(name))
      .flatMap((name) => textOf(jsonl, name).trimEnd().split('\n'))
      .map((line) => JSON.parse(line) as { index: { sha256: string }; record: JsonObject });
    const hashes = lines.map(({ record }) =>
      createHash('sha256').update(canonicalJson(record)).digest('hex'),
    );
    expect(lines).toHaveLength(archived.length);
    expect(hashes).toEqual(lines.map(({ index }) => index.sha256));
    const media = Object.entries(filesOf(join(jsonl, 'media')));
    expect(media.length).toBeGreaterThan(10);
    expect(media.map(([name]) => name.split('.')[0])).toEqual(media.map(([, hash]) => hash));
  });

  it.each(['eml', 'mbox'] as const)(
    'as %s, killed half-way and repeated, leaves what one left alone leaves',
    async (format) => {
      const to = new Date().toISOString();
      const [killed, alone] = [join(parent, `${format}-killed`), join(parent, `${format}-alone`)];
      const rows = () => {
        const manifest = join(killed, 'manifest.jsonl');
        return existsSync(manifest) ? readFileSync(manifest, 'utf8').split('\n').length : 0;
      };
      // It may be through before this process looks: then once more.
      do {
        rmSync(killed, { recursive: true, force: true });
        const { process } = startExport(argsOf(format, killed, '--to', to), stack.env);
        while (process.isRunning && rows() < KILL_AT) await delay(1);
        expect(['SIGKILL', 0]).toContain(await process.stop('SIGKILL'));
      } while (existsSync(join(killed, 'SHA256SUMS')) || rows() >= archived.length);
      expect(rows()).toBeGreaterThanOrEqual(KILL_AT);
      expect(existsSync(join(killed, 'SHA256SUMS'))).toBe(false);

      await run(argsOf(format, killed, '--to', to));
      await run(argsOf(format, alone, '--to', to));
      expect(resultIn(killed)).toEqual(resultIn(alone));
      const before = filesOf(killed);
      const again = await run(argsOf(format, killed, '--to', to));
      expect(again.lines.join('\n')).toContain('was exported before, and is unchanged');
      expect(filesOf(killed)).toEqual(before);
    },
  );

  it('is verified by another command, which names a record that was spoilt', async () => {
    const json = join(parent, 'report.json');
    const well = await runVerify(['--account', `@${account}`, '--json', json], stack.env);
    expect(well.code).toBe(0);
    expect(well.said).toMatch(/^Everything is as it was stored\.$/m);
    expect(JSON.parse(readFileSync(json, 'utf8'))).toMatchObject({
      accounts: [{ username: account, records: archived.length }],
    });

    const { blob, bytes } = await aRecordOf(stack.azurite.connectionString);
    const spoilt = Buffer.from(bytes);
    spoilt.write('?', bytes.length >> 1);
    await blob.upload(spoilt, spoilt.length);
    const found = await runVerify([], stack.env);
    await blob.upload(bytes, bytes.length);
    expect([found.code, found.said]).toEqual([1, expect.stringContaining(`First: ${blob.name} `)]);
    expect((await runVerify(['--everything'], stack.env)).code).toBe(2);
  });

  it('says what is wrong with the options, the account and the folder', async () => {
    const { eml = '', mbox = '' } = folders;
    const codes = async (args: string[]) => {
      const { code, lines } = await run(args);
      return [code, /\(([a-z_.]+)\)$/m.exec(lines.join('\n'))?.[1]];
    };
    expect(await codes(['--account', 'x'])).toEqual([2, undefined]);
    const unknown = ['--account', '@fabrikam', '--format', 'eml', '--out', join(parent, 'none')];
    expect(await codes(unknown)).toEqual([1, 'accounts.unknown']);
    expect(await codes(argsOf('mbox', eml))).toEqual([1, 'folder.other_export']);
    expect(await codes(argsOf('eml', parent))).toEqual([1, 'folder.not_empty']);
    const [month = ''] = namesIn(mbox, '.mbox');
    writeFileSync(join(mbox, month), 'spilled coffee');
    expect(await codes(argsOf('mbox', mbox))).toEqual([1, 'folder.damaged']);
  });
});
