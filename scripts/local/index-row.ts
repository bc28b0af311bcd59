import { z } from 'zod';

/** One row of the index, by the name its item must have. */
export interface IndexRow {
  name: string;
  version: string;
  type: string;
  kind: string;
}

const rowSchema = z.object({
  partitionKey: z.string(),
  rowKey: z.string(),
  kind: z.string(),
  createdAt: z.date(),
});

/** What a row of table `posts` tells; nothing of the row with a month's counts. */
export function indexRowOf(row: unknown): IndexRow | undefined {
  const { data } = rowSchema.safeParse(row);
  if (!data) return undefined;
  const [key = '', version = '', type = 'post'] = data.rowKey.split('.');
  const [accountId = ''] = data.partitionKey.split('_');
  const name = itemName(type, key.replace(/^0+/, ''), accountId, data.createdAt);
  return { name, version, type, kind: data.kind };
}

function itemName(type: string, id: string, accountId: string, createdAt: Date): string {
  if (type === 'like') return `like-${accountId}-${id}`;
  if (type === 'profile') return `profile-${accountId}-${basicTime(createdAt)}`;
  return type === 'post' || type === 'inbound' ? id : `${type}-${id}`;
}

/** `20250304T000000Z`. */
function basicTime(time: Date): string {
  return `${time.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
}
