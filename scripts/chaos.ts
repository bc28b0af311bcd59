import 'reflect-metadata';

import { readFileSync, writeFileSync } from 'node:fs';

import { CHAOS_HELP, type ChaosOptions, parseChaosOptions } from './chaos/chaos-options';
import { type ChaosPlan, planOf } from './chaos/chaos-plan';
import { type ChaosResult, ChaosRuns } from './chaos/chaos-run';
import { faultKinds } from './chaos/faults';
import { ResultsFile } from './chaos/results-file';
import { isWell, neverMet, resultsTable, summaryOf, withTable } from './chaos/results-table';
import { Surroundings } from './chaos/surroundings';
import { EXIT, runCommand } from './local/command';

const PAGE = 'docs/reliability.md';
/** Storage is in memory: what they leave there grows by some 10 MB each. */
const RUNS_OF_ONE_STORAGE = 50;

async function main(): Promise<number> {
  const options = parseChaosOptions(process.argv.slice(2));
  if (options === undefined) console.log(CHAOS_HELP);
  else if (options === 'list') {
    for (const { name, does } of faultKinds) console.log(`${name.padEnd(28)} ${does}`);
  } else return runAll(options);
  return EXIT.done;
}

async function runAll({ seeds, kinds, resume, isWhole }: ChaosOptions): Promise<number> {
  const file = new ResultsFile(resume);
  const plans = seeds.map((seed) => planOf(seed, kinds));
  const results = plans.flatMap((plan) => file.resultOf(plan) ?? []);
  const left = plans.filter((plan) => !file.resultOf(plan));
  for (let i = 0; i < left.length; i += RUNS_OF_ONE_STORAGE) {
    for await (const result of runsOf(left.slice(i, i + RUNS_OF_ONE_STORAGE))) {
      console.log(lineOf(result));
      file.add(result);
      results.push(result);
    }
  }
  console.log(summaryOf(results));
  if (!isWhole) return isWell(results) ? EXIT.done : EXIT.failed;
  writeTable(results);
  const unmet = neverMet(results);
  if (unmet.length > 0) console.log(`Met in no run: ${unmet.join(', ')}.`);
  return isWell(results) && unmet.length === 0 ? EXIT.done : EXIT.failed;
}

async function* runsOf(plans: readonly ChaosPlan[]): AsyncGenerator<ChaosResult> {
  const surroundings = await Surroundings.open();
  try {
    const runs = new ChaosRuns(surroundings);
    for (const plan of plans) yield await runs.run(plan);
  } finally {
    await surroundings.close();
  }
}

function writeTable(results: ChaosResult[]): void {
  const table = resultsTable(results, faultKinds);
  writeFileSync(PAGE, withTable(readFileSync(PAGE, 'utf8'), table));
  console.log(`Written to ${PAGE}; "npm run format" sets its columns.`);
}

function lineOf({ seed, faults, kind, differences, ms }: ChaosResult): string {
  const some = differences.slice(0, 4).join('; ');
  return `seed ${seed}  ${kind}  ${ms} ms  ${faults.join(' + ')}${some && `  (${some})`}`;
}

runCommand(main, CHAOS_HELP);
