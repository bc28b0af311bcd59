import { type TableClient } from '@azure/data-tables';

/** Most rows tables give at once (https://learn.microsoft.com/rest/api/storageservices/query-timeout-and-pagination). */
const MAX_PAGE_SIZE = 1000;

export interface RowQuery {
  filter?: string;
  /** At most so many rows. */
  limit: number;
}

/** The first rows that are wanted, by partition and row key. Reads no more pages of the table than that takes. */
export async function firstRows<T>(
  table: TableClient,
  { filter, limit }: RowQuery,
  parse: (row: unknown) => T,
  isWanted: (row: T) => boolean = () => true,
): Promise<T[]> {
  const rows: T[] = [];
  const pages = table
    .listEntities({ queryOptions: { ...(filter !== undefined && { filter }) } })
    .byPage({ maxPageSize: Math.min(limit, MAX_PAGE_SIZE) });
  for await (const page of pages) {
    rows.push(...page.map(parse).filter(isWanted));
    if (rows.length >= limit) break;
  }
  return rows.slice(0, limit);
}
