import { type PostId, type RemovingPolicy } from '@app/domain';

/** An archived post that X did not show when it was looked up. */
export interface Absence {
  postId: PostId;
  /**
   * `suspected`: seen once, and not believed yet. `hidden`: X knows it, and does not show it. `shown-again`: it was hidden. `deleted`: X
   * does not know it any more, and that is archived.
   */
  state: 'suspected' | 'hidden' | 'shown-again' | 'deleted';
  /** What X's words mean. */
  reason: 'deleted' | 'hidden';
  /** In X's words. */
  detail: string;
  /** It was still shown. */
  shownAt: Date;
  /** It was looked up in vain for the first time, and for the last one. */
  missedAt: Date;
  lookedAt: Date;
  /** Of one that is deleted: what becomes of its content in the archive. */
  removal?: ContentRemovalState;
  /** As it was read; absent while it is not in the book. */
  revision?: string;
}

export interface ContentRemovalState {
  policy: RemovingPolicy;
  /** `refused`: storage keeps it. Once it is begun, what is removed does not come back. */
  state: 'begun' | 'done' | 'refused';
  begunAt: Date;
  /** When it was tried last, or was done. */
  at: Date;
}

/**
 * Which of an account's archived posts X does not show. Written by whoever has the account's turn; who writes what was concluded from an
 * older revision, or from none, is refused with `archive.conflict`. Rejects with `archive.unavailable`.
 */
export abstract class AbsenceBook {
  /** All of the account, by ascending id. */
  abstract list(accountId: string): Promise<Absence[]>;

  /** Those whose content is being removed, or is. */
  abstract listRemoved(accountId: string): Promise<Absence[]>;

  /** Instead of what is known of that post; with the new revision. */
  abstract save(accountId: string, absence: Absence): Promise<Absence>;

  /** It was shown after all. Nothing happens when it is not known any more. */
  abstract remove(accountId: string, absence: Absence): Promise<void>;
}
