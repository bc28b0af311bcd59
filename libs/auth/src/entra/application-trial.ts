import { type EntraCredentials } from '@app/domain';

/** `refused`: with Entra ID's number for it, as in AADSTS7000222. `unavailable`: it gives no answer. */
export type TrialResult =
  { kind: 'accepted' } | { kind: 'refused'; entraCode?: number } | { kind: 'unavailable' };

/** Tries out our Entra ID application: asks for a token now, from no cache. Never rejects. */
export abstract class ApplicationTrial {
  /** `scope` is what the token is to be for. */
  abstract run(app: EntraCredentials, scope: string): Promise<TrialResult>;
}

/**
 * Refusals that speak of the application or of its secret, and pass only when one of them is set anew: no such application, it is switched off,
 * wrong secret, expired secret (https://learn.microsoft.com/entra/identity-platform/reference-error-codes). All others may pass by
 * themselves, or are about the tenant.
 */
const OF_APPLICATION = [700_016, 7_000_112, 7_000_215, 7_000_222];

/** Is nobody able to sign in until the application's id or secret is set anew? */
export function isApplicationRefused(result: TrialResult): boolean {
  return result.kind === 'refused' && OF_APPLICATION.includes(result.entraCode ?? 0);
}
