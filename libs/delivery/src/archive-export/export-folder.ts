import { hostname } from 'node:os';
import { join } from 'node:path';
import { AppError } from '@app/domain';

import { codeOf, type Disk } from './disk';
import { type BegunExport, type ExportFormat, type ExportTerms } from './export-request';
import { parsed } from './export-journal';
import {
  begunSchema,
  type ExportSummary,
  summarySchema,
  termsSchema,
  textOfBegun,
} from './export-summary';
import { foldersOf, PLACES } from './file-places';
import { inBlocks } from '../in-blocks';

export type FoundExport =
  | { kind: 'none' }
  | { kind: 'begun'; begun: BegunExport }
  | { kind: 'finished'; summary: ExportSummary };

/** The folder of an export: whether it may be used, and by whom. */
export class ExportFolder {
  constructor(
    private readonly disk: Disk,
    private readonly directory: string,
  ) {}

  /** Rejects with `folder.not_empty` and `folder.other_export`; changes nothing. */
  async find(terms: ExportTerms): Promise<FoundExport> {
    const begunText = await this.disk.text(this.at(PLACES.begun));
    if (begunText !== undefined) {
      const begun = begunSchema.parse(JSON.parse(begunText));
      this.check(begun.terms, terms);
      return { kind: 'begun', begun };
    }
    const summaryText = await this.disk.text(this.at(PLACES.summary));
    const summary = summarySchema.safeParse(summaryText && parsed(summaryText));
    if (summary.success) {
      this.check(summary.data.terms, terms);
      return { kind: 'finished', summary: summary.data };
    }
    const others = (await this.disk.list(this.directory))?.filter((name) => name !== PLACES.work);
    if (others && others.length > 0) throw this.notEmpty(others);
    return { kind: 'none' };
  }

  /** Keeps other processes of this machine out until what it resolves to is called. Rejects with `folder.in_use`. */
  async lock(): Promise<() => Promise<void>> {
    await this.disk.makeFolder(this.at(PLACES.work));
    const [lock, mine] = [this.at(PLACES.lock), `${process.pid} ${hostname()}`];
    const isMine = async () => (await this.disk.text(lock)) === mine;
    // Looked at again: between being made and being written it may have been taken for one that was left.
    while (!((await this.disk.claim(lock, mine)) && (await isMine()))) await this.removeLeftLock();
    return async () => {
      if (await isMine()) await this.disk.remove(lock);
    };
  }

  /** Of a process that has ended without removing it. */
  private async removeLeftLock(): Promise<void> {
    const lock = this.at(PLACES.lock);
    const left = await this.disk.text(lock);
    if (left === undefined) return;
    const [pid = '', host = ''] = left.split(' ');
    if (host === hostname() && isAnother(Number(pid))) throw this.inUse(pid);
    const aside = this.at(`${PLACES.lock}.${process.pid}`);
    if (!(await this.disk.take(lock, aside))) return;
    const taken = (await this.disk.text(aside)) ?? '';
    // Somebody was faster, and has it.
    if (taken !== left) await this.disk.claim(lock, taken);
    await this.disk.remove(aside);
  }

  /** From now on the folder is of this export. */
  begin(begun: BegunExport): Promise<void> {
    return this.put(PLACES.begun, textOfBegun(begun));
  }

  /** Those that a format has whether or not there is something in them. */
  async makeFolders(format: ExportFormat): Promise<void> {
    for (const folder of foldersOf(format)) await this.disk.makeFolder(this.at(folder));
  }

  /** All of it, or nothing. */
  async put(path: string, content: string | AsyncIterable<Uint8Array>): Promise<void> {
    const waiting = this.at(`${PLACES.work}/waiting`);
    const file = await this.disk.create(waiting);
    try {
      const chunks = typeof content === 'string' ? [Buffer.from(content)] : inBlocks(content);
      for await (const chunk of chunks) await file.append(chunk);
    } finally {
      await file.close();
    }
    await this.disk.move(waiting, this.at(path));
  }

  /** What was needed only while it was written. */
  async clear(): Promise<void> {
    await this.disk.remove(this.at(PLACES.begun));
    await this.disk.remove(this.at(PLACES.work));
  }

  private check(there: ExportTerms, wanted: ExportTerms): void {
    const known: Partial<ExportTerms> = there;
    const names = Object.keys(termsSchema.shape) as (keyof ExportTerms)[];
    const different = names.filter((name) => known[name] !== wanted[name]);
    if (different.length === 0) return;
    const told = different.map((name) => `${name} ${String(known[name] ?? '(none)')}`).join(', ');
    throw new AppError(
      'folder.other_export',
      `${this.directory} holds an export of something else (${told}). Repeat it as it was begun, or name another folder.`,
      { directory: this.directory, different: different.join(', ') },
    );
  }

  private notEmpty([first = '', ...others]: string[]): AppError {
    const what = others.length > 0 ? `${first} and ${others.length} more` : first;
    return new AppError(
      'folder.not_empty',
      `${this.directory} is not empty and not of an export: ${what}. Name an empty folder or a new one.`,
      { directory: this.directory },
    );
  }

  private inUse(pid: string): AppError {
    return new AppError(
      'folder.in_use',
      `Process ${pid} is exporting to ${this.directory}. Wait until it has ended; if it is something else, remove ${this.at(PLACES.lock)}.`,
      { directory: this.directory, pid },
    );
  }

  private at(path: string): string {
    return join(this.directory, path);
  }
}

/** Is it a process that runs, and not this one? */
function isAnother(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}
