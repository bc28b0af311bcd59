import {
  compareIds,
  ID_ZERO,
  type IdRange,
  lastIdAt,
  nextId,
  type PostId,
  timeOfId,
} from '@app/domain';

import { type ArchiveStatement } from './archive-statement';

/** Finds out, while an archive is read, from when to when it holds every post by its own statement. */
export class ArchivePeriod {
  private oldest: PostId | undefined;
  private newest: PostId = ID_ZERO;
  private isWhole = true;

  constructor(private readonly statement: ArchiveStatement) {}

  note(id: PostId): void {
    if (this.oldest === undefined || compareIds(id, this.oldest) < 0) this.oldest = id;
    if (compareIds(id, this.newest) > 0) this.newest = id;
  }

  /** Something is not as the statement says: nothing can be said for certain any more. */
  doubt(): void {
    this.isWhole = false;
  }

  /**
   * From the account's first day, else from the oldest post there is, up to the newest one: X takes its time to make an
   * archive, so that what was posted shortly before it was ready may be missing.
   */
  get range(): IdRange | undefined {
    const { generatedAt, accountCreatedAt, isPartial } = this.statement;
    if (!this.isWhole || isPartial || this.oldest === undefined) return undefined;
    if (compareIds(this.newest, lastIdAt(generatedAt)) > 0) return undefined;
    const first = timeOfId(this.oldest);
    const isSinceBeginning = accountCreatedAt && first && accountCreatedAt <= first;
    return { from: isSinceBeginning ? nextId(ID_ZERO) : this.oldest, to: this.newest };
  }
}
