import 'reflect-metadata';

import { readFileSync, writeFileSync } from 'node:fs';

import { CHAOS_HELP, type ChaosOptions, parseChaosOptions } from './chaos/chaos-options';
import { planOf } from './chaos/chaos-plan';
import { type ChaosResult, ChaosRuns } from './chaos/chaos-run';
import { faultKinds } from './chaos/faults';
import { isWell, resultsTable, summaryOf, withTable } from './chaos/results-table';
import { Surroundings } from './chaos/surroundings';
import { EXIT, runCommand } from './local/command';

const PAGE = 'docs/reliability.md';

async function main(): Promise<number> {
  const options = parseChaosOptions(process.argv.slice(2));
  if (options === undefined) console.log(CHAOS_HELP);
  else if (options === 'list') {
    for (const { name, does } of faultKinds) console.log(`${name.padEnd(28)} ${does}`);
  } else return runAll(options);
  return EXIT.done;
}

async function runAll({ seeds, kinds, isWhole }: ChaosOptions): Promise<number> {
  const surroundings = await Surroundings.open();
  try {
    const runs = new ChaosRuns(surroundings);
    const results: ChaosResult[] = [];
    for (const seed of seeds) {
      const result = await runs.run(planOf(seed, kinds));
      console.log(lineOf(result));
      results.push(result);
    }
    console.log(summaryOf(results));
    if (isWhole) writeTable(results);
    return isWell(results) ? EXIT.done : EXIT.failed;
  } finally {
    await surroundings.close();
  }
}

function writeTable(results: ChaosResult[]): void {
  const table = resultsTable(results, faultKinds);
  writeFileSync(PAGE, withTable(readFileSync(PAGE, 'utf8'), table));
  console.log(`Written to ${PAGE}; "npm run format" sets its columns.`);
}

function lineOf({ plan, kind, differences, ms }: ChaosResult): string {
  const faults = plan.faults.map(({ name }) => name).join(' + ');
  const some = differences.slice(0, 4).join('; ');
  return `seed ${plan.seed}  ${kind}  ${ms} ms  ${faults}${some && `  (${some})`}`;
}

runCommand(main, CHAOS_HELP);
