import { isAppError } from '@app/domain';

/** Errors wrap errors; deeper than this nobody looks. */
const DEEPEST_CAUSE = 5;

/**
 * An expected error by its code and details, an unexpected one with its stack, and the causes of both by name and message. An
 * SDK's own error holds its whole request, so none is logged as it is.
 */
export function serializeError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { name, message, stack } = error;
  const cause = serializeCause(error.cause, DEEPEST_CAUSE);
  if (!isAppError(error)) return { name, message, stack, cause };
  const { code, fault, details } = error;
  return { code, fault, message, details, cause };
}

function serializeCause(error: unknown, depth: number): object | undefined {
  if (!(error instanceof Error) || depth === 0) return undefined;
  const { name, message } = error;
  const code = 'code' in error ? error.code : undefined;
  return { name, code, message, cause: serializeCause(error.cause, depth - 1) };
}
