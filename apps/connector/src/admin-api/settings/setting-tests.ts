import { Injectable } from '@nestjs/common';
import { type Actor, Clock } from '@app/domain';

import { AuditTrail } from '../../audit/audit-trail';
import { EntraAccess } from '../../settings/entra-access';
import { explainEntra } from './entra-findings';
import { type Finding } from './finding';
import { type TestResultView } from './settings.view';
import { XTrial } from './x-trial';

/** Tests of what is set, each with an audit event. */
@Injectable()
export class SettingTests {
  constructor(
    private readonly x: XTrial,
    private readonly entra: EntraAccess,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  async testX(caller: Actor): Promise<TestResultView> {
    return this.note('x', await this.x.run(), caller);
  }

  async testEntra(caller: Actor): Promise<TestResultView> {
    return this.note('entra', explainEntra(await this.entra.try()), caller);
  }

  private async note(subject: string, finding: Finding, caller: Actor): Promise<TestResultView> {
    const { ok, code } = finding;
    const details = { ok, ...(code !== undefined && { code }) };
    await this.audit.done(caller, 'settings.tested', subject, details);
    return { ...finding, checkedAt: this.clock.now().toISOString() };
  }
}
