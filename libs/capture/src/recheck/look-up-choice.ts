import {
  type Absence,
  EDITABLE_MS,
  type PostArchive,
  type PostEntry,
  type Recheck,
  sweptSinceOf,
} from '@app/archive';
import { type CaptureConfig } from '@app/config';
import { compareIds, firstIdAt, type PostId, secondOfId, timeOfId } from '@app/domain';

const HOUR_MS = 3600_000;
/** As many as X takes in one call. */
const MOST_IDS = 100;
/** A post that was not shown is believed to be gone when it is not shown after so long again. */
const CONFIRM_AFTER_MS = HOUR_MS;

export interface LookUpChoice {
  /** What to look up, and when it was surely shown last. */
  shownAt: ReadonlyMap<PostId, Date>;
  /** How far it has come when they were looked up. */
  next: Recheck;
}

interface Stretch {
  after: PostId;
  to: PostId;
  limit: number;
  isWanted: (entry: PostEntry) => boolean;
}

/**
 * Chooses which posts of an account are looked up next, at most 100: first those that were missed, then those that could be edited until
 * now, then the next of the sweep. Each turn one call: that spreads a sweep, and a budget that is too small makes it slower, not wrong.
 */
export class LookUpChooser {
  constructor(
    private readonly archive: PostArchive,
    private readonly accountId: string,
    private readonly config: Pick<CaptureConfig, 'sweepDays' | 'sweepHours'>,
    private readonly now: Date,
  ) {}

  async choose(known: Recheck, absences: readonly Absence[]): Promise<LookUpChoice> {
    const due = absences.filter((absence) => this.isDue(absence)).slice(0, MOST_IDS);
    const chosen = new Map(due.map(({ postId, shownAt }) => [postId, shownAt]));
    const watched = new Set(
      absences.filter(({ state }) => state !== 'shown-again').map(({ postId }) => postId),
    );
    const take = async (stretch: Omit<Stretch, 'limit'>) => {
      const limit = MOST_IDS - chosen.size;
      const isWanted = (entry: PostEntry) => !watched.has(entry.postId) && stretch.isWanted(entry);
      const found = await this.entriesIn({ ...stretch, limit, isWanted });
      for (const entry of found.entries) {
        chosen.set(entry.postId, sweptSinceOf(entry, known) ?? entry.capturedAt);
      }
      return found.upTo;
    };
    const editsUpTo = await take({
      after: known.editsUpTo,
      to: this.noLongerEditable(this.now),
      isWanted: wasEditable,
    });
    return { shownAt: chosen, next: { ...known, editsUpTo, ...(await this.sweep(known, take)) } };
  }

  private async sweep(
    known: Recheck,
    take: (stretch: Omit<Stretch, 'limit'>) => Promise<PostId>,
  ): Promise<Partial<Recheck>> {
    const { sweepDays, sweepHours } = this.config;
    const sinceMs = this.now.getTime() - known.sweptAt.getTime();
    const begunAt = known.sweepBegunAt ?? (sinceMs >= sweepHours * HOUR_MS ? this.now : undefined);
    if (!begunAt) return {};
    const oldest = firstIdAt(new Date(begunAt.getTime() - sweepDays * 24 * HOUR_MS));
    const to = this.noLongerEditable(begunAt);
    const after = known.sweepUpTo ?? oldest;
    const from = known.sweepFrom ?? after;
    const upTo = await take({ after, to, isWanted: () => true });
    if (upTo !== to) return { sweepBegunAt: begunAt, sweepFrom: from, sweepUpTo: upTo };
    const none = { sweepBegunAt: undefined, sweepFrom: undefined, sweepUpTo: undefined };
    return { ...none, sweptAt: this.now, sweptSince: begunAt, sweptFrom: from };
  }

  private isDue({ state, lookedAt }: Absence): boolean {
    const restMs = { suspected: CONFIRM_AFTER_MS, hidden: this.config.sweepHours * HOUR_MS };
    if (state !== 'suspected' && state !== 'hidden') return false;
    return this.now.getTime() - lookedAt.getTime() >= restMs[state];
  }

  private noLongerEditable(at: Date): PostId {
    return firstIdAt(new Date(at.getTime() - EDITABLE_MS));
  }

  /** The wanted posts of a stretch of ids from its beginning, as many as there is room for; how far that is. */
  private async entriesIn({ after, to, limit, isWanted }: Stretch) {
    const entries: PostEntry[] = [];
    const window = { start: secondOfId(after) ?? new Date(0), end: timeOfId(to) ?? this.now };
    for await (const entry of this.archive.list(this.accountId, window)) {
      const { type, postId } = entry;
      const isIn = compareIds(postId, after) > 0 && compareIds(postId, to) <= 0;
      const last = entries.at(-1);
      if (type !== 'post' || !isIn || last?.postId === postId || !isWanted(entry)) continue;
      if (entries.length >= limit) return { entries, upTo: last?.postId ?? after };
      entries.push(entry);
    }
    return { entries, upTo: compareIds(after, to) > 0 ? after : to };
  }
}

function wasEditable({ createdAt, capturedAt }: PostEntry): boolean {
  return capturedAt.getTime() - createdAt.getTime() < EDITABLE_MS;
}
