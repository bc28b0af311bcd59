import { randomBytes } from 'node:crypto';
import { joinJson, odataText, splitJson } from '@app/azure';
import { actorKinds, type AuditEvent } from '@app/domain';
import { z } from 'zod';

import { type AuditQuery } from '../audit-log';

/** Tables sort keys upwards, and the newest event is wanted first: keys are counted down from here. */
const LAST_MS = 9_999_999_999_999;
const LAST_MONTH = 999_912;

const text = z.string().optional();
/**
 * An action or a kind of actor that is not known here is shown as far as it can be, and hides nothing else. Rows that are new in other
 * ways are in storage that this release does not open (docs/decisions/038).
 */
const rowSchema = z
  .object({
    schemaVersion: z.literal(1),
    at: z.date(),
    action: z.string(),
    result: z.enum(['done', 'refused']),
    actorKind: z.enum(actorKinds).catch('unknown'),
    actorId: text,
    actorName: text,
    actorIp: text,
    subject: text,
    details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  })
  .transform(
    ({
      at,
      action,
      result,
      subject,
      details,
      actorKind,
      actorId,
      actorName,
      actorIp,
    }): AuditEvent => ({
      at,
      actor: {
        kind: actorKind,
        ...(actorId !== undefined && { id: actorId }),
        ...(actorName !== undefined && { name: actorName }),
        ...(actorIp !== undefined && { ip: actorIp }),
      },
      action,
      ...(subject !== undefined && { subject }),
      result,
      details,
    }),
  );

/** Partition: the month, counted down; row: the millisecond, counted down, and something random. */
export function toRow({ at, actor, action, subject, result, details }: AuditEvent) {
  return {
    partitionKey: monthKey(at),
    rowKey: `${timeKey(at)}-${randomBytes(6).toString('hex')}`,
    schemaVersion: 1,
    at,
    action,
    result,
    actorKind: actor.kind,
    actorId: actor.id,
    actorName: actor.name,
    actorIp: actor.ip,
    subject,
    ...splitJson('details', details),
  };
}

export function fromRow(row: object): AuditEvent {
  const details = joinJson('details', { ...row });
  return rowSchema.parse({ ...row, details });
}

/** The query's conditions in the table service's words; those on keys keep it from reading other months. */
export function filterOf({ from, to, action, actor }: AuditQuery): string {
  const who = actor === undefined ? undefined : odataText(actor);
  return [
    to && `PartitionKey ge ${odataText(monthKey(to))} and at le datetime'${to.toISOString()}'`,
    from &&
      `PartitionKey le ${odataText(monthKey(from))} and at ge datetime'${from.toISOString()}'`,
    action && `action eq ${odataText(action)}`,
    who && `(actorId eq ${who} or actorName eq ${who} or actorKind eq ${who})`,
  ]
    .filter(Boolean)
    .join(' and ');
}

function monthKey(at: Date): string {
  return String(LAST_MONTH - (at.getUTCFullYear() * 100 + at.getUTCMonth() + 1));
}

function timeKey(at: Date): string {
  return String(LAST_MS - at.getTime()).padStart(13, '0');
}
