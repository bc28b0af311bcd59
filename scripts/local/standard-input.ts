import { z } from 'zod';

import { UsageError } from './usage-error';

/** What standard input holds, as JSON. Throws UsageError, which quotes no value of it: secrets are among them. */
export function parseInput<T>(schema: z.ZodType<T>, given: string): T {
  const read = schema.safeParse(jsonOf(given));
  if (read.success) return read.data;
  throw new UsageError(`Standard input is not what is needed:\n${z.prettifyError(read.error)}`);
}

function jsonOf(given: string): unknown {
  try {
    return JSON.parse(given);
  } catch {
    throw new UsageError('Standard input is not JSON.');
  }
}
