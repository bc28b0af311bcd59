import { type AuditEvent } from '@app/domain';

import { type AuditLog, type AuditPage, type AuditQuery } from './audit-log';

/** Read at once; no more is kept in memory. */
const PAGE_SIZE = 500;

/** Every event that is asked for, the newest first. Rejects as AuditLog does. */
export async function* readAudit(
  log: AuditLog,
  query: Omit<AuditQuery, 'limit' | 'continuation'>,
): AsyncGenerator<AuditEvent> {
  let continuation: string | undefined;
  do {
    const from: Pick<AuditQuery, 'continuation'> =
      continuation === undefined ? {} : { continuation };
    const page: AuditPage = await log.list({ ...query, limit: PAGE_SIZE, ...from });
    yield* page.events;
    ({ continuation } = page);
  } while (continuation !== undefined);
}
