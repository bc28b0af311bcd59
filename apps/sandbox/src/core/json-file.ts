import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { type ZodType } from 'zod';

/** What a file holds, checked; `undefined` when there is none. */
export function readJsonFile<T>(path: string, schema: ZodType<T>): T | undefined {
  return existsSync(path) ? schema.parse(JSON.parse(readFileSync(path, 'utf8'))) : undefined;
}

/** Replaces a file at once: a reader, or a later start, finds the old or the new one whole. */
export function writeJsonFile(path: string, value: unknown): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.part`, JSON.stringify(value, undefined, 2), { mode: 0o600 });
  renameSync(`${path}.part`, path);
}
