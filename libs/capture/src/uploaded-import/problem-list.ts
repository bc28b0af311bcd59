import { once } from 'node:events';
import { type ArchiveProblem } from '@app/twitter-ingestion';
import { stringify } from 'csv-stringify';

/**
 * What could not be read, as CSV (RFC 4180), saved as it comes: memory does not grow with it. Names are those of whoever made the zip:
 * what a spreadsheet takes for a formula begins with an apostrophe.
 */
export class ProblemList {
  private readonly csv = stringify({
    header: true,
    bom: true,
    columns: ['file', 'entry', 'line', 'what'],
    record_delimiter: 'windows',
    escape_formulas: true,
  });
  private readonly saved: Promise<void>;
  private failure: unknown;

  constructor(save: (bytes: AsyncIterable<Uint8Array>) => Promise<void>) {
    this.csv.on('error', (error) => (this.failure = error));
    this.saved = save(this.csv);
    // Whoever waits for room is told at once, and not only at the end.
    this.saved.catch((error: unknown) =>
      this.csv.destroy(error instanceof Error ? error : new Error(String(error))),
    );
  }

  add({ file, entry, line, what }: ArchiveProblem): void {
    if (this.failure === undefined) this.csv.write({ file, entry, line, what });
  }

  /** Waits while more is to be saved than should be in memory. Rejects when it cannot be saved. */
  async room(): Promise<void> {
    if (this.failure === undefined && this.csv.writableNeedDrain) await once(this.csv, 'drain');
    if (this.failure !== undefined) await this.saved;
  }

  /** Resolves when all of it is safe. */
  async end(): Promise<void> {
    if (this.failure === undefined) this.csv.end();
    await this.saved;
  }
}
