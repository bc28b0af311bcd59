import { type EntryKind } from '@app/archive';
import { type PostId, type RemovingPolicy, type Stream, type TimeWindow } from '@app/domain';

/**
 * What can have become of something that was collected; each archived version is in one of them:
 * `archived` handed over, and the Import service has accepted it · `duplicate` the owner supplied what X gave too · `failed` it cannot be
 * made an item · `excluded` an earlier version, of which the newest is handed over · `unprocessed` not yet, or not asked for ·
 * `unexplained` none of these: a fault.
 */
export const dispositions = [
  'archived',
  'duplicate',
  'failed',
  'excluded',
  'unprocessed',
  'unexplained',
] as const;
export type Disposition = (typeof dispositions)[number];

export const reasons = [
  ...(['supplied-too', 'not-convertible', 'earlier-version'] as const),
  ...(['not-asked-for', 'task-waits', 'task-handed-back', 'maybe-accepted', 'came-late'] as const),
  ...(['not-in-manifest', 'not-in-archive'] as const),
] as const;
export type Reason = (typeof reasons)[number];

/** Something that was not simply archived, and why. */
export interface Difference {
  disposition: Exclude<Disposition, 'archived'>;
  reason: Reason;
  /** Of the post, message or like; of a profile, the account's. */
  id: PostId;
  version: string;
  /** Absent for what is not in the archive. */
  kind?: EntryKind;
  createdAt?: Date;
  /** The task that says so. */
  task?: { jobId: string; taskId: string };
}

/** How many of them; `collected` is their sum. */
export type Counts = Record<'collected' | Disposition, number>;

/** A stretch that is not captured: X does not list it (`unreachable`), or it is still to be read. */
export interface Gap {
  stream: Stream;
  state: 'unreachable' | 'unread';
  from: PostId;
  to: PostId;
}

/** An own post of the archive that X does not show any more: it was deleted there, or X knows it and does not show it. */
export interface NotShown {
  state: 'deleted' | 'hidden';
  id: PostId;
  kind: EntryKind;
  createdAt: Date;
  /** It was still shown, and it was missed. */
  shownAt: Date;
  missedAt: Date;
  /** Its content was removed from the archive then, by that policy. */
  removedAt?: Date;
  policy?: RemovingPolicy;
}

/**
 * Own posts (not versions) of the archive by what is known of them at X; `posts` is the sum of the next four. `shown`: the last whole sweep
 * has seen them. `unknown`: it has not looked them up, or X did not show them once only. `removed`: of the deleted ones, those whose
 * content was removed.
 */
export interface AtSource extends Record<(typeof atSourceColumns)[number], number> {
  /** The shown ones were looked up then or later: the sweep began. */
  shownAt?: Date;
}
export const atSourceColumns = [
  ...(['posts', 'shown', 'deleted', 'hidden', 'unknown'] as const),
  'removed',
] as const;

/**
 * A file that is with no delivery of an item, in the version that was handed over last: it could not be had (`missing`), or came into the
 * archive after that (`late`).
 */
export interface WithoutFile {
  state: 'missing' | 'late';
  id: PostId;
  kind: EntryKind;
  version: string;
  createdAt: Date;
  fileKey: string;
  /** Of a missing one, an AppError code, and whether it is still tried; absent where nobody has tried. */
  reason?: string;
  retry?: boolean;
}

export type Files = Record<WithoutFile['state'], number>;

export interface ReconciliationReport {
  accountId: string;
  window: TimeWindow;
  counts: Counts;
  /** The same by kind; only kinds of which there is something. */
  byKind: Partial<Record<EntryKind, Counts>>;
  /** By reason, of all that is a difference. */
  byReason: Partial<Record<Reason, number>>;
  atSource: AtSource;
  /** Each of them that is deleted or hidden, in the order of the archive. */
  notShown: NotShown[];
  files: Files;
  /** Each of them, in the order of the archive. */
  withoutFile: WithoutFile[];
  gaps: Gap[];
  /** Posts X counts of the account in all, when its profile was read last; and versions of them that the archive has in all. */
  source?: { posts: number; archivedVersions: number; seenAt: Date };
}

export const NO_COUNTS: Counts = {
  ...{ collected: 0, archived: 0, duplicate: 0, failed: 0 },
  ...{ excluded: 0, unprocessed: 0, unexplained: 0 },
};

export function countsWith(counts: Counts, disposition: Disposition): Counts {
  return {
    ...counts,
    collected: counts.collected + 1,
    [disposition]: counts[disposition] + 1,
  };
}

/** Is everything there, or is it said of each thing why not? */
export function isExplained({ counts }: Pick<ReconciliationReport, 'counts'>): boolean {
  return counts.unexplained === 0;
}

/** Do the columns make up what was collected, in all and kind by kind? */
export function addsUp(report: ReconciliationReport): boolean {
  const { counts, byKind, byReason, atSource, notShown, files, withoutFile } = report;
  const columnsOf = (of: Counts) => dispositions.reduce((sum, each) => sum + of[each], 0);
  const sums = (of: readonly number[]) => of.reduce((sum, each) => sum + each, 0);
  const kinds = Object.values(byKind);
  return (
    [counts, ...kinds].every((each) => columnsOf(each) === each.collected) &&
    sums(Object.values(byReason)) === counts.collected - counts.archived &&
    sums(kinds.map(({ collected }) => collected)) <= counts.collected &&
    sums([atSource.shown, atSource.deleted, atSource.hidden, atSource.unknown]) ===
      atSource.posts &&
    atSource.deleted + atSource.hidden === notShown.length &&
    atSource.removed === notShown.filter(({ removedAt }) => removedAt).length &&
    files.missing === withoutFile.filter(({ state }) => state === 'missing').length &&
    files.late === withoutFile.filter(({ state }) => state === 'late').length
  );
}
