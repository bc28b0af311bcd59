import { parseArgs } from 'node:util';

import { orUsageError, UsageError } from '../local/usage-error';

export const IMPORT_HELP = `Brings the archive that an account's owner has downloaded from X (a zip) into the archive of this service.

  npm run import -- --archive FILE.zip [--account NAME]

  --archive FILE   the zip as it was downloaded; it is read, never unpacked or changed
  --account NAME   name or id of the account it must be of; any that a job archives unless told
  --help           this text

Direct messages and likes come with it where they are switched on for the account; else they are counted.
Uses the settings of the environment (docs/settings.md). May be stopped and repeated at any moment: it goes on where there is
something left to do. What cannot be read is told line by line on standard error.

Exit code: 0 all is imported; 3 it is, but for what could not be read; 1 it is not; 2 wrong options; 130 stopped by Ctrl-C.`;

export interface ImportOptions {
  archive: string;
  account?: string;
}

/** The options of `npm run import`; `undefined` when only help was asked for. Throws UsageError. */
export function parseImportOptions(args: string[]): ImportOptions | undefined {
  const { help, archive, account } = parse(args);
  if (help) return undefined;
  if (!archive) throw new UsageError('--archive FILE.zip is needed.');
  return { archive, account };
}

function parse(args: string[]) {
  const text = { type: 'string' } as const;
  const options = { archive: text, account: text, help: { type: 'boolean' } } as const;
  return orUsageError(() => parseArgs({ args, options }).values);
}
