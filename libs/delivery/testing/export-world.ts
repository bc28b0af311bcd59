import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ExportConfig, slice } from '@app/config';
import { FakeAuditLog } from '@testing/audit';
import { Crash } from '@testing/domain';

import { ArchiveExport } from '../src/archive-export/archive-export';
import { ArchiveWindow } from '../src/archive-export/archive-window';
import { EntryEncoding } from '../src/archive-export/entry-encoding';
import {
  type ExportProgress,
  type ExportReport,
  type ExportTerms,
} from '../src/archive-export/export-request';
import { EntryConversion } from '../src/entry-conversion';
import { DeliveryWorld } from './delivery-world';
import { DyingDisk } from './dying-disk';

const MAX_ITEM_BYTES = 100_000;
const config = slice(ExportConfig, {
  timeoutMs: 30_000,
  ...{ allowedHosts: [], uploadConcurrency: 3, maxItemBytes: MAX_ITEM_BYTES },
});
const folders: string[] = [];

/** An archive, and a folder it is exported to, of a world that dies where it is told. */
export class ExportWorld {
  readonly audit = new FakeAuditLog();
  readonly directory: string;
  private readonly disk: DyingDisk;

  private constructor(readonly archive: DeliveryWorld) {
    this.disk = new DyingDisk(archive.crash);
    const parent = mkdtempSync(join(tmpdir(), 'export-'));
    folders.push(parent);
    this.directory = join(parent, 'out');
  }

  static async open(): Promise<ExportWorld> {
    return new ExportWorld(await DeliveryWorld.open());
  }

  /** To be called after the tests of a file. */
  static removeFolders(): void {
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
  }

  async export(
    terms: Partial<ExportTerms> = {},
    signal?: AbortSignal,
    onProgress?: (progress: ExportProgress) => void,
  ): Promise<ExportReport> {
    const { posts, media, states, choices, clock } = this.archive;
    const encoding = new EntryEncoding(new EntryConversion(posts, media, config), posts, media);
    const window = new ArchiveWindow(posts, states, choices);
    const use = new ArchiveExport(window, encoding, this.disk, this.audit, clock);
    const { directory } = this;
    return use.run({
      terms: {
        ...{ accountId: '7', format: 'eml', allVersions: false, mediaBeside: false },
        ...{ productVersion: '1.2.3', maxItemBytes: MAX_ITEM_BYTES },
        ...terms,
      },
      jobIds: ['job'],
      ...{ username: 'contoso', directory, actorName: 'ada@desk', signal, onProgress },
    });
  }

  /** As above, by a process that may die meanwhile; did it? The next one is alive. */
  async exportAnyhow(terms: Partial<ExportTerms> = {}): Promise<boolean> {
    try {
      await this.export(terms);
    } catch (error) {
      if (!(error instanceof Crash)) throw error;
    }
    await this.disk.settled();
    const { hasDied } = this.archive.crash;
    this.archive.crash.restart();
    return hasDied;
  }

  /** All there is in the folder: contents by path, and empty folders. */
  files(): Record<string, string> {
    const names = readdirSync(this.directory, { recursive: true, withFileTypes: true });
    const found = names.map((each): [string, string] => {
      const path = join(each.parentPath, each.name);
      const content = each.isFile() ? readFileSync(path, 'latin1') : '(folder)';
      return [path.slice(this.directory.length + 1), content];
    });
    return Object.fromEntries(found.sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  /** The rows of the manifest, or of another file of JSON lines. */
  rows(path = 'manifest.jsonl'): unknown[] {
    const text = readFileSync(join(this.directory, path), 'utf8');
    return text
      .trimEnd()
      .split('\n')
      .map((line): unknown => JSON.parse(line));
  }

  /** Somebody else writes to the folder. */
  put(path: string, text: string): void {
    mkdirSync(dirname(join(this.directory, path)), { recursive: true });
    writeFileSync(join(this.directory, path), text);
  }
}
