import { type TableClient } from '@azure/data-tables';
import { firstRows, isChangedMeanwhile, odataText, tableKey } from '@app/azure';
import pLimit from 'p-limit';
import { z } from 'zod';

import { type LackingItem, type LateFile } from '../media-archive';

const AT_ONCE = 8;

const lackingSchema = z
  .object({ itemId: z.string(), etag: z.string() })
  .transform(({ itemId, etag: revision }) => ({ itemId, revision }));
const lateSchema = z.object({ fileKey: z.string(), etag: z.string() });

/**
 * Partitions of table `media` beside an account's files: which items lack which file, a row for each, so that nobody waits for another;
 * and which files came that may be lacking. Whoever stores a file notes it first; whoever notes that it is lacking looks afterwards
 * whether it is stored: one of them sees the other.
 */
export class LateFiles {
  constructor(
    private readonly table: TableClient,
    private readonly accountId: string,
  ) {}

  async noteLacking(itemId: string, fileKey: string): Promise<void> {
    const keys = { partitionKey: this.lacking, rowKey: tableKey(fileKey, itemId) };
    await this.table.upsertEntity({ ...keys, schemaVersion: 1, fileKey, itemId });
  }

  async noteCome(fileKey: string): Promise<void> {
    const keys = { partitionKey: this.late, rowKey: tableKey(fileKey) };
    await this.table.upsertEntity({ ...keys, schemaVersion: 1, fileKey });
  }

  /** It is not to be told of any more. */
  async forgetCome(fileKey: string): Promise<void> {
    await this.delete(this.late, tableKey(fileKey), '*');
  }

  /** `isStored` may say no of a file whose storing was only begun: it is left for later. */
  async list(limit: number, isStored: (fileKey: string) => Promise<boolean>): Promise<LateFile[]> {
    const filter = `PartitionKey eq ${odataText(this.late)}`;
    const found: LateFile[] = [];
    let left = limit;
    for await (const row of this.table.listEntities({ queryOptions: { filter } })) {
      if (found.length === limit || left === 0) break;
      const { fileKey, etag: revision } = lateSchema.parse(row);
      if (!(await isStored(fileKey))) continue;
      const items = await this.itemsWithout(fileKey, left);
      left -= items.length;
      found.push({ fileKey, revision, items });
    }
    return found;
  }

  /** The items first: what has come in between is found when none seem left. */
  async forget({ fileKey, revision, items }: LateFile): Promise<void> {
    await pLimit(AT_ONCE).map(items, ({ itemId, revision: etag }) =>
      this.delete(this.lacking, tableKey(fileKey, itemId), etag),
    );
    if ((await this.itemsWithout(fileKey, 1)).length > 0) return;
    await this.delete(this.late, tableKey(fileKey), revision);
  }

  private async delete(partition: string, row: string, etag: string): Promise<void> {
    try {
      await this.table.deleteEntity(partition, row, { etag });
    } catch (error) {
      if (!isChangedMeanwhile(error)) throw error;
    }
  }

  private itemsWithout(fileKey: string, limit: number): Promise<LackingItem[]> {
    const row = tableKey(fileKey);
    const range = `RowKey gt ${odataText(`${row}.`)} and RowKey lt ${odataText(`${row}/`)}`;
    const filter = `PartitionKey eq ${odataText(this.lacking)} and ${range}`;
    return firstRows(this.table, { filter, limit }, (row) => lackingSchema.parse(row));
  }

  private get lacking(): string {
    return tableKey(this.accountId, 'lacking');
  }

  private get late(): string {
    return tableKey(this.accountId, 'late');
  }
}
