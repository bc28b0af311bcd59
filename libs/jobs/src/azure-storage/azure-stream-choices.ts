import { Injectable } from '@nestjs/common';
import { changeInStorage, inStorage, StorageClients, tableKey, unlessMissing } from '@app/azure';
import { type OptionalStream, optionalStreams } from '@app/domain';
import { z } from 'zod';

import { chosenAmong } from '../chosen-streams';
import { type ChosenStream, type StreamChoices } from '../stream-choices';

const PARTITION = 'streams';

const rowSchema = z.object({
  etag: z.string(),
  schemaVersion: z.literal(1),
  accountId: z.string(),
  streams: z.string(),
});

const streamsSchema = z.array(
  z.object({ stream: z.enum(optionalStreams), since: z.coerce.date() }),
);

interface Known {
  chosen: ChosenStream[];
  etag?: string;
}

/** One row per account in table `streams`. */
@Injectable()
export class AzureStreamChoices implements StreamChoices {
  constructor(private readonly storage: StorageClients) {}

  async of(accountId: string): Promise<OptionalStream[]> {
    return (await this.chosen(accountId)).map(({ stream }) => stream);
  }

  chosen(accountId: string): Promise<ChosenStream[]> {
    return inStorage('jobs', async () => (await this.read(accountId)).chosen);
  }

  all(): Promise<ReadonlyMap<string, ChosenStream[]>> {
    return inStorage('jobs', async () => {
      const known = new Map<string, ChosenStream[]>();
      const table = await this.storage.table('streams');
      for await (const found of table.listEntities()) {
        const { accountId, streams } = rowSchema.parse(found);
        known.set(accountId, streamsSchema.parse(JSON.parse(streams)));
      }
      return known;
    });
  }

  set(accountId: string, streams: readonly OptionalStream[], at: Date): Promise<OptionalStream[]> {
    return changeInStorage('jobs', async () => {
      const table = await this.storage.table('streams');
      const { chosen, etag } = await this.read(accountId);
      const row = rowOf(accountId, chosenAmong(chosen, streams, at));
      if (etag) await table.updateEntity(row, 'Replace', { etag });
      else await table.createEntity(row);
      return chosen.map(({ stream }) => stream);
    });
  }

  private async read(accountId: string): Promise<Known> {
    const table = await this.storage.table('streams');
    const row = await unlessMissing(async () =>
      rowSchema.parse(await table.getEntity(PARTITION, tableKey(accountId))),
    );
    return row
      ? { chosen: streamsSchema.parse(JSON.parse(row.streams)), etag: row.etag }
      : { chosen: [] };
  }
}

function rowOf(accountId: string, chosen: readonly ChosenStream[]) {
  const key = { partitionKey: PARTITION, rowKey: tableKey(accountId) };
  return { ...key, schemaVersion: 1, accountId, streams: JSON.stringify(chosen) };
}
