import { entryKinds } from '@app/archive';
import { type IdRange, optionalStreams, timeOfId } from '@app/domain';
import { z } from 'zod';

import {
  type BegunExport,
  exportFormats,
  type ExportReport,
  type StreamCoverage,
  type WindowCoverage,
} from './export-request';
import { type ExportJournal } from './export-journal';
import { PLACES } from './file-places';
import { fileSchema } from './manifest-row';

const count = z.int().nonnegative();
const time = z.iso.datetime().transform((text) => new Date(text));
const ranges = z.array(z.object({ from: z.string(), to: z.string() }));

const streamCoverage = z.object({ complete: ranges, unreachable: ranges, unread: ranges });

export const termsSchema = z.object({
  accountId: z.string(),
  from: z.string().optional(),
  to: z.string().optional(),
  format: z.enum(exportFormats),
  allVersions: z.boolean(),
  mediaBeside: z.boolean(),
  maxItemBytes: count,
  productVersion: z.string(),
});

/** What an export is, from its first moment. */
export const begunSchema = z.object({
  terms: termsSchema,
  username: z.string(),
  startedAt: time,
  window: z.object({ start: time, end: time }),
  coverage: streamCoverage.extend({
    isComplete: z.boolean(),
    streams: z.partialRecord(z.enum(optionalStreams), streamCoverage).optional(),
  }),
});

/** `manifest.json`: what the export is and what is in it; each post and file stands in `manifest.jsonl`. */
export const summarySchema = begunSchema.extend({
  schemaVersion: z.literal(1),
  finishedAt: time,
  counts: z.object({
    ...{ entries: count, bytes: count, unreadable: count, missingMedia: count, mediaFiles: count },
    byKind: z.partialRecord(z.enum(entryKinds), count),
  }),
  manifest: z.object({ file: z.literal(PLACES.manifest), bytes: count, sha256: z.string() }),
  /** Absent where an earlier release has written it. */
  auditTrail: z.object({ entries: count, files: z.array(fileSchema) }).optional(),
});

export type ExportSummary = z.infer<typeof summarySchema>;

export function textOfBegun(begun: BegunExport): string {
  return `${JSON.stringify(begun, null, 2)}\n`;
}

/** As whoever goes on with it reads it, in the same order: what it writes is the same then. */
export function asRead(begun: BegunExport): BegunExport {
  return begunSchema.parse(JSON.parse(textOfBegun(begun)));
}

/** With the times of ids, which only programs can tell from them. */
export function textOfSummary(
  begun: BegunExport,
  { bytes, sha256 }: Pick<ExportJournal, 'bytes' | 'sha256'>,
  { counts, finishedAt, auditTrail }: Pick<ExportSummary, 'counts' | 'finishedAt' | 'auditTrail'>,
): string {
  const coverage = withTimes(begun.coverage);
  const manifest = { file: PLACES.manifest, bytes, sha256 };
  const end = { finishedAt, counts, manifest, auditTrail };
  const summary = { schemaVersion: 1, ...begun, coverage, ...end };
  return `${JSON.stringify(summary, null, 2)}\n`;
}

function withTimes({ isComplete, streams = {}, ...posts }: WindowCoverage) {
  const others = Object.entries(streams).map(([stream, each]) => [stream, timed(each)] as const);
  return {
    ...{ isComplete, ...timed(posts) },
    ...(others.length > 0 && { streams: Object.fromEntries(others) }),
  };
}

function timed({ complete, unreachable, unread }: StreamCoverage) {
  const each = (list: IdRange[]) => list.map(withTime);
  return { complete: each(complete), unreachable: each(unreachable), unread: each(unread) };
}

function withTime({ from, to }: IdRange) {
  const [fromTime, toTime] = [timeOfId(from)?.toISOString(), timeOfId(to)?.toISOString()];
  return { from, to, ...(fromTime && { fromTime }), ...(toTime && { toTime }) };
}

export function reportOf(summary: ExportSummary, outcome: ExportReport['outcome']): ExportReport {
  const { terms, username, startedAt, window, coverage, counts, finishedAt } = summary;
  return { outcome, terms, username, startedAt, window, coverage, counts, finishedAt };
}
