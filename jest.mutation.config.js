const { projects } = require('./jest.config.js');
const parts = require('./scripts/mutation/parts.json');

const { tests, storage } = parts[process.env.MUTATION_PART];
const project = projects.find(({ displayName }) => displayName === (storage ? 'contract' : 'unit'));

/** The tests that Stryker runs against a part: it loads every file of them for every mutant. */
module.exports = {
  ...project,
  roots: ['<rootDir>/libs', '<rootDir>/test'],
  testMatch: tests.map((glob) => `<rootDir>/${glob}`),
};
