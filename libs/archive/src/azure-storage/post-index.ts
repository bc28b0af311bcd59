import { type TransactionAction } from '@azure/data-tables';
import {
  changeInStorage,
  eachInStorage,
  odataText,
  readEach,
  type StorageClients,
  unlessMissing,
} from '@app/azure';

import { DayCounts } from '../day-counts';
import { type DayCount, type PostEntry } from '../post-archive';
import {
  countableOf,
  COUNTS_KEY,
  countsOf,
  countsRowOf,
  isEntryRow,
  type MonthCounts,
  partitionOf,
  rowKeyOf,
  rowOf,
} from './post-rows';

/** Most rows one transaction takes are 100; one of them is the month's counts. */
const ENTRIES_PER_TRANSACTION = 99;

/** Table `posts`: the entries of each month, and in the same partition how many there are, changed in the same transactions. */
export class PostIndex {
  constructor(private readonly storage: StorageClients) {}

  /** Row keys the index has between the lowest and the highest of these, which are of one month. */
  async known(entries: readonly PostEntry[]): Promise<Set<string>> {
    const [first] = entries;
    const keys = entries.map(rowKeyOf).sort();
    if (!first) return new Set();
    const range = `RowKey ge ${odataText(keys[0] ?? '')} and RowKey le ${odataText(keys.at(-1) ?? '')}`;
    const filter = `PartitionKey eq ${odataText(partitionOf(first))} and ${range}`;
    const table = await this.storage.table('posts');
    const known = new Set<string>();
    const select = ['rowKey'];
    for await (const row of table.listEntities({ queryOptions: { filter, select } })) {
      if (row.rowKey) known.add(row.rowKey);
    }
    return known;
  }

  /** Inserts entries of one month, those that nobody else has inserted meanwhile. Returns how many that were. */
  async insert(entries: readonly PostEntry[]): Promise<number> {
    let added = 0;
    for (let i = 0; i < entries.length; i += ENTRIES_PER_TRANSACTION) {
      added += await this.insertAtOnce(entries.slice(i, i + ENTRIES_PER_TRANSACTION));
    }
    return added;
  }

  /** Of one month (a partition). */
  async countByDay(partition: string): Promise<DayCount[]> {
    return (await this.counts(partition)).days;
  }

  rows<T>(
    queryOptions: { filter: string; select?: string[] },
    read: (row: unknown) => T,
  ): AsyncGenerator<T> {
    const rows = eachInStorage('archive', async () => {
      const table = await this.storage.table('posts');
      return table.listEntities({ queryOptions });
    });
    return readEach(rows, read);
  }

  /** The entries and the counts with them, or nothing; again with what is still to be inserted when somebody else was quicker. */
  private async insertAtOnce(entries: PostEntry[]): Promise<number> {
    const table = await this.storage.table('posts');
    let fresh = entries;
    return changeInStorage('archive', async (isAgain) => {
      if (isAgain) {
        const known = await this.known(fresh);
        fresh = fresh.filter((entry) => !known.has(rowKeyOf(entry)));
      }
      const [first] = fresh;
      if (!first) return 0;
      const counts = await this.counts(partitionOf(first));
      await table.submitTransaction(insertionOf(partitionOf(first), fresh, counts));
      return fresh.length;
    });
  }

  /** As they are kept; counted anew for a month without, which is empty or from before they were. */
  private async counts(partition: string): Promise<MonthCounts> {
    const table = await this.storage.table('posts');
    const kept = await unlessMissing(async () =>
      countsOf(await table.getEntity(partition, COUNTS_KEY)),
    );
    if (kept) return kept;
    const counts = new DayCounts();
    const filter = `PartitionKey eq ${odataText(partition)} and ${isEntryRow}`;
    const rows = this.rows({ filter, select: ['createdAt', 'kind'] }, countableOf);
    for await (const row of rows) counts.add(row);
    return { days: counts.list() };
  }
}

function insertionOf(
  partition: string,
  entries: PostEntry[],
  { days, etag }: MonthCounts,
): TransactionAction[] {
  const counts = new DayCounts(days);
  for (const entry of entries) counts.add(entry);
  const row = countsRowOf(partition, counts.list());
  return [
    ...entries.map((entry): TransactionAction => ['create', rowOf(entry)]),
    etag === undefined ? ['create', row] : ['update', row, 'Replace', { etag }],
  ];
}
