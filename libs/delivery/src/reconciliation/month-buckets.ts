import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ownTemporaryPath, removeOwn } from '@app/archive';

const LINES_HELD = 10_000;

/** Keys by month in temporary files: those of one month fit into memory, those of ten years need not. */
export class MonthBuckets {
  private held = new Map<string, string[]>();
  private lines = 0;
  private readonly written = new Set<string>();

  private constructor(private readonly folder: string) {}

  static async open(): Promise<MonthBuckets> {
    const folder = ownTemporaryPath();
    await mkdir(folder, { mode: 0o700 });
    return new MonthBuckets(folder);
  }

  /** `month` is `yyyy-mm`. */
  async add(month: string, key: string): Promise<void> {
    const known = this.held.get(month) ?? [];
    known.push(key);
    this.held.set(month, known);
    this.lines += 1;
    if (this.lines >= LINES_HELD) await this.write();
  }

  async keysOf(month: string): Promise<Set<string>> {
    await this.write();
    if (!this.written.has(month)) return new Set();
    const text = await readFile(join(this.folder, month), 'utf8');
    return new Set(text.split('\n').filter(Boolean));
  }

  async close(): Promise<void> {
    await removeOwn(this.folder);
  }

  private async write(): Promise<void> {
    for (const [month, keys] of this.held) {
      this.written.add(month);
      await appendFile(join(this.folder, month), `${keys.join('\n')}\n`);
    }
    this.held = new Map();
    this.lines = 0;
  }
}
