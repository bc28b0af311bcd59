import { Injectable } from '@nestjs/common';
import { AadConfig } from '@app/config';
import { type EntraCredentials, isAppError } from '@app/domain';
import { z } from 'zod';

import { type ApplicationTrial, type TrialResult } from './application-trial';
import { EntraTenant } from './entra-tenant';
import { askTokenEndpoint } from './token-endpoint';

const tokenSchema = z.object({ access_token: z.string().min(1) });

/** At Entra ID itself. */
@Injectable()
export class EntraApplicationTrial implements ApplicationTrial {
  constructor(
    private readonly config: AadConfig,
    private readonly tenant: EntraTenant,
  ) {}

  /** The token first: of a tenant that is not there only this answer tells so. Then what sign-in needs besides. */
  async run(app: EntraCredentials, scope: string): Promise<TrialResult> {
    const { authorityUrl, tenantId } = this.config;
    const url = new URL(`/${tenantId}/oauth2/v2.0/token`, authorityUrl).href;
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: app.appId,
      client_secret: app.secret.reveal(),
      scope,
    });
    const answer = await askTokenEndpoint(url, body, tokenSchema);
    if (answer.kind === 'unavailable') return answer;
    if (answer.kind === 'refused') {
      const { kind, entraCode } = answer;
      return { kind, ...(entraCode !== undefined && { entraCode }) };
    }
    return (await this.isTenantKnown()) ? { kind: 'accepted' } : { kind: 'unavailable' };
  }

  private async isTenantKnown(): Promise<boolean> {
    try {
      await this.tenant.document('v2');
      return true;
    } catch (error) {
      if (isAppError(error, 'auth.entra_unavailable')) return false;
      throw error;
    }
  }
}
