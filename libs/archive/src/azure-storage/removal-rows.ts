import { type StorageClients, tableKey, unlessMissing } from '@app/azure';
import { z } from 'zod';

import {
  type RemovalOrder,
  type Removal,
  removalText,
  type SignedRemoval,
} from '../content-removal';

const removalSchema = z.object({
  ...{ accountId: z.string(), name: z.string(), was: z.string(), is: z.string(), at: z.string() },
  ...{ policy: z.enum(['redact', 'purge']), posts: z.string() },
  ...{ keyId: z.string(), signature: z.string() },
});

/** A row of table `removals`: partition account, row what was changed and what it is since. */
export function removalKeyOf({ name, is }: Pick<Removal, 'name' | 'is'>): string {
  return tableKey(name, is.slice(0, 16));
}

/** `undefined` when it is not readable. */
export function removalOf(row: unknown): SignedRemoval | undefined {
  const { data } = removalSchema.safeParse(row);
  if (!data) return undefined;
  const { keyId, signature: value, ...removal } = data;
  return { ...removal, signature: { keyId, value } };
}

/** Table `removals`. */
export class RemovalRows {
  constructor(private readonly storage: StorageClients) {}

  /** Noted twice, it is one row. */
  async note(
    change: Pick<Removal, 'name' | 'was' | 'is'>,
    { accountId, at, policy, postIds, sign }: RemovalOrder,
  ): Promise<void> {
    const posts = [...postIds].join(' ');
    const removal = { accountId, ...change, at: at.toISOString(), policy, posts };
    const { keyId, value: signature } = await sign(removalText(removal));
    const table = await this.storage.table('removals');
    const keys = { partitionKey: tableKey(accountId), rowKey: removalKeyOf(change) };
    await table.upsertEntity(
      { ...keys, schemaVersion: 1, ...removal, keyId, signature },
      'Replace',
    );
  }

  /** The note that something is like this now (`''`: gone), whoever signed it. */
  async find(accountId: string, name: string, is: string): Promise<SignedRemoval | undefined> {
    const table = await this.storage.table('removals');
    const row = await unlessMissing(() =>
      table.getEntity(tableKey(accountId), removalKeyOf({ name, is })),
    );
    const removal = removalOf(row);
    return removal?.name === name && removal.is === is ? removal : undefined;
  }
}
