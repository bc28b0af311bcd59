import { Injectable } from '@nestjs/common';
import { isOfRemoved, MediaArchive } from '@app/archive';
import { type ItemChange, ItemChangeReporter } from '@app/blob-export';
import { Clock, type PostId, subjectOf } from '@app/domain';
import { JobStore } from '@app/jobs';
import { EntraApplication } from '@app/secrets';

import { RecheckStores } from './recheck-stores';

/** As many as are told at once of what changed, and of what lacks a file. */
const MOST_CHANGES = 1000;

/** Tells the Import service of posts that came, or changed, in windows it may have had, and of items it has without a file that came since: it then asks for them. */
@Injectable()
export class ChangeNotices {
  constructor(
    private readonly stores: RecheckStores,
    private readonly media: MediaArchive,
    private readonly jobs: JobStore,
    private readonly application: EntraApplication,
    private readonly changes: ItemChangeReporter,
    private readonly clock: Clock,
  ) {}

  /**
   * For whoever has the account's turn. What could not be told is told the next time; told twice, the service asks twice and gets the
   * same. Where no application is set nothing was delivered to the service, and it waits until one is. Rejects as ItemChangeReporter does
   * when it fails for a job: the other jobs were told, and all are told again.
   */
  async tell(accountId: string, signal?: AbortSignal): Promise<void> {
    const { state, revision } = await this.stores.states.load(accountId, 'deletions');
    const { recheck } = state;
    const untold = (recheck?.untold ?? []).slice(0, MOST_CHANGES);
    const late = await this.media.listLate(accountId, MOST_CHANGES);
    const lacking = late.flatMap(({ items }) => items.map(({ itemId }) => itemId));
    const ids = await this.idsToTell(accountId, untold, lacking);
    const isTold = ids.length === 0 || (await this.report(accountId, ids, signal));
    const over = isTold ? late : late.filter(({ items }) => items.length === 0);
    await this.media.forgetLate(accountId, over);
    if (!isTold || !recheck || untold.length === 0) return;
    const left = { ...recheck, untold: recheck.untold?.slice(MOST_CHANGES) };
    await this.stores.states.save(accountId, { ...state, recheck: left }, revision, 'deletions');
  }

  /** Without what the service has of posts whose content was removed: asked for again, it would get what is left instead. */
  private async idsToTell(
    accountId: string,
    untold: readonly PostId[],
    lacking: readonly string[],
  ): Promise<string[]> {
    const ids = new Set([...untold, ...lacking]);
    if (ids.size === 0) return [];
    const { absences, archive } = this.stores;
    const postIds = new Set((await absences.listRemoved(accountId)).map(({ postId }) => postId));
    for (const itemId of ids) {
      if (!isOfRemoved(subjectOf(itemId, accountId), { postIds })) continue;
      // One that only came late has one version, and may have been handed over in none.
      const isHad = lacking.includes(itemId) || (await archive.find(accountId, itemId)).length > 1;
      if (isHad) ids.delete(itemId);
    }
    return [...ids];
  }

  /** Is there an application to report as? One job that fails keeps no other back. */
  private async report(
    accountId: string,
    ids: readonly string[],
    signal?: AbortSignal,
  ): Promise<boolean> {
    const app = await this.application.find();
    if (!app) return false;
    const changedAt = this.clock.now();
    const changes = ids.map((itemId): ItemChange => ({ itemId, changedAt, type: 'updated' }));
    const jobs = (await this.jobs.list()).filter((job) => job.accountId === accountId);
    const failures: unknown[] = [];
    for (const { jobId, state } of jobs) {
      if (state !== 'created') continue;
      try {
        await this.changes.report(app, jobId, changes, { signal });
      } catch (error) {
        signal?.throwIfAborted();
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
    return true;
  }
}
