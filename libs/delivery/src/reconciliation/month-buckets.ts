import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ownTemporaryPath, removeOwn } from '@app/archive';

const LINES_HELD = 10_000;

const NONE: readonly string[] = [];

/** Items by month in temporary files: those of one month fit into memory, those of ten years need not. */
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

  /** `month` is `yyyy-mm`; `lacks` are the files the item was handed over without. */
  async add(month: string, key: string, lacks = NONE): Promise<void> {
    const known = this.held.get(month) ?? [];
    known.push([key, ...lacks.map(encodeURIComponent)].join(' '));
    this.held.set(month, known);
    this.lines += 1;
    if (this.lines >= LINES_HELD) await this.write();
  }

  /** By key, the files that an item lacks each time it was handed over. */
  async itemsOf(month: string): Promise<Map<string, readonly string[]>> {
    const items = new Map<string, readonly string[]>();
    await this.write();
    if (!this.written.has(month)) return items;
    const text = await readFile(join(this.folder, month), 'utf8');
    for (const line of text.split('\n').filter(Boolean)) {
      const [key = '', ...files] = line.split(' ');
      const lacks = files.length > 0 ? files.map(decodeURIComponent) : NONE;
      items.set(key, items.get(key)?.filter((file) => lacks.includes(file)) ?? lacks);
    }
    return items;
  }

  async close(): Promise<void> {
    await removeOwn(this.folder);
  }

  private async write(): Promise<void> {
    for (const [month, lines] of this.held) {
      this.written.add(month);
      await appendFile(join(this.folder, month), `${lines.join('\n')}\n`);
    }
    this.held = new Map();
    this.lines = 0;
  }
}
