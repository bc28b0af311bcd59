const { readFileSync } = require('node:fs');

/** How long each file took when all of its tests ran. */
const durations = new Map();

/**
 * Stryker names the tests that reach a mutant; Jest would load every file to look for them there. Leaves out the files none of
 * whose suites is named, and takes the quickest first: the first test that fails ends the run.
 */
module.exports = class WantedFiles {
  constructor({ globalConfig }) {
    this.wanted = globalConfig.testNamePattern?.replaceAll('\\', '');
  }

  sort(tests) {
    const duration = ({ path }) => durations.get(path) ?? 0;
    const wanted = tests.filter(({ path }) => this.isWanted(readFileSync(path, 'utf8')));
    return wanted.toSorted((a, b) => duration(a) - duration(b));
  }

  isWanted(text) {
    // Names of suites that are made from a table are not in the text.
    if (!this.wanted || /^describe\.each/m.test(text) || /^it/m.test(text)) return true;
    const suites = [...text.matchAll(/^describe\((['"])(.+?)\1,/gm)];
    return suites.some(([, , title]) => this.wanted.includes(title));
  }

  cacheResults(_tests, { testResults }) {
    for (const { testFilePath, perfStats } of testResults) {
      if (!durations.has(testFilePath)) durations.set(testFilePath, perfStats.runtime);
    }
  }

  allFailedTests(tests) {
    return tests;
  }

  shard(tests) {
    return tests;
  }
};
