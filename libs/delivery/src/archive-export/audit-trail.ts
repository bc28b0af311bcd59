import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { auditCsv, type AuditLog, readAudit } from '@app/audit';
import { actorKinds, type AuditEvent, canonicalJson, type JsonObject } from '@app/domain';
import { z } from 'zod';

import { type Disk } from './disk';
import { linesOf, manifestRows } from './export-journal';
import { type ExportFolder } from './export-folder';
import { type BegunExport } from './export-request';
import { PLACES } from './file-places';
import { type EntryRow, type FileRow } from './manifest-row';

const text = z.string();

/** An entry of the trail, with the SHA-256 of the rest of it: JSON without spaces, keys in order at every level. */
const lineSchema = z.object({
  at: z.iso.datetime(),
  actor: z.object({
    kind: z.enum(actorKinds),
    ...{ id: text.optional(), name: text.optional(), ip: text.optional() },
  }),
  ...{ action: text, subject: text.optional(), result: z.enum(['done', 'refused']) },
  details: z.record(text, z.union([text, z.number(), z.boolean()])),
  sha256: text,
});

export interface AuditTrail {
  entries: number;
  files: Omit<FileRow, 'row'>[];
}

interface TrailSource {
  disk: Disk;
  directory: string;
  folder: ExportFolder;
  audit: AuditLog;
  /** Ids of the account and of its jobs. */
  names: ReadonlySet<string>;
}

/**
 * Writes who did what and when: every event of the audit log that names the account or a job of it, from the beginning of the window until the
 * export was begun, the newest first; then, for every record of the export, when and by whom it was archived. As JSON lines, and the
 * same as CSV. Written again, it is the same. Rejects with `audit.unavailable`.
 */
export async function writeAuditTrail(
  source: TrailSource,
  begun: BegunExport,
): Promise<AuditTrail> {
  const { disk, directory, folder } = source;
  let entries = 0;
  const counted = async function* (): AsyncGenerator<Buffer> {
    for await (const event of trailOf(source, begun)) {
      entries += 1;
      const text = canonicalJson(asJson(event));
      const sha256 = createHash('sha256').update(text).digest('hex');
      yield Buffer.from(`${JSON.stringify({ ...asJson(event), sha256 })}\n`);
    }
  };
  const json = await put(folder, PLACES.trail, counted());
  const lines = linesOf(disk.read(join(directory, PLACES.trail)));
  const csv = await put(folder, PLACES.trailTable, auditCsv(eventsOf(lines), ['sha256']));
  return { entries, files: [json, csv] };
}

async function* trailOf(
  { disk, directory, audit, names }: TrailSource,
  { window, startedAt }: BegunExport,
): AsyncGenerator<AuditEvent> {
  const to = new Date(startedAt.getTime() - 1);
  for await (const event of readAudit(audit, { from: window.start, to })) {
    const told = [event.subject, ...Object.values(event.details)];
    if (told.some((value) => typeof value === 'string' && names.has(value))) yield event;
  }
  for await (const row of manifestRows(disk, join(directory, PLACES.manifest))) {
    if (row?.row === 'entry') yield archivedEvent(row);
  }
}

/** Of what the owner supplied, an event of the import says who did it. */
function archivedEvent(row: EntryRow): AuditEvent {
  const { type, id, version, kind, capturedAt, createdAt, recordSha256, provenance } = row;
  return {
    at: new Date(capturedAt),
    actor: { kind: provenance ? 'operator' : 'worker' },
    ...{ action: 'record.archived', subject: id, result: 'done' },
    details: {
      ...{ type, kind, version, createdAt, recordSha256 },
      ...(provenance && { provenance }),
    },
  };
}

function asJson({ at, actor, action, subject, result, details }: AuditEvent): JsonObject {
  return {
    ...{ at: at.toISOString(), actor: { ...actor }, action },
    ...(subject !== undefined && { subject }),
    ...{ result, details: { ...details } },
  };
}

async function* eventsOf(lines: AsyncIterable<Buffer>) {
  for await (const line of lines) {
    const { at, ...event } = lineSchema.parse(JSON.parse(line.toString('utf8')));
    yield { ...event, at: new Date(at) };
  }
}

async function put(
  folder: ExportFolder,
  path: string,
  chunks: AsyncIterable<Uint8Array>,
): Promise<Omit<FileRow, 'row'>> {
  const hash = createHash('sha256');
  let bytes = 0;
  const measured = async function* (): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      hash.update(chunk);
      bytes += chunk.length;
      yield chunk;
    }
  };
  await folder.put(path, measured());
  return { path, bytes, sha256: hash.digest('hex') };
}
