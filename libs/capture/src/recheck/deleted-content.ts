import { Injectable } from '@nestjs/common';
import {
  type Absence,
  AbsenceBook,
  ContentRemoval,
  type ContentRemovalState,
  PostArchive,
} from '@app/archive';
import { RemovalConfig } from '@app/config';
import { type AppError, isAppError } from '@app/domain';
import { Signer } from '@app/secrets';

import { type Findings } from './findings';
import { RemovalPass } from './removal-pass';

/** What one turn takes on; the others wait for the next. */
const MOST_POSTS = 100;
/** The last one finds nothing to do. An import that runs meanwhile may bring something; not again and again. */
const MOST_PASSES = 4;
const DAY_MS = 24 * 3600_000;

export interface RemovalTurn {
  accountId: string;
  findings: Findings;
  now: Date;
  signal?: AbortSignal;
}

type Removing = Absence & { removal: ContentRemovalState };

/** Removes from the archive what of the account's own posts was deleted at X, where the policy says so (docs/decisions/032-removed-content.md). */
@Injectable()
export class DeletedContent {
  constructor(
    private readonly archive: PostArchive,
    private readonly absences: AbsenceBook,
    private readonly removal: ContentRemoval,
    private readonly signer: Signer,
    private readonly config: RemovalConfig,
  ) {}

  /**
   * Goes on with what was begun, and begins what was found since. Stopped at any moment it is gone on with by the next turn. What storage
   * does not let go is noted, and tried again a day later. Rejects as {@link ContentRemoval} and SecretStore do.
   */
  async removeDue(turn: RemovalTurn): Promise<void> {
    if (this.config.ownPosts === 'keep') return;
    const absences = await this.absences.list(turn.accountId);
    const due = absences.filter((absence) => isDue(absence, turn.now)).slice(0, MOST_POSTS);
    const begun = await this.begin(due, this.config.ownPosts, turn);
    const together = ({ removal }: Removing) => `${removal.policy} ${removal.begunAt.getTime()}`;
    for (const [first, ...others] of Map.groupBy(begun, together).values()) {
      if (first) await this.removeAll([first, ...others], turn);
    }
  }

  /** Noted in the audit log first, then in the book: from then on it does not come back. */
  private async begin(
    due: readonly Absence[],
    policy: ContentRemovalState['policy'],
    { accountId, findings, now }: RemovalTurn,
  ): Promise<Removing[]> {
    const fresh = due.filter(({ removal }) => !removal).map(({ postId }) => postId);
    await findings.note('posts.removal-begun', fresh, { policy });
    const begun: Removing[] = [];
    for (const absence of due) {
      const removal = absence.removal ?? { policy, state: 'begun', begunAt: now, at: now };
      const noted = absence.removal
        ? absence
        : await this.absences.save(accountId, { ...absence, removal });
      begun.push({ ...noted, removal });
    }
    return begun;
  }

  /** Of posts whose removal was begun at once. */
  private async removeAll(posts: [Removing, ...Removing[]], turn: RemovalTurn): Promise<void> {
    const { policy, begunAt } = posts[0].removal;
    const pass = new RemovalPass(this.archive, this.removal, {
      ...{ accountId: turn.accountId, policy, at: begunAt },
      postIds: new Set(posts.map(({ postId }) => postId)),
      sign: (text) => this.signer.sign(text),
    });
    try {
      for (let passes = 0; await pass.run(turn.now, turn.signal); passes++) {
        if (passes === MOST_PASSES) return;
      }
      await this.end(posts, 'done', turn);
    } catch (error) {
      if (!isAppError(error) || error.fault !== 'permanent') throw error;
      await this.end(posts, 'refused', turn, error);
    }
  }

  private async end(
    posts: readonly Removing[],
    state: 'done' | 'refused',
    { accountId, findings, now }: RemovalTurn,
    error?: AppError,
  ): Promise<void> {
    const news = posts.filter(({ removal }) => removal.state !== state);
    const details = {
      policy: posts[0]?.removal.policy ?? '',
      ...(error && { reason: error.code }),
    };
    const action = error ? 'posts.removal-refused' : 'posts.removed';
    await findings.note(
      action,
      news.map(({ postId }) => postId),
      details,
      error ? 'refused' : 'done',
    );
    for (const absence of posts) {
      const removal = { ...absence.removal, state, at: now };
      await this.absences.save(accountId, { ...absence, removal });
    }
  }
}

function isDue({ state, removal }: Absence, now: Date): boolean {
  if (state !== 'deleted' || removal?.state === 'done') return false;
  return removal?.state !== 'refused' || now.getTime() - removal.at.getTime() >= DAY_MS;
}
