import { type BearerStrategy, type OIDCStrategy } from 'passport-azure-ad';

/**
 * For both strategies. The library logs nothing that could hold a token or a person's data. What a tenant publishes we read ourselves, so
 * nobody reads the address the library insists on; by its path the library knows that there is no user-info endpoint to ask.
 */
export const commonOptions = {
  identityMetadata: 'https://metadata.invalid/v2.0/',
  clockSkew: 300,
  loggingLevel: 'error',
  loggingNoPII: true,
} as const;

/** The only one that Entra ID signs with. */
export const ALGORITHM = 'RS256';

export type StrategyOutcome =
  | { kind: 'success'; user: unknown }
  | { kind: 'redirect'; location: string }
  | { kind: 'fail'; reason: string };

/** Runs a passport strategy once, as passport's middleware does, without passport. Rejects with what the strategy throws. */
export function runStrategy(
  strategy: BearerStrategy | OIDCStrategy,
  request: object,
  options: object = {},
): Promise<StrategyOutcome> {
  return new Promise((resolve, reject) => {
    const actions = {
      success: (user: unknown) => resolve({ kind: 'success', user }),
      redirect: (location: string) => resolve({ kind: 'redirect', location }),
      fail: (reason: unknown) => resolve({ kind: 'fail', reason: messageOf(reason) }),
      pass: () => resolve({ kind: 'fail', reason: '' }),
      error: reject,
    };
    Object.assign(strategy, actions).authenticate(request, options);
  });
}

function messageOf(reason: unknown): string {
  if (reason instanceof Error) return reason.message;
  return typeof reason === 'string' ? reason : '';
}
