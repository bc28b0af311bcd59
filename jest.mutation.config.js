const { projects } = require('./jest.config.js');
const parts = require('./scripts/mutation/parts.json');

const { tests, storage } = parts[process.env.MUTATION_PART];
const project = projects.find(({ displayName }) => displayName === (storage ? 'contract' : 'unit'));

/** Unit tests of these parts call none of them, but load them for every mutant: 1,500 files of 2,000. */
const UNUSED =
  '^(@azure/.*|@nestjs/(common|config)|class-(transformer|validator)|undici|twitter-api-v2|jsonwebtoken)$';
const unused = { [UNUSED]: '<rootDir>/scripts/mutation/unused-package.cjs' };

/** The tests that Stryker runs against a part. */
module.exports = {
  ...project,
  roots: ['libs', 'test', 'scripts/mutation', 'apps/worker'].map((folder) => `<rootDir>/${folder}`),
  moduleFileExtensions: [...project.moduleFileExtensions, 'cjs'],
  moduleNameMapper: { ...project.moduleNameMapper, ...(!storage && unused) },
  testSequencer: '<rootDir>/scripts/mutation/wanted-files.cjs',
  testMatch: tests.map((glob) => `<rootDir>/${glob}`),
};
