import { Injectable } from '@nestjs/common';
import { SecretsConfig } from '@app/config';

import { Signer } from './signer';

/** The public keys that prove what this service signed. */
@Injectable()
export class TrustedKeys {
  constructor(
    private readonly signer: Signer,
    private readonly config: SecretsConfig,
  ) {}

  /** As PEM: of the key in use, and of former ones by `FORMER_SIGNING_KEYS`. Rejects as SecretStore does. */
  async all(): Promise<string[]> {
    const current = await this.signer.publicKey();
    return [...(current === undefined ? [] : [current]), ...(this.config.formerSigningKeys ?? [])];
  }
}
