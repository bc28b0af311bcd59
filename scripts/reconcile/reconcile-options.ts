import { parseArgs } from 'node:util';
import { type TimeWindow } from '@app/domain';

import { timeOf } from '../local/time-option';
import { orUsageError, UsageError } from '../local/usage-error';

export const RECONCILE_HELP = `Compares what is archived of an account with what the Import service has accepted: see docs/reconciliation.md.

  npm run reconcile -- --account @NAME --from TIME --to TIME [--format csv|json]

  --account NAME    name or id of an account that a job archives, or has archived
  --from TIME       of the first post: a day (2025-03-01) or a time (2025-03-01T12:00:00Z), in UTC
  --to TIME         of the last post: as above, a day to its end
  --format FORMAT   csv or json: every difference by id, to the standard output; the counts alone unless told
  --help            this text

Uses the settings of the environment (docs/settings.md). Changes nothing.

Exit code: 0 all is explained; 3 something is not; 1 it failed; 2 wrong options; 130 stopped by Ctrl-C.`;

export interface ReconcileOptions {
  account: string;
  window: TimeWindow;
  format: 'text' | 'csv' | 'json';
}

/** The options of `npm run reconcile`; `undefined` when only help was asked for. Throws UsageError. */
export function parseReconcileOptions(args: string[]): ReconcileOptions | undefined {
  const text = { type: 'string' } as const;
  const { values } = orUsageError(() =>
    parseArgs({
      args,
      options: { account: text, from: text, to: text, format: text, help: { type: 'boolean' } },
    }),
  );
  if (values.help) return undefined;
  const { account, from, to } = values;
  if (!account) throw new UsageError('--account NAME is needed.');
  if (!from || !to) throw new UsageError('--from TIME and --to TIME are needed.');
  const start = new Date(timeOf('--from', from, 'start'));
  const end = new Date(timeOf('--to', to, 'end'));
  if (start > end) throw new UsageError('--from is later than --to.');
  return { account, window: { start, end }, format: formatOf(values.format) };
}

function formatOf(given: string | undefined): ReconcileOptions['format'] {
  if (given === undefined) return 'text';
  if (given === 'csv' || given === 'json') return given;
  throw new UsageError(`--format knows no "${given}": csv or json.`);
}
