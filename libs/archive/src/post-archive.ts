import { type PostId, type PostKind, type PostRecord, type TimeWindow } from '@app/domain';

/** A response of X as it came, kept as evidence. */
export interface CapturedPage {
  accountId: string;
  request: string;
  headers: Record<string, string>;
  receivedAt: Date;
  body: Uint8Array;
}

/**
 * What an entry is about; `inbound`: a post of somebody else, that mentions or quotes the account. Ids are unique within a type: the
 * event of a conversation may have the id of a post.
 */
export const entryTypes = ['post', 'inbound', 'message', 'like', 'profile', 'deletion'] as const;

export type EntryType = (typeof entryTypes)[number];

/** Is it a post, the account's or another's, and nothing else that has the id of one? */
export function isPost({ type }: { type: EntryType }): boolean {
  return type === 'post' || type === 'inbound';
}

/**
 * What is counted: own posts by what they are, all else by type. `unreadable`: not as X described it when it was captured; only
 * its raw record and its id are certain.
 */
export const entryKinds = [
  ...(['post', 'reply', 'quote', 'repost', 'unreadable'] as const),
  ...(['inbound', 'message', 'like', 'profile', 'deletion'] as const),
] as const satisfies readonly (PostKind | EntryType | 'unreadable')[];

export type EntryKind = (typeof entryKinds)[number];

/** A record to keep, with what the index must know of it. */
export interface PostToSave {
  record: PostRecord;
  /** It is a post of somebody else. */
  isInbound?: boolean;
  createdAt: Date;
  kind: EntryKind;
}

/** One row of the index: one version of one post, or of what else its type says. */
export interface PostEntry {
  accountId: string;
  type: EntryType;
  postId: PostId;
  /** First 8 hex digits of {@link contentHash}: the same content is the same version; of what was noticed, at the same time. */
  version: string;
  createdAt: Date;
  kind: EntryKind;
  capturedAt: Date;
  /** Blob of the page the version was first seen on. */
  pageName: string;
  recordName: string;
  /** SHA-256 (hex) of the record's bytes, as they were stored. */
  sha256: string;
  /** By the account's owner, from an archive downloaded from X; absent for what X's API gave. */
  provenance?: 'user-supplied';
  /** A small record's bytes (gzip) as the row has them too, so that {@link PostArchive.read} need not ask for its blob. */
  packed?: Uint8Array;
}

export interface ListOptions {
  /** Every record will be read: small ones come with their entries. */
  toRead?: boolean;
}

/** How many post versions were made on one day. */
export interface DayCount {
  /** `yyyy-mm-dd`, UTC. */
  day: string;
  total: number;
  /** Kinds of which there is none are absent. */
  byKind: Partial<Record<EntryKind, number>>;
}

export interface SaveResult {
  /** Versions the archive did not have. */
  added: number;
  /** Versions it had already: nothing was written. */
  known: number;
}

/**
 * The append-only store of pages and post versions. Nothing in it is ever changed or removed, but by {@link ContentRemoval}; what that
 * removes is not saved again: pages and records come without it, and count as known. Every save is
 * idempotent: saving again what is there changes nothing and succeeds; a save that failed half-way is repaired by repeating it.
 * Rejects with `archive.unavailable`.
 */
export abstract class PostArchive {
  /** Keeps the page's exact bytes; returns the blob's name. */
  abstract savePage(page: CapturedPage): Promise<string>;

  /** Keeps records and their index rows: a version is listed only after its record is stored. */
  abstract savePosts(
    accountId: string,
    posts: readonly PostToSave[],
    seen: { pageName: string; at: Date },
  ): Promise<SaveResult>;

  /** Every version made in the window (both ends included) by month, ascending id, type, then capture time. Memory does not grow with the number. */
  abstract list(
    accountId: string,
    window: TimeWindow,
    options?: ListOptions,
  ): AsyncIterable<PostEntry>;

  /**
   * How many versions there are by the day they were made, on every day the window touches. Never at odds with {@link list}, whatever
   * was saved again, at once or half-way. Only days that have some, the earliest first. Takes a second for ten years.
   */
  abstract countByDay(accountId: string, window: TimeWindow): Promise<DayCount[]>;

  /**
   * All versions of one of the account's posts, by capture time; empty when it is not archived. Or, of another type, what is archived
   * under that id.
   */
  abstract find(accountId: string, postId: PostId, type?: EntryType): Promise<PostEntry[]>;

  /** The stored record; its bytes are checked against the entry's SHA-256 (`archive.corrupt` when they differ, `archive.not_found`). Where content was removed, what is left. */
  abstract read(entry: PostEntry): Promise<PostRecord>;
}
