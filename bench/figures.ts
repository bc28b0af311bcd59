import { cpus } from 'node:os';

import { writeResult } from './results';
import { type TargetName, TARGETS } from './targets';

/** What was measured: of what is promised, or to tell only. */
export type Figure =
  { target: TargetName; value: number } | { what: string; unit: string; value: number };

/** Whole sizes when a person measures; small ones when tests only see whether the benchmarks run. */
export const isSmall = process.env.BENCH_SIZE === 'small';

/** Says the figures, and keeps them in a file of that name. */
export function keep(bench: string, figures: readonly Figure[], details: object = {}): void {
  const told = figures.map((figure) =>
    'target' in figure ? { ...TARGETS[figure.target], ...figure } : figure,
  );
  for (const { what, value, unit } of told) console.log(`${bench}: ${what}: ${value} ${unit}`);
  keepAs(bench, { bench, figures: told, ...details });
}

/** A result with the machine and the time, in a file of that name. */
export function keepAs(name: string, result: object): void {
  const machine = { node: process.version, cpus: cpus().length, cpu: cpus()[0]?.model };
  writeResult(name, { at: new Date().toISOString(), machine, ...result });
}

/** With two digits behind the point. */
export function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
