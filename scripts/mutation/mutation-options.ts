import { parseArgs } from 'node:util';

import { orUsageError, UsageError } from '../local/usage-error';

export const MUTATION_HELP = `Changes the code in small ways, one at a time, and tells which changes no test notices.

  npm run test:mutation                        all parts; docs/mutation-testing.md is written
  npm run test:mutation -- coverage manifest   these parts alone; the page keeps the others
  npm run test:mutation -- walk --mutate libs/capture/src/read-budget.ts
                                               a look at one file; the page stays as it is

  --mutate GLOB     only these files of the part
  --help            this text

The parts are in scripts/mutation/parts.json. What is known of a mutant is kept in .stryker/, so a second run is quick.
Exit code: 0 done; 1 Stryker failed; 2 wrong options.`;

export interface MutationOptions {
  parts: string[];
  /** Only these files, and nothing is noted. */
  mutate?: string;
}

/** `undefined` when only help was asked for. Throws UsageError. */
export function parseMutationOptions(
  args: string[],
  known: readonly string[],
): MutationOptions | undefined {
  const options = { mutate: { type: 'string' }, help: { type: 'boolean' } } as const;
  const { values, positionals } = orUsageError(() =>
    parseArgs({ args, options, allowPositionals: true }),
  );
  if (values.help) return undefined;
  const unknown = positionals.find((part) => !known.includes(part));
  if (unknown !== undefined) {
    throw new UsageError(`There is no part "${unknown}"; there are ${known.join(', ')}.`);
  }
  const { mutate } = values;
  if (mutate !== undefined && positionals.length !== 1) {
    throw new UsageError('--mutate takes one part, whose tests are run.');
  }
  return { parts: positionals.length > 0 ? positionals : [...known], mutate };
}
