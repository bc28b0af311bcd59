import { execFileSync } from 'node:child_process';
import { parseArgs } from 'node:util';

import { runCommand, EXIT } from './local/command';
import { orUsageError } from './local/usage-error';
import { layOutRelease, packageRelease } from './package/release';

const HELP = `npm run package [-- --folder DIR]: packs what is built into release/, to be deployed.

  --folder DIR    lays it out in a folder instead, for a container image`;

/** When the packed state was committed; https://reproducible-builds.org/specs/source-date-epoch/ goes before. */
function madeAt(): Date {
  const { SOURCE_DATE_EPOCH } = process.env;
  const seconds =
    SOURCE_DATE_EPOCH ??
    execFileSync('git', ['log', '-1', '--format=%ct'], { encoding: 'utf8' }).trim();
  return new Date(Number(seconds) * 1000);
}

async function main(): Promise<number> {
  const options = { help: { type: 'boolean' }, folder: { type: 'string' } } as const;
  const { folder, help } = orUsageError(() => parseArgs({ options })).values;
  if (help) console.log(HELP);
  else if (folder === undefined) await pack();
  else layOut(folder);
  return EXIT.done;
}

function layOut(folder: string): void {
  const { files, packages } = layOutRelease('.', folder);
  console.log(`${folder}: ${files} files, ${packages} packages`);
}

async function pack(): Promise<void> {
  const { zip, sha256, files, packages } = await packageRelease('.', 'release', madeAt());
  console.log(`${zip}: ${files} files, ${packages} packages\nSHA-256 ${sha256}`);
}

runCommand(main, HELP);
