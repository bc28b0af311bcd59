import { Injectable } from '@nestjs/common';
import { inStorage, readEach, StorageClients } from '@app/azure';
import { AppError, type AuditEvent } from '@app/domain';
import { z } from 'zod';

import { type AuditLog, type AuditPage, type AuditQuery } from '../audit-log';
import { filterOf, fromRow, toRow } from './audit-rows';

/** What the SDK puts into its tokens, as base64 of JSON: where the next page begins. */
const tokenSchema = z.object({ nextPartitionKey: z.string(), nextRowKey: z.string() });

/** One row per event in table `audit`. */
@Injectable()
export class AzureAuditLog implements AuditLog {
  constructor(private readonly storage: StorageClients) {}

  append(event: AuditEvent): Promise<void> {
    return inStorage('audit', async () => {
      const table = await this.storage.table('audit');
      await table.createEntity(toRow(event));
    });
  }

  /** Tables may give a page that is not full though there is more; then the next one is read too. */
  async list(query: AuditQuery): Promise<AuditPage> {
    checkContinuation(query);
    return inStorage('audit', async () => {
      const events: AuditEvent[] = [];
      let { continuation } = query;
      do {
        const page = await this.readPage(query, query.limit - events.length, continuation);
        events.push(...page.events);
        continuation = page.continuation;
      } while (continuation !== undefined && events.length < query.limit);
      return { events, continuation };
    });
  }

  private async readPage(query: AuditQuery, size: number, token?: string): Promise<AuditPage> {
    const table = await this.storage.table('audit');
    const pages = table
      .listEntities({ queryOptions: { filter: filterOf(query) } })
      .byPage({ maxPageSize: size, continuationToken: token });
    for await (const page of pages) {
      const events = await Array.fromAsync(readEach(page, fromRow, query.onDamaged));
      return { events, continuation: page.continuationToken };
    }
    return { events: [] };
  }
}

function checkContinuation({ continuation }: AuditQuery): void {
  if (continuation === undefined) return;
  try {
    tokenSchema.parse(JSON.parse(Buffer.from(continuation, 'base64').toString('utf8')));
  } catch (cause) {
    throw new AppError(
      'audit.bad_continuation',
      'The list of audit events does not go on from there; begin it anew.',
      {},
      { cause },
    );
  }
}
