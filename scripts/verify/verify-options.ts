import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { orUsageError, UsageError } from '../local/usage-error';

export const VERIFY_HELP = `Reads again what is archived and what was delivered, and tells whether anything is not as it was stored: see docs/verify.md.

  npm run verify [-- --account @NAME] [--job ID] [--task ID] [--public-key FILE] [--anchor SEQ:HASH]
                    [--container-sas-from-stdin] [--json FILE]

  --account NAME    the archive of this account and the manifests of its jobs; of all accounts unless told
  --job ID          the manifests of this job alone
  --task ID         the manifests of this task alone
  --json FILE       the report as JSON too
  --public-key FILE a public key (PEM) that proves manifests; may be given several times. The one of this service unless told
  --anchor SEQ:HASH with --job: number and SHA-256 of a manifest as it was noted elsewhere; may be given several times. What the worker
                    has noted in the audit log is compared too
  --container-sas-from-stdin
                    with --task: compares what its container holds, whose SAS URI (with the right to read and list) comes by stdin
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
  anchors?: { sequence: number; sha256: string }[];
  readsContainer: boolean;
  showsPublicKey: boolean;
}

const ANCHOR = /^(\d{1,12}):([0-9a-f]{64})$/;

/** The options of `npm run verify`; `undefined` when only help was asked for. Throws UsageError. */
export function parseVerifyOptions(args: string[]): VerifyOptions | undefined {
  const text = { type: 'string' } as const;
  const options = {
    ...{ account: text, job: text, task: text, json: text },
    'public-key': { type: 'string', multiple: true },
    anchor: { type: 'string', multiple: true },
    'container-sas-from-stdin': { type: 'boolean' },
    'show-public-key': { type: 'boolean' },
    help: { type: 'boolean' },
  } as const;
  const { values } = orUsageError(() => parseArgs({ args, options }));
  if (values.help) return undefined;
  const { account, job: jobId, task: taskId, json } = values;
  if ([account, jobId, taskId, json].includes('')) {
    throw new UsageError('An option has no value.');
  }
  const readsContainer = values['container-sas-from-stdin'] ?? false;
  if (readsContainer && taskId === undefined) {
    throw new UsageError('--container-sas-from-stdin needs --task.');
  }
  return {
    ...{ account, jobId, taskId, readsContainer },
    ...(json !== undefined && { json: resolve(json) }),
    publicKeys: values['public-key']?.map((file) => resolve(file)),
    anchors: anchorsOf(values.anchor, jobId),
    showsPublicKey: values['show-public-key'] ?? false,
  };
}

function anchorsOf(texts: string[] | undefined, jobId: string | undefined) {
  if (texts && jobId === undefined) throw new UsageError('--anchor needs --job.');
  return texts?.map((text) => {
    const [, sequence, sha256] = ANCHOR.exec(text.toLowerCase()) ?? [];
    if (sequence === undefined || sha256 === undefined) {
      throw new UsageError('--anchor is SEQ:HASH, with 64 hexadecimal digits.');
    }
    return { sequence: Number(sequence), sha256 };
  });
}
