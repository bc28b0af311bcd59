/** The code Node gives an error of the system: ENOENT, EADDRINUSE …; `undefined` when it has none. */
export function errorCode(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}
