import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import { IssuedSecrets } from '../core/issued-secrets';
import { type EntraUser } from './entra-users';

/** As Entra ID has it. */
const LIFETIME_MS = 10 * 60_000;

export interface PendingSignIn {
  user: EntraUser;
  redirectUri: string;
  nonce?: string;
  /** SHA-256 of a secret that only who began the sign-in has (PKCE, method S256). */
  codeChallenge?: string;
}

/** Codes that a browser has carried to the connector, each good for one exchange. */
@Injectable()
export class SignInCodes {
  private readonly pending = new Map<string, PendingSignIn & { until: number }>();

  constructor(private readonly issued: IssuedSecrets) {}

  make(signIn: PendingSignIn): string {
    const code = this.issued.make('sign-in code');
    this.pending.set(code, { ...signIn, until: Date.now() + LIFETIME_MS });
    return code;
  }

  /** What the code was made for; a second time, or for another address or verifier, there is nothing. */
  take(code: string, redirectUri: string, verifier?: string): PendingSignIn | undefined {
    const found = this.pending.get(code);
    this.pending.delete(code);
    if (!found || found.until < Date.now() || found.redirectUri !== redirectUri) return undefined;
    const isOurs = !found.codeChallenge || found.codeChallenge === challengeOf(verifier);
    return isOurs ? found : undefined;
  }
}

function challengeOf(verifier = ''): string {
  return createHash('sha256').update(verifier).digest('base64url');
}
