import { type EntryKind } from '@app/archive';
import { type IdRange, type OptionalStream, type TimeWindow } from '@app/domain';

import { type StreamStatement } from '../coverage-gate';

/**
 * `eml`: a message a file; `mbox`: the messages of a month in one file; `maildir`: what mail servers keep; `jsonl`: the records of a
 * month, one a line; `item-json`: the items as they are delivered.
 */
export const exportFormats = ['eml', 'mbox', 'maildir', 'jsonl', 'item-json'] as const;

export type ExportFormat = (typeof exportFormats)[number];

/** What an export is of: one that is repeated with other terms is another. */
export interface ExportTerms {
  accountId: string;
  /** ISO 8601, both ends included; absent for everything there is. */
  from?: string;
  to?: string;
  format: ExportFormat;
  /** Every version of a post, not only the one a delivery takes. */
  allVersions: boolean;
  /** Every media file in `media/` too, not only what is in no other file of the export. */
  mediaBeside: boolean;
  /** Of a message or item; larger media are beside it, in `media/`. */
  maxItemBytes: number;
  /** Of this software: another one may write other bytes. */
  productVersion: string;
}

export interface ArchiveExportRequest {
  terms: ExportTerms;
  /** Of the account, for the audit log: what was done to one was done to the account. */
  jobIds: readonly string[];
  /** Name the account has now. */
  username: string;
  directory: string;
  /** Who asks, for the audit log. */
  actorName: string;
  signal?: AbortSignal;
  onProgress?: (progress: ExportProgress) => void;
}

export interface ExportProgress {
  /** Rows of the index read, of all that are in the window. */
  rows: number;
  totalRows: number;
  entries: number;
  bytes: number;
}

/** What the archive can say of a window, and what of it nobody has read yet. */
export interface StreamCoverage extends StreamStatement {
  unread: IdRange[];
}

/** Of the account's own posts, and of every other stream that is switched on. */
export interface WindowCoverage extends StreamCoverage {
  isComplete: boolean;
  streams?: Partial<Record<OptionalStream, StreamCoverage>>;
}

/** An export, from the moment it is begun: what it holds does not depend on how often it is stopped. */
export interface BegunExport {
  terms: ExportTerms;
  username: string;
  startedAt: Date;
  window: TimeWindow;
  coverage: WindowCoverage;
}

export interface ExportCounts {
  /** Posts, and what else the archive keeps of the account. */
  entries: number;
  /** Of the entries as they are written. */
  bytes: number;
  /** Those that could not be written in this format. */
  unreadable: number;
  /** Media of posts that the archive does not hold (any more). */
  missingMedia: number;
  /** Files in `media/`. */
  mediaFiles: number;
  byKind: Partial<Record<EntryKind, number>>;
}

export interface ExportReport extends BegunExport {
  /** `verified`: it was finished before, and every byte is what it was. */
  outcome: 'exported' | 'verified';
  counts: ExportCounts;
  finishedAt: Date;
}
