import { type Absence, type AbsenceBook, type PostArchive, type PostToSave } from '@app/archive';
import { isAppError, isNotFound, type JsonObject, type PostId, type RawPost } from '@app/domain';
import { type LookUp } from '@app/twitter-ingestion';

import { noticedToSave, recordOf } from '../post-to-save';
import { type Findings } from './findings';

type Missing = LookUp['missing'][number];

interface Look {
  at: Date;
  /** When each post was surely shown last. */
  shownAt: ReadonlyMap<PostId, Date>;
  pageName: string;
}

/**
 * What becomes of archived posts that X does not show. The first time nothing is concluded. The second time, an hour later and in the
 * same words, one that X does not find gets the record of a deletion; any other is noted as hidden.
 */
export class MissingPosts {
  private readonly known: ReadonlyMap<PostId, Absence>;

  constructor(
    private readonly ports: { archive: PostArchive; book: AbsenceBook; findings: Findings },
    private readonly accountId: string,
    absences: readonly Absence[],
    /** Aborted when the account's turn is over. */
    private readonly signal?: AbortSignal,
  ) {
    this.known = new Map(absences.map((absence) => [absence.postId, absence]));
  }

  async noteShown(ids: readonly PostId[], at: Date): Promise<void> {
    const { book, findings } = this.ports;
    const isHidden = (id: PostId) => this.known.get(id)?.state === 'hidden';
    await findings.note('posts.shown-again', ids.filter(isHidden));
    for (const id of ids) {
      const absence = this.known.get(id);
      this.signal?.throwIfAborted();
      if (absence?.state === 'suspected') await book.remove(this.accountId, absence);
      if (absence?.state !== 'hidden') continue;
      await this.save({ ...absence, state: 'shown-again', lookedAt: at });
    }
  }

  /** Those that were missed before for the same reason. */
  confirmedAmong(missing: readonly Missing[]): Missing[] {
    return missing.filter((one) => {
      const absence = this.known.get(one.id);
      return absence?.state === 'suspected' && absence.reason === reasonOf(one.problem);
    });
  }

  async suspect(missing: readonly Missing[], { at, shownAt }: Look): Promise<void> {
    for (const { id, title, detail, problem } of missing) {
      const before = this.known.get(id);
      const reason = reasonOf(problem);
      const isStillHidden = before?.state === 'hidden' && reason === 'hidden';
      await this.save({
        ...{ postId: id, revision: before?.revision },
        ...{ state: isStillHidden ? 'hidden' : 'suspected', reason },
        detail: detail || title,
        shownAt:
          before && before.state !== 'shown-again' ? before.shownAt : (shownAt.get(id) ?? at),
        missedAt: isStillHidden ? before.missedAt : at,
        lookedAt: at,
      });
    }
  }

  /** Notes what these are; how many records of deletions that has made. Stopped half-way and repeated, it makes no second one. */
  async conclude(confirmed: readonly Missing[], look: Look): Promise<number> {
    const { findings } = this.ports;
    const idsOf = (reason: Absence['reason']) =>
      confirmed.map(({ id }) => id).filter((id) => this.known.get(id)?.reason === reason);
    await findings.note('posts.deleted', idsOf('deleted'));
    await findings.note('posts.hidden', idsOf('hidden'));
    let added = 0;
    for (const missing of confirmed) {
      const absence = this.known.get(missing.id);
      if (!absence) continue;
      if (absence.reason === 'deleted') added += await this.archiveDeletion(missing, absence, look);
      const state = absence.reason;
      await this.save({ ...absence, state, lookedAt: look.at });
    }
    return added;
  }

  private async save(absence: Absence): Promise<void> {
    this.signal?.throwIfAborted();
    await this.ports.book.save(this.accountId, absence);
  }

  /** The owner's archive may have told of it before: one post has one deletion. */
  private async archiveDeletion(missing: Missing, absence: Absence, look: Look): Promise<number> {
    const { archive } = this.ports;
    const { accountId } = this;
    const { at, pageName } = look;
    const earlier = await archive.find(accountId, missing.id, 'deletion');
    if (earlier.length > 0) return 0;
    const deletion = await this.deletionOf(missing, { at, notBefore: absence.shownAt });
    return (await archive.savePosts(accountId, [deletion], { pageName, at })).added;
  }

  private async deletionOf(
    { id, problem }: Missing,
    noticed: { at: Date; notBefore: Date },
  ): Promise<PostToSave> {
    const { post, includes } = await this.archived(id);
    const raw = { post, includes, problems: problem ? [problem] : [] };
    const record = recordOf(this.accountId, { id, raw });
    return noticedToSave(record, 'deletion', noticed, { isReadable: true });
  }

  /** As it was archived last, by X's API if that gave it; no more than its id where that cannot be read. */
  private async archived(id: PostId): Promise<Pick<RawPost, 'post' | 'includes'>> {
    const { archive } = this.ports;
    const versions = await archive.find(this.accountId, id);
    const newest = versions.findLast(({ provenance }) => !provenance) ?? versions.at(-1);
    try {
      return newest ? (await archive.read(newest)).raw : { post: { id }, includes: {} };
    } catch (error) {
      if (!isAppError(error, 'archive.corrupt') && !isAppError(error, 'archive.not_found')) {
        throw error;
      }
      return { post: { id }, includes: {} };
    }
  }
}

/** A post that X says nothing of is not called deleted. */
function reasonOf(problem: JsonObject | undefined): Absence['reason'] {
  return problem && isNotFound(problem) ? 'deleted' : 'hidden';
}
