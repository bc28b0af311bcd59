export interface DatasetOptions {
  seed: number;
  /** Posts in the account's timeline; earlier versions and deleted ones come on top. */
  posts: number;
  end: Date;
  /** Where media files are had from. */
  mediaBase: string;
}

/** How long the account has posted. */
export const SPAN_MS = 2 * 365 * 24 * 3600_000;
