import { type IdRange } from './coverage';

/** What an import of an owner's archive has done so far. */
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
