// Plain JavaScript for any Node ≥ 18: runs before there is anything installed (README, "npm start").
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';

const OLDEST_NODE = 18;
/** npm writes it at the end of every install. */
const MARKER = 'node_modules/.package-lock.json';

function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}

function isInstalled() {
  if (!existsSync(MARKER) || !existsSync('node_modules/.bin/node')) return false;
  return statSync(MARKER).mtimeMs >= statSync('package-lock.json').mtimeMs;
}

if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE) {
  fail(
    `Node ${process.versions.node} is too old: install Node ${OLDEST_NODE} or newer, the rest is brought along.`,
  );
}
if (!isInstalled()) {
  console.log('Installing the dependencies (npm ci) …');
  const npm = process.env.npm_execpath;
  const [command, args] = npm ? [process.execPath, [npm, 'ci']] : ['npm', ['ci']];
  const { status, error } = spawnSync(
    command,
    [...args, '--no-audit', '--no-fund', '--loglevel=error'],
    { stdio: 'inherit' },
  );
  if (error || status !== 0) {
    fail(
      'The dependencies could not be installed: check the connection to the npm registry, then run the command again.',
    );
  }
}
try {
  execFileSync('node_modules/.bin/node', ['--version'], { stdio: 'ignore' });
} catch {
  fail(
    'The Node that comes with the dependencies does not run on this machine; delete node_modules and try again, or install Node 24.',
  );
}
