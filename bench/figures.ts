import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';

/** What was measured, and what it should be; without a bound it only tells. */
export interface Figure {
  what: string;
  value: number;
  unit: string;
  atLeast?: number;
  atMost?: number;
}

const RESULTS = join(__dirname, 'results');

/** Whole sizes when a person measures; small ones when tests only see whether the benchmarks run. */
export const isSmall = process.env.BENCH_SIZE === 'small';

/** Says the figures, and keeps them with the machine and the time in a file of their own; small runs leave no file. */
export function keep(bench: string, figures: readonly Figure[], details: object = {}): void {
  for (const { what, value, unit } of figures) console.log(`${bench}: ${what}: ${value} ${unit}`);
  if (!isSmall) keepAs(bench, { bench, figures, ...details });
}

/** A result with the machine and the time, in a file of that name. */
export function keepAs(name: string, result: object): void {
  mkdirSync(RESULTS, { recursive: true });
  const machine = { node: process.version, cpus: cpus().length, cpu: cpus()[0]?.model };
  const kept = { at: new Date().toISOString(), machine, ...result };
  writeFileSync(join(RESULTS, `${name}.json`), `${JSON.stringify(kept, null, 2)}\n`);
}

/** With two digits behind the point. */
export function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
