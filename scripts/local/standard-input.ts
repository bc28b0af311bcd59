import { z } from 'zod';

import { jsonOf } from './json-of';
import { UsageError } from './usage-error';

/** What standard input holds, as JSON. Throws UsageError, which quotes no value of it: secrets are among them. */
export function parseInput<T>(schema: z.ZodType<T>, given: string): T {
  const said = jsonOf(given);
  if (said === undefined) throw new UsageError('Standard input is not JSON.');
  const read = schema.safeParse(said);
  if (read.success) return read.data;
  throw new UsageError(`Standard input is not what is needed:\n${z.prettifyError(read.error)}`);
}
