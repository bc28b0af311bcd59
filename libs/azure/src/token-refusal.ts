/**
 * True when Entra ID itself refuses a token: it says so with a code of its own
 * (https://learn.microsoft.com/entra/identity-platform/reference-error-codes). The SDK's error classes and their status do not tell
 * a refusal from no answer.
 */
export function isTokenRefusal(error: unknown): boolean {
  return error instanceof Error && /\bAADSTS\d+/.test(error.message);
}
