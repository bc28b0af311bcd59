import { type TimeWindow } from '@app/domain';
import { z } from 'zod';

import { type EntryKind, type PostEntry } from '../post-archive';

/** Most digits an id has; padded, ids sort by row key as they do by number. */
const ID_DIGITS = 19;
const KINDS = ['post', 'reply', 'quote', 'repost', 'unreadable'] as const satisfies EntryKind[];

export function partitionOf({ accountId, createdAt }: PostEntry): string {
  return `${accountId}_${monthOf(createdAt)}`;
}

export function rowKeyOf({ postId, version }: Pick<PostEntry, 'postId' | 'version'>): string {
  return `${postId.padStart(ID_DIGITS, '0')}.${version}`;
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
  };
}

const rowSchema = z.object({
  rowKey: z.string(),
  createdAt: z.date(),
  capturedAt: z.date(),
  kind: z.enum(KINDS),
  pageName: z.string(),
  recordName: z.string(),
  sha256: z.string(),
});

export function entryOf(accountId: string, row: unknown): PostEntry {
  const { rowKey, ...fields } = rowSchema.parse(row);
  const [postId = '', version = ''] = rowKey.split('.');
  return { accountId, postId: postId.replace(/^0+(?=\d)/, ''), version, ...fields };
}

/** What is counted of a row. */
export function countableOf(row: unknown): Pick<PostEntry, 'createdAt' | 'kind'> {
  return rowSchema.pick({ createdAt: true, kind: true }).parse(row);
}

/** `yyyymm`, UTC. */
export function monthOf(time: Date): string {
  return time.toISOString().slice(0, 7).replace('-', '');
}
