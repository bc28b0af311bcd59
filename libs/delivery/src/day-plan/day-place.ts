import { type DownloadTask } from '@app/domain';
import { type DeliveryDay, itemsTaken } from '@app/jobs';

/** With more items on one day Purview imports none of them (docs/decisions/028-limits.md). */
export const PURVIEW_ITEMS_PER_DAY = 200_000;
/** So much of a day may be history; the rest is for what was posted lately. */
const BACKFILL_SHARE = 0.8;
const BACKFILL_AFTER_MS = 48 * 3600_000;

/** What a task needs of a day. */
export interface Claim {
  taskId: string;
  items: number;
  isBackfill: boolean;
}

/** Is what it asks for long past? */
export function isBackfill({ window }: Pick<DownloadTask, 'window'>, now: Date): boolean {
  return now.getTime() - window.end.getTime() > BACKFILL_AFTER_MS;
}

/**
 * The day with a place for the task, the same when it has just that; `undefined` when there is none. What is more than a day's share has
 * a day of its own, as long as Purview takes it. A place that is held is kept, unless it is to grow.
 */
export function withPlace(
  known: DeliveryDay,
  { taskId, items, isBackfill }: Claim,
  itemsPerDay: number,
): DeliveryDay | undefined {
  const before = known.taken.get(taskId);
  const byOthers = itemsTaken(known) - (before ?? 0);
  const share = isBackfill ? Math.floor(itemsPerDay * BACKFILL_SHARE) : itemsPerDay;
  const isAlone = byOthers === 0 && items <= PURVIEW_ITEMS_PER_DAY;
  // Others may have come since, for whom there was place beside it.
  const isHeld = before !== undefined && items <= before;
  if (items > 0 && byOthers + items > share && !isAlone && !isHeld) return undefined;
  if (before === items) return known;
  return { day: known.day, taken: new Map(known.taken).set(taskId, items) };
}

/** The day without the task's place. */
export function withoutPlace(known: DeliveryDay, taskId: string): DeliveryDay {
  if (!known.taken.has(taskId)) return known;
  const taken = new Map(known.taken);
  taken.delete(taskId);
  return { day: known.day, taken };
}
