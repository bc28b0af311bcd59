import { type Actor, type CountsByKind, type ImportCounts, type ImportReport } from '@app/domain';

/**
 * `uploading`: its zip is on its way; `waiting` for a worker; `running`: a worker is at it, or was until it died. The others are ends:
 * nothing more happens to it, but that one that has `failed` may be made to wait again.
 */
export const importStates = [
  'uploading',
  'waiting',
  'running',
  'done',
  'failed',
  'cancelled',
] as const;
export type ImportState = (typeof importStates)[number];

export interface ImportKey {
  accountId: string;
  importId: string;
}

/** The file a zip is uploaded from. Who goes on with an upload must have the very same. */
export interface UploadedFile {
  /** On the uploader's machine. */
  fileName: string;
  bytes: number;
  /** SHA-256 of its end, where a zip has its directory with the sum of each file. */
  fingerprint: string;
}

export interface ImportProgress extends ImportCounts {
  /** How many entries the archive says it has. */
  announced: number;
  /** A run that goes on counts from here. */
  byKind?: CountsByKind;
}

/** An archive that somebody uploads for an account, from the first byte of the upload to the report. */
export interface SuppliedImport extends ImportKey, UploadedFile {
  state: ImportState;
  requestedBy: Pick<Actor, 'kind' | 'id' | 'name'>;
  /** When its upload began. */
  createdAt: Date;
  /** When all of it had come. */
  queuedAt?: Date;
  endedAt?: Date;
  /** How often a worker has begun it since it last came further. */
  attempts: number;
  /** No worker begins it before; after a failure that passes. */
  notBefore?: Date;
  /** How far it ever was. */
  progress?: ImportProgress;
  report?: ImportReport;
  /** Why it has failed, or why it is tried again. */
  failure?: { code: string; message: string };
  /** Until when the zip is kept; absent while it is needed, and when it is gone. */
  zipUntil?: Date;
}

/** Does a worker have something to do with it, now or later? */
export function isPending({ state, zipUntil }: SuppliedImport): boolean {
  const isOpen = state === 'uploading' || state === 'waiting' || state === 'running';
  return isOpen || zipUntil !== undefined;
}
