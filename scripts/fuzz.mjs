/** 100,000 generated requests against every route of the connector, or as many as FUZZ_RUNS says; FUZZ_SEED makes the same again. */
import { spawnSync } from 'node:child_process';

const jest = ['node_modules/jest/bin/jest.js', '--selectProjects', 'contract'];
const { status } = spawnSync(
  process.execPath,
  ['--expose-gc', ...jest, '--runInBand', '--testPathPatterns', 'security/fuzz'],
  { stdio: 'inherit', env: { FUZZ_RUNS: '100000', ...process.env } },
);
process.exitCode = status ?? 1;
