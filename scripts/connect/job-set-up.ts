import { Injectable } from '@nestjs/common';
import { type Actor, type ErrorDetails } from '@app/domain';
import { type AuthorizedAccount } from '@app/twitter-ingestion';

import { AuditTrail } from '../../apps/connector/src/audit/audit-trail';
import { ConnectorJobs } from '../../apps/connector/src/connector-api/connector-jobs';

/** What a command sets up: as if the account's owner had just logged in for the job on the set-up page, and finished. */
@Injectable()
export class JobSetUp {
  constructor(
    private readonly jobs: ConnectorJobs,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * May be repeated, wherever it was stopped. False when somebody else sets the job up at this moment. Rejects as
   * {@link ConnectorJobs.connect} does. The events tell the `origin`, too.
   */
  async run(
    jobId: string,
    account: AuthorizedAccount,
    actor: Actor,
    origin: ErrorDetails = {},
  ): Promise<boolean> {
    const { accountId, username } = account;
    await this.audit.done(actor, 'consent.not-asked', accountId, { jobId, username });
    await this.jobs.connect(jobId, account);
    await this.audit.done(actor, 'account.connected', accountId, { jobId, username, ...origin });
    if (!(await this.jobs.isCreated(jobId))) {
      // Before: once it is created, nobody does it again.
      await this.audit.done(actor, 'job.created', jobId, { accountId, ...origin });
    }
    return this.jobs.finish(jobId, accountId);
  }
}
