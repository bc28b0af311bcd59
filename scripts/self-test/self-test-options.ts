import { parseArgs } from 'node:util';
import { type SelfTest } from '@app/jobs';

import { orUsageError, UsageError } from '../local/usage-error';

export const SELF_TEST_HELP = `Follows one post of an account from X to the answer of the Import service: see docs/admin-pages.md.

  npm run self-test -- --account @NAME [--newest | --show]

  --account NAME    name or id of an account that a job archives
  --newest          follow the newest post X shows; otherwise one that is made from now on, which you post
  --show            begin none; only tell where the newest one stands
  --help            this text

Uses the settings of the environment (docs/settings.md). Begins a test, which goes on by itself, and tells where it stands; the same test is
on the account's admin page. Repeat it with --show to look again.

Exit code: 0 passed; 3 under way; 1 failed; 2 wrong options.`;

export interface SelfTestOptions {
  account: string;
  /** Absent: only to be shown. */
  follow?: SelfTest['follow'];
}

/** The options of `npm run self-test`; `undefined` when only help was asked for. Throws UsageError. */
export function parseSelfTestOptions(args: string[]): SelfTestOptions | undefined {
  const [text, flag] = [{ type: 'string' }, { type: 'boolean' }] as const;
  const { values } = orUsageError(() =>
    parseArgs({ args, options: { account: text, newest: flag, show: flag, help: flag } }),
  );
  if (values.help) return undefined;
  const { account, newest, show } = values;
  if (!account) throw new UsageError('--account NAME is needed.');
  if (newest && show) throw new UsageError('--newest begins a test, --show does not: take one.');
  return { account, ...(!show && { follow: newest ? 'newest' : 'new' }) };
}
