import { Injectable } from '@nestjs/common';
import { AadConfig } from '@app/config';

import { FailedAttempts } from '../failed-attempts';
import { isSameText } from '../same-text';
import { SetupKeySource } from './setup-key-source';

export interface SetupKeyProof {
  tenantId: string;
  apiSecretKey: string;
}

/** Does somebody know the tenant id and the APISecretKey? */
@Injectable()
export class SetupKeyCheck {
  constructor(
    private readonly config: AadConfig,
    private readonly key: SetupKeySource,
    private readonly failures: FailedAttempts,
  ) {}

  /**
   * How long it takes does not tell which part was wrong. After some failures an address is not let try for a while: throws
   * TooManyAttempts, also for the right key, so that nothing is learnt by going on.
   */
  async isKnownTo({ tenantId, apiSecretKey }: SetupKeyProof, address: string): Promise<boolean> {
    const key = await this.key.find();
    // From here on nothing waits: of tries made at once each one sees those before it.
    this.failures.refuseIfTooMany(address);
    const tenantIsRight = isSameText(tenantId.toLowerCase(), this.config.tenantId.toLowerCase());
    const keyIsRight = isSameText(apiSecretKey, key?.reveal() ?? '');
    const isKnown = Boolean(key?.reveal()) && tenantIsRight && keyIsRight;
    if (!isKnown) this.failures.add(address);
    return isKnown;
  }
}

/** The proof in `Basic base64(tenantId:APISecretKey)`, whose key may hold colons; `undefined` when there is none of the kind. */
export function basicProof(authorization = ''): SetupKeyProof | undefined {
  const [, encoded = ''] = /^Basic +([A-Za-z0-9+/=_-]+) *$/i.exec(authorization) ?? [];
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  return colon < 0
    ? undefined
    : { tenantId: text.slice(0, colon), apiSecretKey: text.slice(colon + 1) };
}
