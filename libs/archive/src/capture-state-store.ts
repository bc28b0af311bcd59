import {
  type AppErrorCode,
  type Coverage,
  type IdRange,
  type JsonObject,
  type PostId,
  type Stream,
} from '@app/domain';

/** Why capture of an account waits, and until when; then it is tried again. */
export interface Parking {
  reason: AppErrorCode;
  until: Date;
}

/** The ids an imported archive of the account's owner holds completely, by its own statement. */
export interface SuppliedPeriod extends IdRange {
  /** When X made the archive. */
  generatedAt: Date;
  /** The page with that statement; one period for each. */
  evidence: string;
}

/** A profile as it was read. */
export interface SeenProfile {
  /** As X gave it. */
  user: JsonObject;
  /** As it was before. */
  before?: JsonObject;
  /** When it was seen to be like this; until `notBefore` it was not. */
  at: Date;
  notBefore?: Date;
  /** The page it was seen on. */
  pageName: string;
  isArchived: boolean;
}

/** A name the account had at X, and when it was seen first. */
export interface SeenName {
  username: string;
  seenAt: Date;
}

/** How far posts that are archived already were looked at again. */
export interface Recheck {
  /** When the newest hours of the timeline were read again last. */
  overlapAt: Date;
  /** Posts that came, or changed, after their time: the Import service may have had it, and is still to be told. */
  untold?: readonly PostId[];
  /** Posts that X listed only after their time had been settled; when the last one turned up. */
  late: number;
  lateAt?: Date;
  /** Posts up to this one could not be edited any more when they were looked up. */
  editsUpTo: PostId;
  /** When the last sweep ended, or sweeps were begun with; when the last one that is over began. */
  sweptAt: Date;
  sweptSince?: Date;
  /** What that one has looked up lies above. */
  sweptFrom?: PostId;
  /** The sweep under way: when it began, what it looks up lies above, and the newest post it has looked up. */
  sweepBegunAt?: Date;
  sweepFrom?: PostId;
  sweepUpTo?: PostId;
  /** New versions that looking up has brought; when the last one. */
  changed: number;
  changedAt?: Date;
  /** Posts found to be deleted; when the last one was. */
  deleted: number;
  deletedAt?: Date;
}

/** Where capture of one stream of an account stands. */
export interface CaptureState {
  coverage: Coverage;
  parked?: Parking;
  /** When X was last read to the newest post. */
  caughtUpAt?: Date;
  /** Posts, events or likes X has billed so far. */
  postsRead: number;
  /** What the account's owner has supplied: X's timeline may end before it, and there is no gap. */
  supplied?: readonly SuppliedPeriod[];
  /** Of likes: when the reading began that has not come to its end yet. */
  readingSince?: Date;
  /** Of that reading: X's token for the page it goes on with. */
  readingToken?: string;
  /** Of the profile: as it was seen last. */
  profile?: SeenProfile;
  /** Of the profile: how many posts X counted, when it was read last. */
  postCount?: { posts: number; at: Date };
  /** Of quotes: the names they are searched by, the one of now first. */
  names?: readonly SeenName[];
  /** Of deletions: what else was found by looking again. */
  recheck?: Recheck;
}

/** A state as it was read; saving it back needs the `revision` to be the newest. */
export interface LoadedCaptureState {
  state: CaptureState;
  revision: string | undefined;
}

/** Where capture of every stream of every account stands. */
export interface CaptureStates {
  /** As `load` gives it. */
  of(accountId: string, stream?: Stream): CaptureState;
}

/** Keeps one state per account and stream; of two writers that read the same revision, the second is refused. Rejects with `archive.unavailable`. */
export abstract class CaptureStateStore {
  /** A stream never captured has an empty coverage and no revision. Its own posts unless told. */
  abstract load(accountId: string, stream?: Stream): Promise<LoadedCaptureState>;

  /** All of them in few requests, whatever their number. States saved meanwhile may be in it or not. */
  abstract loadAll(): Promise<CaptureStates>;

  /** Returns the new revision. Rejects with `archive.conflict` when somebody else has saved since. */
  abstract save(
    accountId: string,
    state: CaptureState,
    revision: string | undefined,
    stream?: Stream,
  ): Promise<string>;
}

/** Where a stream stands before its first capture. */
export const NEVER_CAPTURED: CaptureState = { coverage: [], postsRead: 0 };
