import { Readable } from 'node:stream';
import { type AuditEvent } from '@app/domain';
import { stringify } from 'csv-stringify';

const columns = [
  'at',
  'actorKind',
  'actorId',
  'actorName',
  'actorIp',
  'action',
  'subject',
  'result',
  'details',
] as const;

/**
 * Events as CSV (RFC 4180) with a header, row by row as they come; Excel takes it for UTF-8 by the BOM at its beginning. Who opens it in a spreadsheet must run nothing that an actor wrote:
 * what a spreadsheet takes for a formula begins with an apostrophe.
 */
export function auditCsv(
  events: AsyncIterable<AuditEvent & { sha256?: string }>,
  more: 'sha256'[] = [],
): AsyncIterable<Uint8Array> {
  const csv = stringify({
    header: true,
    bom: true,
    columns: [...columns, ...more],
    record_delimiter: 'windows',
    escape_formulas: true,
  });
  const rows = Readable.from(rowsOf(events));
  rows.on('error', (error) => csv.destroy(error));
  csv.on('close', () => rows.destroy());
  return rows.pipe(csv);
}

async function* rowsOf(events: AsyncIterable<AuditEvent & { sha256?: string }>) {
  for await (const { at, actor, action, subject, result, details, sha256 } of events) {
    yield {
      at: at.toISOString(),
      actorKind: actor.kind,
      actorId: actor.id,
      actorName: actor.name,
      actorIp: actor.ip,
      action,
      subject,
      result,
      details: JSON.stringify(details),
      sha256,
    } satisfies Record<(typeof columns)[number] | 'sha256', string | undefined>;
  }
}
