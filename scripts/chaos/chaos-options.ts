import { parseArgs } from 'node:util';

import { orUsageError, UsageError } from '../local/usage-error';
import { type FaultKind, faultKinds } from './faults';

export const CHAOS_HELP = `Runs the product under faults, and compares how each run ends with the same posts left alone.

  npm run test:chaos                     500 runs over all faults; the table in docs/reliability.md is written
  npm run test:chaos -- --seed 17        the run of that seed alone

  --runs N          how many (default 500)
  --first N         seed of the first of them (default 1); each next one has the next
  --seed N          one run, of this seed
  --resume FILE     keeps results in FILE as they come; what is there already is not run again
  --faults LIST     only these, by commas (or parts of their names)
  --list            what faults there are
  --help            this text

Exit code: 0 nothing lost, doubled or unexplained; 1 something was, its seed is printed, or a fault of all was met in no run; 2 wrong options.`;

/** So many runs, over all faults, are worth a table. */
const WHOLE = 500;

export interface ChaosOptions {
  seeds: number[];
  kinds: readonly FaultKind[];
  /** A path. */
  resume: string | undefined;
  /** Is it all there is to run, so that the table can be written? */
  isWhole: boolean;
}

/** `undefined` when only help was asked for, `list` when the faults were. Throws UsageError. */
export function parseChaosOptions(args: string[]): ChaosOptions | 'list' | undefined {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const texts = { runs: text, first: text, seed: text, resume: text, faults: text };
  const options = { ...texts, list: flag, help: flag };
  const { values } = orUsageError(() => parseArgs({ args, options }));
  if (values.help) return undefined;
  if (values.list) return 'list';
  const { seed, faults, resume } = values;
  const first = whole('--first', seed ?? values.first ?? '1');
  const runs = seed === undefined ? whole('--runs', values.runs ?? `${WHOLE}`) : 1;
  return {
    seeds: Array.from({ length: runs }, (_, i) => first + i),
    kinds: faults === undefined ? faultKinds : chosen(faults),
    resume,
    isWhole: seed === undefined && faults === undefined && runs >= WHOLE,
  };
}

function chosen(list: string): FaultKind[] {
  const parts = list.split(',').filter(Boolean);
  const unknown = parts.find((part) => !faultKinds.some(({ name }) => name.includes(part)));
  if (unknown !== undefined || parts.length === 0) {
    throw new UsageError(`There is no fault "${unknown ?? ''}"; --list shows them.`);
  }
  return faultKinds.filter(({ name }) => parts.some((part) => name.includes(part)));
}

function whole(option: string, given: string): number {
  if (/^\d{1,9}$/.test(given)) return Number(given);
  throw new UsageError(`${option} takes a whole number, not "${given}".`);
}
