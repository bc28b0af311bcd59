/** A media file that is in the archive. */
export interface StoredMedia {
  state: 'stored';
  fileKey: string;
  sha256: string;
  bytes: number;
  contentType: string;
}

/** A media file that could not be had (yet). */
export interface MissingMedia {
  state: 'missing';
  fileKey: string;
  url: string;
  /** An AppError code. */
  reason: string;
  /** Worth trying again. */
  retry: boolean;
  /** Not before then; any time where it does not say. */
  retryAt?: Date;
  attempts: number;
}

/** What is noted of a file that was removed with its posts: it does not come back. */
export const REMOVED_FILE = {
  ...{ state: 'missing', url: '', reason: 'archive.removed', retry: false, attempts: 0 },
} as const satisfies Omit<MissingMedia, 'fileKey'>;

export function isRemovedFile(entry: MediaEntry | undefined): boolean {
  return entry?.state === 'missing' && entry.reason === REMOVED_FILE.reason;
}

/** Is it to be tried again by then? */
export function isDue({ retry, retryAt }: MissingMedia, now: Date | undefined): boolean {
  return retry && (now === undefined || retryAt === undefined || retryAt <= now);
}

export type MediaEntry = StoredMedia | MissingMedia;

/** An item that was handed over without a file. */
export interface LackingItem {
  itemId: string;
  /** Another one when it was noted anew. */
  revision: string;
}

/** A file that is in the archive, and items that were handed over without it. */
export interface LateFile {
  fileKey: string;
  /** Another one when it was noted anew that it came. */
  revision: string;
  items: LackingItem[];
}

/** Media bytes by content, found by file key. A stored file is never replaced. Rejects with `archive.unavailable`. */
export abstract class MediaArchive {
  /** What is known of the files; keys never heard of are absent. */
  abstract find(accountId: string, fileKeys: readonly string[]): Promise<Map<string, MediaEntry>>;

  /**
   * Streams the bytes in; the entry appears only when all are stored. An error of the stream stores nothing. Returns what is
   * stored under the key: of several files the first. One that was removed stays so, whatever is given.
   */
  abstract save(
    accountId: string,
    file: { fileKey: string; contentType: string; body: AsyncIterable<Uint8Array> },
  ): Promise<StoredMedia>;

  /** Notes that a file could not be had; counts the attempts. Does nothing when it is stored meanwhile, or was removed. */
  abstract markMissing(
    accountId: string,
    file: Omit<MissingMedia, 'state' | 'attempts'>,
  ): Promise<void>;

  /** Lets files that were given up be tried again, as if for the first time; does nothing to any other, nor to those that were removed. */
  abstract tryAnew(accountId: string, fileKeys: readonly string[]): Promise<void>;

  /** Files to try again, at most `limit`; those whose time has come by `now`, or all. */
  abstract listToRetry(accountId: string, limit: number, now?: Date): Promise<MissingMedia[]>;

  /**
   * Notes that an item was handed over without these files. When one of them that was missing comes, or has come meanwhile, it is among
   * those of {@link listLate}. One that was removed does not come.
   */
  abstract noteLacking(
    accountId: string,
    itemId: string,
    fileKeys: readonly string[],
  ): Promise<void>;

  /** Files that have come since items were handed over without them, until they are forgotten; at most `limit` files, with `limit` items in all. */
  abstract listLate(accountId: string, limit: number): Promise<LateFile[]>;

  /** Forgets these items of these files, and files without items; nothing that was noted anew since it was listed. */
  abstract forgetLate(accountId: string, files: readonly LateFile[]): Promise<void>;

  /** The bytes of a stored file. Rejects with `archive.not_found`. */
  abstract open(accountId: string, sha256: string): Promise<AsyncIterable<Uint8Array>>;
}
