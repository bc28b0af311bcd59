/** A mistake in the options; shown with the help text. */
export class UsageError extends Error {}

/** What the reading of options fails with is a mistake of whoever gave them. */
export function orUsageError<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
