import { parseArgs } from 'node:util';
import { z } from 'zod';

import { parseInput } from '../local/standard-input';
import { orUsageError } from '../local/usage-error';

export const MIGRATE_HELP = `Takes over the jobs of Microsoft's sample connector, so that the portal's connectors go on without being set up again.

  npm run migrate -- [--dry-run] < sample.json

  --dry-run   nothing is changed: what would be done is printed
  --help      this text

Reads one JSON object from standard input, so that no secret stands in a command line:
  connectionString   of the sample's storage account: its application setting StorageAccountConnectionString
  apiSecretKey       optional: its application setting APISecretKey; kept unless one is set here

Uses the settings of the environment (docs/settings.md) for where it is taken to. The sample's tables are read and never changed. May
be repeated: what is here is left as it is. What cannot be taken over is told on standard error. More: docs/migrate-from-sample.md.

Exit code: 0 all is taken over; 3 it is, but for what was named; 1 it is not; 2 wrong options or input; 130 stopped by Ctrl-C.`;

const text = z.string().trim().min(1);
const inputSchema = z.strictObject({ connectionString: text, apiSecretKey: text.optional() });
export type MigrateInput = z.infer<typeof inputSchema>;

export interface MigrateOptions {
  dryRun: boolean;
}

/** The options of `npm run migrate`; `undefined` when only help was asked for. Throws UsageError. */
export function parseMigrateOptions(args: string[]): MigrateOptions | undefined {
  const options = { 'dry-run': { type: 'boolean' }, help: { type: 'boolean' } } as const;
  const { help, 'dry-run': dryRun = false } = orUsageError(
    () => parseArgs({ args, options }).values,
  );
  return help ? undefined : { dryRun };
}

/** What standard input holds. Throws UsageError, which quotes nothing of it. */
export function parseMigrateInput(given: string): MigrateInput {
  return parseInput(inputSchema, given);
}
