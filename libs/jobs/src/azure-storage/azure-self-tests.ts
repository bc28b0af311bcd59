import { Injectable } from '@nestjs/common';
import {
  inStorage,
  joinJson,
  splitJson,
  StorageClients,
  tableKey,
  unlessMissing,
} from '@app/azure';
import { actorKinds } from '@app/domain';
import { z } from 'zod';

import { type SelfTest, type SelfTests } from '../self-tests';

const PARTITION = 'self-test';

const time = z.iso.datetime().transform((text) => new Date(text));
const text = z.string();
const testSchema = z.object({
  accountId: text,
  startedAt: time,
  startedBy: z.object({
    kind: z.enum(actorKinds).catch('unknown'),
    id: text.optional(),
    name: text.optional(),
  }),
  follow: z.enum(['new', 'newest']),
  refusal: z.object({ code: text, message: text }).optional(),
  shown: z.array(text),
  end: z.object({ at: time, passed: z.boolean() }).optional(),
});

/** One row per account in table `selftests`. */
@Injectable()
export class AzureSelfTests implements SelfTests {
  constructor(private readonly storage: StorageClients) {}

  save(test: SelfTest): Promise<void> {
    return inStorage('jobs', async () => {
      const table = await this.storage.table('selftests');
      const key = { partitionKey: PARTITION, rowKey: tableKey(test.accountId) };
      await table.upsertEntity({ ...key, schemaVersion: 1, ...splitJson('test', test) }, 'Replace');
    });
  }

  find(accountId: string): Promise<SelfTest | undefined> {
    return inStorage('jobs', async () => {
      const table = await this.storage.table('selftests');
      const row = await unlessMissing(() => table.getEntity(PARTITION, tableKey(accountId)));
      return row && testSchema.parse(joinJson('test', row));
    });
  }
}
