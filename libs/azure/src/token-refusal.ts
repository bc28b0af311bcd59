/** OAuth errors with which Entra ID says that it cannot answer now (https://learn.microsoft.com/entra/identity-platform/reference-error-codes). */
const PASSING = /\b(temporarily_unavailable|server_error)\b/;

/**
 * True when Entra ID itself refuses a token: it says so with a code of its own, which it gives to its own passing troubles too. The SDK's
 * error classes and their status do not tell a refusal from no answer.
 */
export function isTokenRefusal(error: unknown): boolean {
  if (!(error instanceof Error) || PASSING.test(error.message)) return false;
  return /\bAADSTS\d+/.test(error.message);
}
