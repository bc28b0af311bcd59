import { type CountsByKind, type ImportCounts } from '@app/domain';
import { type ArchiveProblem, type SeekableFile } from '@app/twitter-ingestion';

export interface ArchiveImportRequest {
  /** The zip as it was downloaded from X: its path, or where it is read by ranges. */
  file: string | SeekableFile;
  /** The accounts it may be of. */
  accountIds: readonly string[];
  /** What earlier runs of the same import have counted, as `onProgress` told it last. */
  counted?: CountsByKind;
  signal?: AbortSignal;
  /** Called after each page is safe; what it rejects with ends the import. */
  onProgress?: (
    counts: ImportCounts,
    announced: number,
    byKind: CountsByKind,
  ) => Promise<void> | void;
  /** Called for each thing that cannot be read, in the order of the archive. */
  onProblem?: (problem: ArchiveProblem) => void;
}

export function sumOf(a: ImportCounts, b: ImportCounts): ImportCounts {
  return {
    entries: a.entries + b.entries,
    added: a.added + b.added,
    known: a.known + b.known,
    ofApi: a.ofApi + b.ofApi,
    filesAdded: a.filesAdded + b.filesAdded,
    filesKnown: a.filesKnown + b.filesKnown,
    filesMissing: a.filesMissing + b.filesMissing,
  };
}
