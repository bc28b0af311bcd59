import { type EntryKind, type PostEntry, sweptSinceOf } from '@app/archive';

import { type LookedUp } from './capture-statement';
import {
  type AtSource,
  type Counts,
  countsWith,
  type Difference,
  type Disposition,
  type Files,
  NO_COUNTS,
  type NotShown,
  type Reason,
  type WithoutFile,
} from './reconciliation-report';
import { type Fate } from './what-became';

/** Counts what has become of things: one place that counts, whoever shows it. */
export class Tally {
  counts: Counts = NO_COUNTS;
  readonly byKind: Partial<Record<EntryKind, Counts>> = {};
  readonly byReason: Partial<Record<Reason, number>> = {};
  readonly atSource: AtSource = {
    posts: 0,
    shown: 0,
    deleted: 0,
    hidden: 0,
    unknown: 0,
    removed: 0,
  };
  readonly notShown: NotShown[] = [];
  readonly files: Files = { missing: 0, late: 0 };
  readonly withoutFile: WithoutFile[] = [];

  /** Counts one; what it is when it is a difference. */
  add({ entry, disposition, reason, task }: Fate): Difference | undefined {
    const { kind, postId: id, version, createdAt } = entry;
    this.count(disposition, reason);
    this.byKind[kind] = countsWith(this.byKind[kind] ?? NO_COUNTS, disposition);
    if (disposition === 'archived' || reason === undefined) return undefined;
    const { jobId, taskId } = task ?? {};
    return {
      ...{ disposition, reason, id, version, kind, createdAt },
      ...(jobId !== undefined && taskId !== undefined && { task: { jobId, taskId } }),
    };
  }

  /** Counts something that was handed over, and is not in the archive. `key` is its id and its version. */
  addStray(key: string): Difference {
    const [id = '', version = ''] = key.split('.');
    this.count('unexplained', 'not-in-archive');
    return { disposition: 'unexplained', reason: 'not-in-archive', id, version };
  }

  /** Counts an own post by what is known of it at X. */
  addAtSource(versions: readonly PostEntry[], { recheck, missed }: LookedUp): void {
    const [post] = versions;
    if (post?.type !== 'post') return;
    const { postId: id, kind, createdAt } = post;
    const absence = missed.get(id);
    this.atSource.posts += 1;
    if (absence?.state !== 'deleted' && absence?.state !== 'hidden') {
      const wasSwept = versions.some((each) => recheck && sweptSinceOf(each, recheck));
      const isShown = wasSwept && absence?.state !== 'suspected';
      this.atSource[isShown ? 'shown' : 'unknown'] += 1;
      if (isShown) this.atSource.shownAt = recheck?.sweptSince;
      return;
    }
    const { state, shownAt, missedAt, removal } = absence;
    this.atSource[state] += 1;
    const found = { state, id, kind, createdAt, shownAt, missedAt };
    if (removal?.state !== 'done') {
      this.notShown.push(found);
      return;
    }
    this.atSource.removed += 1;
    this.notShown.push({ ...found, removedAt: removal.at, policy: removal.policy });
  }

  /** Counts a file that something was handed over without. */
  addWithoutFile(file: WithoutFile): void {
    this.files[file.state] += 1;
    this.withoutFile.push(file);
  }

  private count(disposition: Disposition, reason: Reason | undefined): void {
    this.counts = countsWith(this.counts, disposition);
    if (reason) this.byReason[reason] = (this.byReason[reason] ?? 0) + 1;
  }
}
