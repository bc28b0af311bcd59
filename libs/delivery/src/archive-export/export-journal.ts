import { createHash, type Hash } from 'node:crypto';

import { type Disk, type OpenFile } from './disk';
import { type ManifestRow, manifestRow } from './manifest-row';

const LINE_END = 0x0a;

/** Rows that are written at once: a post's, those of files that came with it before it. */
export interface RowGroup {
  rows: ManifestRow[];
  /** Where it begins and ends in the manifest. */
  start: number;
  end: number;
}

/**
 * The groups of a manifest that are whole, in order. A group ends with the row of a post, or that of the end; what a process that was killed left
 * half written is no group.
 */
export async function* rowGroups(disk: Disk, path: string): AsyncGenerator<RowGroup> {
  let rows: ManifestRow[] = [];
  let [start, at] = [0, 0];
  for await (const line of linesOf(disk.read(path))) {
    at += line.length;
    const row = manifestRow.safeParse(parsed(line.toString('utf8')));
    if (!row.success) return;
    rows.push(row.data);
    if (row.data.row === 'file') continue;
    yield { rows, start, end: at };
    [rows, start] = [[], at];
  }
}

/** Every row of a manifest, in order; of a line that is none, `undefined`. */
export async function* manifestRows(
  disk: Disk,
  path: string,
): AsyncGenerator<ManifestRow | undefined> {
  for await (const line of linesOf(disk.read(path)))
    yield manifestRow.safeParse(parsed(line.toString('utf8'))).data;
}

/** The manifest while it is written: what is in it is in the export. */
export class ExportJournal {
  private constructor(
    private readonly file: OpenFile,
    private readonly hash: Hash,
    public bytes: number,
  ) {}

  /** Goes on behind the first `bytes`. */
  static async open(disk: Disk, path: string, bytes: number): Promise<ExportJournal> {
    const hash = createHash('sha256');
    for await (const chunk of disk.read(path, 0, bytes)) hash.update(chunk);
    const file = await disk.open(path, bytes);
    return new ExportJournal(file, hash, bytes);
  }

  async append(rows: readonly ManifestRow[]): Promise<void> {
    const text = Buffer.from(rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
    await this.file.append(text);
    this.hash.update(text);
    this.bytes += text.length;
  }

  get sha256(): string {
    return this.hash.copy().digest('hex');
  }

  close(): Promise<void> {
    return this.file.close();
  }
}

/** With their ends; a last one without is left out. */
export async function* linesOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks) {
    rest = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    let start = 0;
    for (let end = rest.indexOf(LINE_END); end >= 0; end = rest.indexOf(LINE_END, start)) {
      yield rest.subarray(start, end + 1);
      start = end + 1;
    }
    rest = rest.subarray(start);
  }
}

/** `undefined` for what is no JSON. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
