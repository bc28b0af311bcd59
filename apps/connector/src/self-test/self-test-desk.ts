import { Injectable } from '@nestjs/common';
import { type Actor, Clock } from '@app/domain';
import { type SelfTest, SelfTests } from '@app/jobs';

import { type Account } from '../admin-api/accounts/account';
import { AuditTrail } from '../audit/audit-trail';
import { SelfTestEvidence } from './self-test-evidence';
import { resultOf, type Step, stepsOf } from './self-test-steps';
import { XLook } from './x-look';

/** A test with where it stands. */
export interface SelfTestState {
  test: SelfTest;
  steps: Step[];
}

/** "Capture verified": one post followed from X to the answer of the Import service. */
@Injectable()
export class SelfTestDesk {
  constructor(
    private readonly tests: SelfTests,
    private readonly x: XLook,
    private readonly evidence: SelfTestEvidence,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** Begins anew; one that was under way is forgotten. The account is one that is captured. */
  async begin(account: Account, follow: SelfTest['follow'], caller: Actor): Promise<SelfTestState> {
    const { accountId } = account;
    const startedAt = this.clock.now();
    await this.audit.done(caller, 'self-test.started', accountId, { follow });
    const { kind, id, name } = caller;
    const startedBy = {
      kind,
      ...(id !== undefined && { id }),
      ...(name !== undefined && { name }),
    };
    const seen = await this.x.at(account);
    const test: SelfTest = { accountId, startedAt, startedBy, follow, ...seen };
    await this.tests.save(test);
    return this.conclude(test, account);
  }

  /** `undefined` when none was ever begun. */
  async show(account: Account): Promise<SelfTestState | undefined> {
    const test = await this.tests.find(account.accountId);
    return test && this.conclude(test, account);
  }

  /** Whoever looks first after it has come to its end, notes that; twice is no harm. */
  private async conclude(test: SelfTest, account: Account): Promise<SelfTestState> {
    const now = this.clock.now();
    const evidence = await this.evidence.of(test, account);
    const steps = stepsOf(test, evidence, now);
    const result = resultOf(steps);
    if (test.end || !result) return { test, steps };
    const { accountId, startedBy } = test;
    const failed = steps.find(({ state }) => state === 'failed');
    const { post, task } = evidence;
    await this.audit.done(startedBy, 'self-test.ended', accountId, {
      passed: result.passed,
      ...(post && { postId: post.postId }),
      ...(task && { jobId: task.jobId, taskId: task.taskId }),
      ...(failed && { failed: failed.name, why: failed.text }),
    });
    const ended = { ...test, end: { at: now, passed: result.passed } };
    await this.tests.save(ended);
    return { test: ended, steps };
  }
}
