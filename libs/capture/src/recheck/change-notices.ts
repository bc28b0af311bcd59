import { Injectable } from '@nestjs/common';
import { CaptureStateStore } from '@app/archive';
import { type ItemChange, ItemChangeReporter } from '@app/blob-export';
import { Clock } from '@app/domain';
import { JobStore } from '@app/jobs';
import { EntraApplication } from '@app/secrets';

/** As many changes as are told at once. */
const MOST_CHANGES = 1000;

/** Tells the Import service of posts that came, or changed, in windows it may have had: it then asks for them. */
@Injectable()
export class ChangeNotices {
  constructor(
    private readonly states: CaptureStateStore,
    private readonly jobs: JobStore,
    private readonly application: EntraApplication,
    private readonly changes: ItemChangeReporter,
    private readonly clock: Clock,
  ) {}

  /**
   * For whoever has the account's turn. What could not be told is told the next time; told twice, the service asks twice and gets the
   * same. Where no application is set nothing was delivered to the service, and it waits until one is. Rejects as ItemChangeReporter does.
   */
  async tell(accountId: string, signal?: AbortSignal): Promise<void> {
    const { state, revision } = await this.states.load(accountId, 'deletions');
    const { recheck } = state;
    const ids = (recheck?.untold ?? []).slice(0, MOST_CHANGES);
    const app = ids.length > 0 ? await this.application.find() : undefined;
    if (!recheck || !app) return;
    const changedAt = this.clock.now();
    const changes = ids.map((itemId): ItemChange => ({ itemId, changedAt, type: 'updated' }));
    const jobs = (await this.jobs.list()).filter((job) => job.accountId === accountId);
    for (const { jobId, state: jobState } of jobs) {
      if (jobState === 'created') await this.changes.report(app, jobId, changes, { signal });
    }
    const untold = recheck.untold?.slice(MOST_CHANGES);
    await this.states.save(
      accountId,
      { ...state, recheck: { ...recheck, untold } },
      revision,
      'deletions',
    );
  }
}
