import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';

import { targetNames } from './targets';

/** Small runs say nothing of speed: what they leave is looked at by tests, and nowhere else. */
const SMALL = 'dist/bench/small-results';
/** In full size; what docs tell. */
export const MEASURED = 'bench/results';
const FOLDER = process.env.BENCH_SIZE === 'small' ? SMALL : MEASURED;

const figureSchema = z.object({
  target: z.enum(targetNames).optional(),
  ...{ what: z.string(), unit: z.string(), value: z.number() },
});
const resultSchema = z.looseObject({
  at: z.coerce.date(),
  figures: z.array(figureSchema).default([]),
});

export type Result = z.infer<typeof resultSchema>;

export function writeResult(name: string, result: object): void {
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(join(FOLDER, `${name}.json`), `${JSON.stringify(result, null, 2)}\n`);
}

export function forgetSmallResults(): void {
  rmSync(SMALL, { recursive: true, force: true });
}

/** What was measured last, by name. */
export function readResults(folder = FOLDER): Map<string, Result> {
  const files = globSync(join(folder, '*.json')).sort();
  return new Map(
    files.map((file) => [
      basename(file, '.json'),
      resultSchema.parse(JSON.parse(readFileSync(file, 'utf8'))),
    ]),
  );
}
