const { existsSync, readFileSync } = require('node:fs');

// The build's own SWC settings, without its list of files left out of dist (specs are among them).
const { exclude: _exclude, ...swc } = JSON.parse(readFileSync(`${__dirname}/.swcrc`, 'utf8'));
swc.jsc.baseUrl = __dirname;

// Packages published as ES modules only; Jest needs them as CommonJS.
const esmOnly = [
  '@nestjs',
  'nestjs-pino',
  'p-limit',
  'p-map',
  'yocto-queue',
  'es-toolkit',
  'dotenv-expand',
  'jose',
  '@noble',
];

/** @type {import('jest').Config} */
const base = {
  rootDir: __dirname,
  testEnvironment: 'node',
  transform: { '^.+\\.(t|j|mj)s$': ['@swc/jest', { ...swc, swcrc: false }] },
  transformIgnorePatterns: [`/node_modules/(?!(${esmOnly.join('|')})/)`],
  moduleFileExtensions: ['ts', 'js', 'mjs', 'json'],
  moduleNameMapper: {
    '^@app/([^/]+)$': '<rootDir>/libs/$1/src/index.ts',
    '^@testing/([^/]+)$': '<rootDir>/libs/$1/testing/index.ts',
  },
  setupFiles: ['reflect-metadata'],
  setupFilesAfterEnv: ['<rootDir>/test/support/patience.ts'],
  // Copies of everything, made by Stryker.
  modulePathIgnorePatterns: ['<rootDir>/\\.stryker/'],
};

process.env.CHROMIUM_PATH ||= '/usr/bin/chromium';
process.env.DOVECOT_PATH ||= '/usr/sbin/dovecot';
const hasDovecot = existsSync(process.env.DOVECOT_PATH);
const isWithoutContracts =
  process.argv.includes('--selectProjects') && !process.argv.includes('contract');
if (!hasDovecot && !isWithoutContracts) {
  console.warn(
    `NOT TESTED: delivery by IMAP. There is no Dovecot at ${process.env.DOVECOT_PATH}: install dovecot-imapd, or set DOVECOT_PATH.\n`,
  );
}
const hasChromium = existsSync(process.env.CHROMIUM_PATH);
const isAboutOthers =
  process.argv.includes('--selectProjects') && !process.argv.includes('browser');
if (!hasChromium && !isAboutOthers) {
  console.warn(
    `NOT TESTED: the pages in a browser. There is no Chromium at ${process.env.CHROMIUM_PATH}: install it, or set CHROMIUM_PATH.\n`,
  );
}

/** @type {import('jest').Config} */
const browserProject = {
  ...base,
  displayName: 'browser',
  testMatch: ['<rootDir>/test/browser/**/*.browser.ts'],
};

/** By hand (`npm run bench`) in full size; among the tests a few of them, small, to see that they run. */
if (!process.argv.includes('bench')) process.env.BENCH_SIZE = 'small';
const benches = process.env.BENCH_SIZE === 'small' ? '{capture,conversion,delivery}' : '*';

/** @type {import('jest').Config} */
const benchProject = {
  ...base,
  displayName: 'bench',
  testMatch: [`<rootDir>/bench/${benches}.bench.ts`],
  globalSetup: '<rootDir>/bench/begin.ts',
  globalTeardown: '<rootDir>/bench/end.ts',
};

/** @type {import('jest').Config} */
module.exports = {
  // On two cores Jest would take one: most of the time tests wait for processes of their own.
  maxWorkers: 2,
  projects: [
    {
      ...base,
      displayName: 'unit',
      testMatch: ['<rootDir>/{libs,apps,scripts,bench}/**/*.spec.ts'],
    },
    {
      ...base,
      displayName: 'contract',
      testMatch: ['<rootDir>/test/contract/**/*.spec.ts'],
      testPathIgnorePatterns: hasDovecot ? [] : ['/imap-mail-sink\\.spec\\.ts$'],
      globalSetup: '<rootDir>/test/support/start-storage.ts',
      globalTeardown: '<rootDir>/test/support/stop-storage.ts',
    },
    {
      ...base,
      displayName: 'e2e',
      testMatch: ['<rootDir>/test/e2e/**/*.e2e.ts'],
    },
    ...(hasChromium ? [browserProject] : []),
    benchProject,
  ],
};
