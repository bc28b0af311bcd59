import { inspect } from 'node:util';
import { isAppError } from '@app/domain';

/** Why a process does not start, for whoever started it: one message for what can be mended, all there is for what should not happen. */
export function startFailure(error: unknown): string {
  return isAppError(error) ? error.message : inspect(error);
}
