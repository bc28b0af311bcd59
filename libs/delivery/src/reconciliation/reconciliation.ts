import { Injectable } from '@nestjs/common';
import { PostArchive, type PostEntry } from '@app/archive';
import { itemIdOfEntry, type TimeWindow } from '@app/domain';
import { JobStore, ParkedItems } from '@app/jobs';

import { runsOfOne, theOneToDeliver } from '../task-entries';
import { CaptureStatement, type Lacking, type LookedUp } from './capture-statement';
import { HandedOver } from './handed-over';
import { type MonthBuckets } from './month-buckets';
import { type Difference, type ReconciliationReport } from './reconciliation-report';
import { Tally } from './tally';
import { type TaskIndex } from './task-index';
import { whatBecame } from './what-became';

export interface ReconciliationRequest {
  accountId: string;
  window: TimeWindow;
  signal?: AbortSignal;
}

interface Delivered {
  tasks: TaskIndex;
  items: MonthBuckets;
  parked: ReadonlySet<string>;
  lookedUp: LookedUp;
}

/** Runs a reconciliation to its end, for its report alone. */
export async function reportOf(
  run: ReturnType<Reconciliation['run']>,
): Promise<ReconciliationReport> {
  for (;;) {
    const { done, value } = await run.next();
    if (done) return value;
  }
}

/** Compares what is archived of an account with what was handed over and accepted, version by version. */
@Injectable()
export class Reconciliation {
  constructor(
    private readonly jobs: JobStore,
    private readonly archive: PostArchive,
    private readonly parked: ParkedItems,
    private readonly handedOver: HandedOver,
    private readonly capture: CaptureStatement,
  ) {}

  /**
   * Yields every difference, in the order of the archive, and returns the counts. What any job of the account has handed over counts,
   * deleted ones included. Memory grows with one month of the archive and with the number of tasks. Rejects with the AppError of archive
   * or jobs.
   */
  async *run(
    request: ReconciliationRequest,
  ): AsyncGenerator<Difference, ReconciliationReport, undefined> {
    const { accountId, window, signal } = request;
    const jobs = (await this.jobs.list({ withDeleted: true })).filter(
      (job) => job.accountId === accountId,
    );
    const jobIds = jobs.map(({ jobId }) => jobId);
    const { tasks, items } = await this.handedOver.read(jobIds, window, signal);
    const tally = new Tally();
    try {
      const parked = await Promise.all(jobIds.map((jobId) => this.parked.idsOf(jobId)));
      const lookedUp = await this.capture.lookedUp(accountId);
      for (const { month, part } of partsOf(window)) {
        signal?.throwIfAborted();
        const delivered = { tasks, items, parked: new Set(parked.flat()), lookedUp };
        yield* this.reconcileMonth(accountId, { month, part }, delivered, tally);
      }
    } finally {
      await items.close();
    }
    const { counts, byKind, byReason, atSource, notShown, files, withoutFile } = tally;
    const found = { counts, byKind, byReason, atSource, notShown, files, withoutFile };
    return { accountId, window, ...found, ...(await this.capture.of(accountId, window)) };
  }

  private async *reconcileMonth(
    accountId: string,
    { month, part }: { month: string; part: TimeWindow },
    { tasks, items, parked, lookedUp }: Delivered,
    tally: Tally,
  ): AsyncGenerator<Difference> {
    const handedOver = await items.itemsOf(month);
    const strays = new Set(handedOver.keys());
    const lacking: Lacking[] = [];
    const known = {
      isHandedOver: (entry: { postId: string; version: string }) => handedOver.has(keyOf(entry)),
      isParked: (entry: PostEntry) => parked.has(itemIdOfEntry(entry)),
      tasksOf: ({ createdAt }: { createdAt: Date }) => tasks.covering(createdAt),
    };
    for await (const versions of runsOfOne(this.archive.list(accountId, part))) {
      for (const fate of whatBecame(versions, known)) {
        strays.delete(keyOf(fate.entry));
        const difference = tally.add(fate);
        if (difference) yield difference;
      }
      const last = theOneToDeliver(versions.filter(known.isHandedOver));
      const fileKeys = (last && handedOver.get(keyOf(last))) ?? [];
      if (last && fileKeys.length > 0) lacking.push({ entry: last, fileKeys });
      tally.addAtSource(versions, lookedUp);
    }
    for (const key of strays) yield tally.addStray(key);
    for (const file of await this.capture.withoutFile(accountId, lacking)) {
      tally.addWithoutFile(file);
    }
  }
}

function keyOf({ postId, version }: { postId: string; version: string }): string {
  return `${postId}.${version}`;
}

/** The months of a window, as far as they are in it. */
function* partsOf({ start, end }: TimeWindow): Generator<{ month: string; part: TimeWindow }> {
  let from = start;
  while (from <= end) {
    const next = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + 1));
    const to = next > end ? end : new Date(next.getTime() - 1);
    yield { month: from.toISOString().slice(0, 7), part: { start: from, end: to } };
    from = next;
  }
}
