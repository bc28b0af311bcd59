import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { orUsageError, UsageError } from '../local/usage-error';

export const VERIFY_HELP = `Reads again what is archived and what was delivered, and tells whether anything is not as it was stored: see docs/verify.md.

  npm run verify [-- --account @NAME] [--job ID] [--task ID] [--public-key FILE] [--json FILE]

  --account NAME    the archive of this account and the manifests of its jobs; of all accounts unless told
  --job ID          the manifests of this job alone
  --task ID         the manifests of this task alone
  --json FILE       the report as JSON too
  --public-key FILE a public key (PEM) that proves manifests; may be given several times. The one of this service unless told
  --show-public-key writes the public key of this service, and does nothing else
  --help            this text

Uses the settings of the environment (docs/settings.md). Changes nothing.

Exit code: 0 all is as it was stored; 3 it is, but for something that nothing points at; 1 it is not, or cannot be read: the first
thing that is wrong is named; 2 wrong options; 130 stopped by Ctrl-C.`;

export interface VerifyOptions {
  account?: string;
  jobId?: string;
  taskId?: string;
  json?: string;
  /** Files. */
  publicKeys?: string[];
  showsPublicKey: boolean;
}

/** The options of `npm run verify`; `undefined` when only help was asked for. Throws UsageError. */
export function parseVerifyOptions(args: string[]): VerifyOptions | undefined {
  const text = { type: 'string' } as const;
  const options = {
    ...{ account: text, job: text, task: text, json: text },
    'public-key': { type: 'string', multiple: true },
    'show-public-key': { type: 'boolean' },
    help: { type: 'boolean' },
  } as const;
  const { values } = orUsageError(() => parseArgs({ args, options }));
  if (values.help) return undefined;
  const { account, job: jobId, task: taskId, json } = values;
  if ([account, jobId, taskId, json].includes('')) {
    throw new UsageError('An option has no value.');
  }
  return {
    ...{ account, jobId, taskId },
    ...(json !== undefined && { json: resolve(json) }),
    publicKeys: values['public-key']?.map((file) => resolve(file)),
    showsPublicKey: values['show-public-key'] ?? false,
  };
}
