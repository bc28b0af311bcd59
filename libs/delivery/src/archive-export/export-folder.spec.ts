import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';

import { Disk } from './disk';
import { ExportFolder } from './export-folder';
import { type BegunExport, type ExportTerms } from './export-request';

const root = mkdtempSync(join(tmpdir(), 'export-folder-'));
afterAll(() => rmSync(root, { recursive: true }));

let directory: string;
let folder: ExportFolder;
beforeEach(() => {
  directory = join(mkdtempSync(join(root, 'export-')), 'out');
  folder = new ExportFolder(new Disk(), directory);
});

const terms: ExportTerms = {
  ...{ accountId: '7', format: 'eml', allVersions: false, mediaBeside: false },
  ...{ maxItemBytes: 1000, productVersion: '1.2.3', from: '2025-03-01T00:00:00.000Z' },
};
const begun: BegunExport = {
  ...{ terms, username: 'contoso', startedAt: new Date(0) },
  window: { start: new Date(1), end: new Date(2) },
  coverage: { isComplete: true, complete: [], unreachable: [], unread: [] },
};
const textAt = (path: string) => readFileSync(join(directory, path), 'utf8');
const isThere = (path: string) => existsSync(join(directory, path));

/** Somebody writes there. */
async function put(path: string, text = 'x') {
  const disk = new Disk();
  await disk.makeFolder(join(directory, path, '..'));
  const file = await disk.create(join(directory, path));
  await file.append(Buffer.from(text));
  await file.close();
}

describe('the folder of an export', () => {
  it('is free when it is not there, or empty but for what a lock needs', async () => {
    expect(await folder.find(terms)).toEqual({ kind: 'none' });
    await folder.lock();
    expect(await folder.find(terms)).toEqual({ kind: 'none' });
  });

  it('is not when something else is in it, of which one is named', async () => {
    await put('a.txt');
    const text = (what: string) =>
      `${directory} is not empty and not of an export: ${what}. Name an empty folder or a new one.`;
    const code = 'folder.not_empty';
    await expect(folder.find(terms)).rejects.toMatchObject({
      ...{ code, message: text('a.txt'), details: { directory } },
    });
    await put('b.txt');
    await put('c.txt');
    const message = expect.stringMatching(/: [abc]\.txt and 2 more\./) as string;
    await expect(folder.find(terms)).rejects.toMatchObject({ code, message });
  });

  it('is of the export that has begun in it, and of no other', async () => {
    await folder.lock();
    await folder.begin(begun);
    expect(await folder.find(terms)).toEqual({ kind: 'begun', begun });
    const other = { ...terms, format: 'jsonl', to: '2025-04-01T00:00:00.000Z' } as const;
    await expect(folder.find(other)).rejects.toMatchObject({
      code: 'folder.other_export',
      message: `${directory} holds an export of something else (to (none), format eml). Repeat it as it was begun, or name another folder.`,
      details: { directory, different: 'to, format' },
    });
  });

  it('keeps another process out, until that has ended', async () => {
    await put('.export/lock', `${process.ppid} ${hostname()}`);
    await expect(folder.lock()).rejects.toMatchObject({
      code: 'folder.in_use',
      message: `Process ${process.ppid} is exporting to ${directory}. Wait until it has ended; if it is something else, remove ${directory}/.export/lock.`,
      details: { directory, pid: String(process.ppid) },
    });
    const release = await new ExportFolder(new Disk(), join(directory, 'other')).lock();
    expect(textAt('other/.export/lock')).toBe(`${process.pid} ${hostname()}`);
    await release();
    expect(isThere('other/.export/lock')).toBe(false);
  });

  it.each([
    ['of another machine', `${process.ppid} elsewhere`],
    ['of this process', `${process.pid} ${hostname()}`],
    ['of a process that has ended', `4194305 ${hostname()}`],
    ['of no process', `none ${hostname()}`],
    ['of a group of processes', `0 ${hostname()}`],
    ['of all processes', `-1 ${hostname()}`],
    ['that is empty', ''],
  ])('takes over a lock %s', async (_, holder) => {
    await put('.export/lock', holder);
    await folder.lock();
    expect(textAt('.export/lock')).toBe(`${process.pid} ${hostname()}`);
  });

  /** Another process does something just before this one takes the lock that was left. */
  const faster = (text: string) =>
    new (class extends Disk {
      override async take(from: string, to: string) {
        await this.remove(from);
        if (text) await this.claim(from, text);
        return super.take(from, to);
      }
    })();

  it('is of the faster one of two that find a lock that was left', async () => {
    const other = `${process.ppid} ${hostname()}`;
    await put('.export/lock', `4194305 ${hostname()}`);
    const slower = new ExportFolder(faster(other), directory);
    await expect(slower.lock()).rejects.toMatchObject({ code: 'folder.in_use' });
    expect(textAt('.export/lock')).toBe(other);
    expect(readdirSync(join(directory, '.export'))).toEqual(['lock']);
  });

  it('is of who comes next when the faster one is done', async () => {
    await put('.export/lock', `4194305 ${hostname()}`);
    await new ExportFolder(faster(''), directory).lock();
    expect(textAt('.export/lock')).toBe(`${process.pid} ${hostname()}`);
  });

  it('is left to who has taken the lock before it was written', async () => {
    const other = `${process.ppid} ${hostname()}`;
    const late = new (class extends Disk {
      override async claim(path: string, text: string) {
        const isMade = await super.claim(path, text);
        if (isMade) await this.remove(path).then(() => super.claim(path, other));
        return isMade;
      }
    })();
    await expect(new ExportFolder(late, directory).lock()).rejects.toMatchObject({
      ...{ code: 'folder.in_use', details: { pid: String(process.ppid) } },
    });
  });

  it('is not released by who does not have it any more', async () => {
    const release = await folder.lock();
    const other = `${process.ppid} ${hostname()}`;
    await put('.export/lock', other);
    await release();
    expect(textAt('.export/lock')).toBe(other);
  });

  it('has the folders of its format, whether or not there is something in them', async () => {
    await folder.makeFolders('maildir');
    expect(readdirSync(join(directory, 'Maildir')).sort()).toEqual(['cur', 'new', 'tmp']);
  });

  it('is given whole files, or none', async () => {
    await folder.lock();
    const pieces = async function* (failure?: Error) {
      await Promise.resolve();
      yield Buffer.from('one ');
      if (failure) throw failure;
      yield Buffer.from('two');
    };
    await folder.put('a.txt', pieces());
    await expect(folder.put('a.txt', pieces(new Error('no more')))).rejects.toThrow('no more');
    expect(textAt('a.txt')).toBe('one two');
  });

  it('keeps nothing of what was needed to write it', async () => {
    await folder.lock();
    await folder.begin(begun);
    await folder.put('a.txt', 'text');
    await folder.clear();
    expect(readdirSync(directory)).toEqual(['a.txt']);
  });
});
