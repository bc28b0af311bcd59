import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { EXIT, runCommand } from './local/command';
import { orUsageError, UsageError } from './local/usage-error';
import { recordRelease, writeReleaseData } from './upgrade/release-data';

const HELP = `npm run record-release -- --product DIR --out DIR: keeps what a release stores, for the test that later ones open it.

  --product DIR   the unpacked zip of the release
  --out DIR       where it is kept: test/fixtures/releases/VERSION`;

/** The account that every release archives. */
const DATASET = 'test/fixtures/twarc2-timeline.jsonl';

async function main(): Promise<number> {
  const text = { type: 'string' } as const;
  const options = { help: { type: 'boolean' }, product: text, out: text } as const;
  const { help, product, out } = orUsageError(() => parseArgs({ options })).values;
  if (help) {
    console.log(HELP);
    return EXIT.done;
  }
  if (product === undefined || out === undefined) throw new UsageError('--product and --out.');
  const dataDir = mkdtempSync(join(tmpdir(), 'record-release-'));
  try {
    const data = await recordRelease({
      ...{ productDir: product, dataDir, dataset: DATASET },
      onLine: (name, line) => {
        if (name === 'start') console.log(line);
      },
    });
    writeReleaseData(out, data);
    const rows = Object.values(data.storage.tables).flat().length;
    console.log(`${out}: ${rows} rows of release ${data.release}`);
  } finally {
    rmSync(dataDir, { recursive: true });
  }
  return EXIT.done;
}

runCommand(main, HELP);
