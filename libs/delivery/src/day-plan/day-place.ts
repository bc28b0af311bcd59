import { type DownloadTask } from '@app/domain';
import { type DeliveryDay, itemsPut, itemsTaken } from '@app/jobs';

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
  /** When they are put into its container. */
  isPut: 'before' | 'now' | 'later';
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
  { taskId, items, isBackfill, isPut }: Claim,
  itemsPerDay: number,
): DeliveryDay | undefined {
  const before = known.taken.get(taskId);
  const byOthers = itemsTaken(known) - (before ?? 0);
  const share = isBackfill ? Math.floor(itemsPerDay * BACKFILL_SHARE) : itemsPerDay;
  const isAlone = byOthers === 0 && items <= PURVIEW_ITEMS_PER_DAY;
  // Others may have come since, for whom there was place beside it.
  const isHeld = before !== undefined && items <= before;
  if (items > 0 && byOthers + items > share && !isAlone && !isHeld) return undefined;
  const put = itemsPut(known, taskId);
  if (isPut === 'now') return withTask(known, taskId, items, put + items);
  const isOfAnotherDay = isPut === 'before' && before === undefined;
  return withTask(known, taskId, items, isOfAnotherDay ? items : put);
}

/** The day on which the task has not put so many items, of those it was to put. */
export function withoutPut(known: DeliveryDay, taskId: string, items: number): DeliveryDay {
  return withTask(known, taskId, known.taken.get(taskId), itemsPut(known, taskId) - items);
}

/** The day without the task's place, but for what may be in a container: who knows what Purview makes of that. */
export function withoutPlace(known: DeliveryDay, taskId: string): DeliveryDay {
  const put = itemsPut(known, taskId);
  const kept = Math.min(put, known.taken.get(taskId) ?? 0);
  return withTask(known, taskId, kept > 0 ? kept : undefined, put);
}

function withTask(
  known: DeliveryDay,
  taskId: string,
  items: number | undefined,
  itsPut: number,
): DeliveryDay {
  const isPutSame = items === undefined || itemsPut(known, taskId) === itsPut;
  if (known.taken.get(taskId) === items && isPutSame) return known;
  const [taken, put] = [new Map(known.taken), new Map(known.put)];
  taken.delete(taskId);
  put.delete(taskId);
  if (items !== undefined) taken.set(taskId, items);
  if (items !== undefined && itsPut !== items) put.set(taskId, itsPut);
  return { day: known.day, taken, ...(put.size > 0 && { put }) };
}
