import { execFileSync } from 'node:child_process';

import { runCommand, EXIT } from './local/command';
import { packageRelease } from './package/release';

const HELP = 'npm run package: packs what is built into release/, to be deployed.';

/** When the packed state was committed; https://reproducible-builds.org/specs/source-date-epoch/ goes before. */
function madeAt(): Date {
  const { SOURCE_DATE_EPOCH } = process.env;
  const seconds =
    SOURCE_DATE_EPOCH ??
    execFileSync('git', ['log', '-1', '--format=%ct'], { encoding: 'utf8' }).trim();
  return new Date(Number(seconds) * 1000);
}

async function main(): Promise<number> {
  const { zip, sha256, files, packages } = await packageRelease('.', 'release', madeAt());
  console.log(`${zip}: ${files} files, ${packages} packages\nSHA-256 ${sha256}`);
  return EXIT.done;
}

runCommand(main, HELP);
