import { Injectable } from '@nestjs/common';
import {
  ApplicationTrial,
  EntraApplicationSource,
  isApplicationRefused,
  type TrialResult,
} from '@app/auth';
import { EVENT_API_SCOPE } from '@app/blob-export';

/** Our Entra ID application as it is set now, tried out at Entra ID. */
@Injectable()
export class EntraAccess {
  constructor(
    private readonly application: EntraApplicationSource,
    private readonly trial: ApplicationTrial,
  ) {}

  /** `undefined` while id or secret is not set. */
  async try(): Promise<TrialResult | undefined> {
    const app = await this.application.find();
    return app && this.trial.run(app, EVENT_API_SCOPE);
  }

  /**
   * Could an admin sign in, as far as our settings go? Not before they are set, nor once Entra ID refuses them: an expired secret must not
   * lock everybody out. An Entra ID that gives no answer opens nothing.
   */
  async isUsable(): Promise<boolean> {
    const result = await this.try();
    return result !== undefined && !isApplicationRefused(result);
  }
}
