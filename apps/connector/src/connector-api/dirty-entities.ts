import { isItemId } from '@app/domain';

/** What of `DirtyEntities` can be delivered again. */
export interface DirtyEntities {
  ids: string[];
  /** Entries that are no item id: one odd entry must not keep the whole window from being delivered. */
  leftOut: number;
}

export function dirtyEntitiesOf(given: readonly unknown[] | null | undefined): DirtyEntities {
  const all = given ?? [];
  const ids = all.flatMap((entry) => asText(entry) ?? []).filter(isItemId);
  return { ids, leftOut: all.length - ids.length };
}

/** A larger number has lost digits on its way, and would be another item's id. */
function asText(entry: unknown): string | undefined {
  if (typeof entry === 'number') return Number.isSafeInteger(entry) ? String(entry) : undefined;
  return typeof entry === 'string' ? entry.trim() : undefined;
}
