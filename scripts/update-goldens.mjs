/**
 * Writes item.json and message.eml of all golden pairs anew (test/fixtures/conversion), for whoever changed the conversion on purpose.
 * Nothing else ever does. What changed is for a person to read before it is committed.
 */
import { spawnSync } from 'node:child_process';

const jest = ['node_modules/jest/bin/jest.js', '--selectProjects', 'unit', '--testPathPatterns'];
const { status } = spawnSync(process.execPath, [...jest, 'message-conversion/src/golden'], {
  stdio: 'inherit',
  env: { ...process.env, UPDATE_GOLDENS: '1' },
});
process.exitCode = status ?? 1;
