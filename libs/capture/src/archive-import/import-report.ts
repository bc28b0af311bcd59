import { type IdRange } from '@app/domain';
import { type ArchiveProblem } from '@app/twitter-ingestion';

export interface ArchiveImportRequest {
  /** The zip as it was downloaded from X. */
  file: string;
  /** The accounts it may be of. */
  accountIds: readonly string[];
  signal?: AbortSignal;
  /** Called after each page is safe. */
  onProgress?: (counts: ImportCounts, announced: number) => void;
  /** Called for each thing that cannot be read, in the order of the archive. */
  onProblem?: (problem: ArchiveProblem) => void;
}

export interface ImportCounts {
  /** Entries of the lists of posts. */
  entries: number;
  /** Post versions the archive did not have, and those it had from an earlier import. */
  added: number;
  known: number;
  /** Posts that X's API had given and of which the owner's copy says nothing new: not kept once more. */
  ofApi: number;
  /** Media files that were taken, that were there, and that the owner's archive does not have. */
  filesAdded: number;
  filesKnown: number;
  filesMissing: number;
}

export interface ImportReport extends ImportCounts {
  accountId: string;
  username: string;
  generatedAt: Date;
  problems: number;
  /** Read and counted; they are not archived, because their kind is off. */
  others: { directMessages: number; likes: number };
  /** Which ids it holds completely; absent when that cannot be said. */
  period?: IdRange;
  /** Gaps in the coverage of X's timeline that it has closed. */
  closedGaps: IdRange[];
}

export const NOTHING_IMPORTED: ImportCounts = {
  ...{ entries: 0, added: 0, known: 0, ofApi: 0 },
  ...{ filesAdded: 0, filesKnown: 0, filesMissing: 0 },
};

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
