import { readFileSync } from 'node:fs';
import { env } from 'node:process';

const part = env.MUTATION_PART;
const parts = JSON.parse(readFileSync('scripts/mutation/parts.json', 'utf8'));

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  testRunner: 'jest',
  jest: {
    projectType: 'custom',
    configFile: 'jest.mutation.config.js',
    enableFindRelatedTests: false,
  },
  coverageAnalysis: 'perTest',
  // Nothing happens in what is left out: bindings, lists of exports, shapes.
  mutate: [...parts[part].mutate, '!**/*.{spec,module,dto}.ts', '!**/index.ts'],
  // What runs once while a file loads would take a process of its own for each mutant.
  ignoreStatic: true,
  concurrency: 1,
  // Jest's memory grows with each run in a process.
  maxTestRunnerReuse: 150,
  timeoutMS: 20_000,
  incremental: true,
  incrementalFile: `.stryker/${part}.incremental.json`,
  tempDirName: `.stryker/tmp-${part}`,
  reporters: ['json', 'clear-text', 'progress-append-only'],
  jsonReporter: { fileName: `.stryker/${part}.json` },
  clearTextReporter: { allowColor: false, allowEmojis: false, logTests: false, reportTests: false },
  ignorePatterns: ['dist', '.data', 'docs/images', 'bench/results', '.stryker'],
};
