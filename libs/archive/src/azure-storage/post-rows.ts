import { type TimeWindow } from '@app/domain';
import { z } from 'zod';

import { type DayCount, entryKinds, entryTypes, isPost, type PostEntry } from '../post-archive';

/** Most digits an id has; padded, ids sort by row key as they do by number. */
const ID_DIGITS = 19;

export function partitionOf({
  accountId,
  createdAt,
}: Pick<PostEntry, 'accountId' | 'createdAt'>): string {
  return `${accountId}_${monthOf(createdAt)}`;
}

type KeyFields = Pick<PostEntry, 'postId' | 'version' | 'type'>;

/** `{id}.{version}`, and `.{type}` after it unless it is a post of the account. */
export function rowKeyOf({ postId, version, type }: KeyFields): string {
  const key = `${postId.padStart(ID_DIGITS, '0')}.${version}`;
  return type === 'post' ? key : `${key}.${type}`;
}

function keyFieldsOf(rowKey: string): KeyFields {
  const [id = '', version = '', type = 'post'] = rowKey.split('.');
  return { postId: id.replace(/^0+(?=\d)/, ''), version, type: typeSchema.parse(type) };
}

/** As {@link isPost}, of a row by its key. */
export function isPostKey(rowKey: string): boolean {
  const [, , type = 'post'] = rowKey.split('.');
  const { data } = typeSchema.safeParse(type);
  return data !== undefined && isPost({ type: data });
}

/** The months (`yyyymm`, UTC) a window touches, in order. */
export function* monthsOf({ start, end }: TimeWindow): Generator<string> {
  const month = new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth()));
  for (; month <= end; month.setUTCMonth(month.getUTCMonth() + 1)) yield monthOf(month);
}

export function rowOf(entry: PostEntry) {
  return {
    partitionKey: partitionOf(entry),
    rowKey: rowKeyOf(entry),
    schemaVersion: 1,
    createdAt: entry.createdAt,
    capturedAt: entry.capturedAt,
    kind: entry.kind,
    pageName: entry.pageName,
    recordName: entry.recordName,
    sha256: entry.sha256,
    ...(entry.provenance && { provenance: entry.provenance }),
    ...(entry.packed && { packed: entry.packed }),
  };
}

const typeSchema = z.enum(entryTypes);

const rowSchema = z.object({
  rowKey: z.string(),
  createdAt: z.date(),
  capturedAt: z.date(),
  kind: z.enum(entryKinds),
  pageName: z.string(),
  recordName: z.string(),
  sha256: z.string(),
  // What is selected and not there may come as null.
  provenance: z
    .literal('user-supplied')
    .nullish()
    .transform((known) => known ?? undefined),
  packed: z.instanceof(Uint8Array).optional(),
});

/** All of a row that an entry must have, and what names it: everything but the packed record. */
export const ENTRY_COLUMNS = [
  'partitionKey',
  ...Object.keys(rowSchema.shape).filter((name) => name !== 'packed'),
];

export function entryOf(accountId: string, row: unknown): PostEntry {
  const { rowKey, ...fields } = rowSchema.parse(row);
  return { accountId, ...keyFieldsOf(rowKey), ...fields };
}

/** What is counted of a row. */
export function countableOf(row: unknown): Pick<PostEntry, 'createdAt' | 'kind'> {
  return rowSchema.pick({ createdAt: true, kind: true }).parse(row);
}

/** Key of the row with a month's counts; entries' keys begin with a digit, and so sort before it. */
export const COUNTS_KEY = 'counts';
export const isEntryRow = `RowKey lt '${COUNTS_KEY}'`;

export interface MonthCounts {
  days: DayCount[];
  /** Absent when they are not kept yet. */
  etag?: string;
}

const daysSchema = z.array(
  z.object({
    day: z.string(),
    total: z.number(),
    byKind: z.partialRecord(z.enum(entryKinds), z.number()),
  }),
);
const countsSchema = z.object({ etag: z.string(), days: z.string() });

/** Of a month's days and kinds, 5 KB at most. */
export function countsRowOf(partitionKey: string, days: DayCount[]) {
  return { partitionKey, rowKey: COUNTS_KEY, schemaVersion: 1, days: JSON.stringify(days) };
}

export function countsOf(row: unknown): MonthCounts {
  const { etag, days } = countsSchema.parse(row);
  return { etag, days: daysSchema.parse(JSON.parse(days)) };
}

/** `yyyymm`, UTC. */
export function monthOf(time: Date): string {
  return time.toISOString().slice(0, 7).replace('-', '');
}
