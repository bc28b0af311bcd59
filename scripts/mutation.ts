import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { startAzurite } from './local/azurite';
import { EXIT, runCommand } from './local/command';
import { MUTATION_HELP, parseMutationOptions } from './mutation/mutation-options';
import { mutationPage } from './mutation/mutation-page';
import {
  countReport,
  type MutationParts,
  readParts,
  readResults,
} from './mutation/mutation-results';

const PARTS = 'scripts/mutation/parts.json';
const RESULTS = 'scripts/mutation/results.json';
const PAGE = 'docs/mutation-testing.md';

async function main(): Promise<number> {
  const parts = readParts(readFileSync(PARTS, 'utf8'));
  const options = parseMutationOptions(process.argv.slice(2), Object.keys(parts));
  if (!options) {
    console.log(MUTATION_HELP);
    return EXIT.done;
  }
  for (const part of options.parts) {
    const args = options.mutate === undefined ? [] : ['--mutate', options.mutate];
    const isDone = parts[part]?.storage
      ? await withStorage((env) => runStryker(part, args, env))
      : runStryker(part, args, {});
    if (!isDone) return EXIT.failed;
    if (options.mutate === undefined) note(part, parts);
  }
  return EXIT.done;
}

function runStryker(part: string, args: readonly string[], env: Record<string, string>): boolean {
  const { status } = spawnSync('node_modules/.bin/stryker', ['run', ...args], {
    env: { ...process.env, ...env, MUTATION_PART: part },
    stdio: 'inherit',
  });
  return status === 0;
}

/** One emulator for all of a part's mutants. */
async function withStorage(run: (env: Record<string, string>) => boolean): Promise<boolean> {
  const location = mkdtempSync(join(tmpdir(), 'mutation-storage-'));
  const azurite = await startAzurite({ location, inMemory: true });
  try {
    return run({ CONTRACT_STORAGE_CONNECTION_STRING: azurite.connectionString });
  } finally {
    await azurite.process.stop();
    rmSync(location, { recursive: true });
  }
}

function note(part: string, parts: MutationParts): void {
  const run = {
    date: new Date().toISOString().slice(0, 10),
    commit: execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim(),
  };
  const noted = readResults(readFileSync(RESULTS, 'utf8'));
  const report = readFileSync(`.stryker/${part}.json`, 'utf8');
  const results = { ...noted, [part]: countReport(report, run) };
  writeFileSync(RESULTS, `${JSON.stringify(results, null, 2)}\n`);
  writeFileSync(PAGE, mutationPage(parts, results));
}

runCommand(main, MUTATION_HELP);
