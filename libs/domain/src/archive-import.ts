import { type IdRange } from './coverage';

/** What an import of an owner's archive has done so far with its posts, or with one other kind. */
export interface ImportCounts {
  /** Entries that were read. */
  entries: number;
  /** Versions the archive did not have, and those it had from an earlier import. */
  added: number;
  known: number;
  /** What X's API had given, and of which the owner's copy says nothing new: not kept once more. */
  ofApi: number;
  /** Media files that were taken, that were there, and that the owner's archive does not have. */
  filesAdded: number;
  filesKnown: number;
  filesMissing: number;
}

/** What of an archive is imported. */
export type ImportedKind = 'posts' | 'messages' | 'likes';

export type CountsByKind = Readonly<Record<ImportedKind, ImportCounts>>;

/** The same of direct messages, or of likes. */
export interface ChosenImportCounts extends ImportCounts {
  /** An admin has switched the stream on for the account; else its entries are counted, and that is all. */
  isOn: boolean;
  /** Who joined or left, new names of groups: X gives these no id, so that they are kept as evidence only. */
  withoutId: number;
}

export const NOTHING_IMPORTED: ImportCounts = {
  ...{ entries: 0, added: 0, known: 0, ofApi: 0 },
  ...{ filesAdded: 0, filesKnown: 0, filesMissing: 0 },
};

/** Of what is switched off is known how many there are. */
export function countedOnly(entries: number): ChosenImportCounts {
  return { ...NOTHING_IMPORTED, entries, isOn: false, withoutId: 0 };
}

/** The counts are those of posts. */
export interface ImportReport extends ImportCounts {
  accountId: string;
  username: string;
  generatedAt: Date;
  problems: number;
  messages: ChosenImportCounts;
  likes: ChosenImportCounts;
  /** Which ids it holds completely; absent when that cannot be said. */
  period?: IdRange;
  /** Gaps in the coverage of X's timeline that it has closed. */
  closedGaps: IdRange[];
}
