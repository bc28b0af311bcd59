import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type ExportFormat, exportFormats } from '@app/delivery';

import { timeOf } from '../local/time-option';
import { orUsageError, UsageError } from '../local/usage-error';

export const EXPORT_HELP = `Writes what the archive has of an account to a folder, without Microsoft: see docs/export.md.

  npm run export -- --account @NAME --format eml --out DIR [--from TIME] [--to TIME]
  npm run export -- --check DIR

  --account NAME    name or id of an account that a job archives, or has archived
  --format FORMAT   eml: one message a file; mbox: one file a month (RFC 4155, mboxrd quoting); maildir: for mail servers;
                    jsonl: the archive's own records, one a line; item-json: the items as they are delivered
  --out DIR         an empty folder, one that is not there yet, or one of an earlier export of the same
  --from TIME       of the first post: a day (2025-03-01) or a time (2025-03-01T12:00:00Z), in UTC; the beginning unless told
  --to TIME         of the last post: as above, a day to its end; now unless told
  --all-versions    every version of a post, not only the one that is delivered
  --media-beside    every media file in DIR/media too, named by its SHA-256 (jsonl always does)
  --check DIR       nothing is exported: every file of an export is read and compared with its manifest; needs no settings
  --help            this text

Uses the settings of the environment (docs/settings.md). May be stopped and repeated at any moment: it goes on where it was. Repeated
once more when it is finished, it reads every file again and compares it with the manifest.

Exit code: 0 all is exported; 3 it is, but for what the archive lacks or cannot be read; 1 it is not; 2 wrong options;
130 stopped by Ctrl-C. Of --check: 0 all is as it was written; 1 something is not, and is named.`;

export interface ExportOptions {
  account: string;
  format: ExportFormat;
  directory: string;
  /** ISO 8601, UTC, both ends included. */
  from?: string;
  to?: string;
  allVersions: boolean;
  mediaBeside: boolean;
}

/** The folder of an export that is only to be checked. */
export interface CheckOptions {
  check: string;
}

/** The options of `npm run export`; `undefined` when only help was asked for. Throws UsageError. */
export function parseExportOptions(args: string[]): ExportOptions | CheckOptions | undefined {
  const values = parse(args);
  if (values.help) return undefined;
  const { account, out, check } = values;
  if (check !== undefined) {
    if (Object.keys(values).length > 1) throw new UsageError('--check DIR takes no other option.');
    return { check: resolve(check) };
  }
  if (!account) throw new UsageError('--account NAME is needed.');
  if (!out) throw new UsageError('--out DIR is needed.');
  const from = values.from === undefined ? undefined : timeOf('--from', values.from, 'start');
  const to = values.to === undefined ? undefined : timeOf('--to', values.to, 'end');
  if (from && from > (to ?? new Date().toISOString())) {
    throw new UsageError(`--from is later than ${to ? '--to' : 'now'}.`);
  }
  return {
    ...{ account, format: formatOf(values.format), directory: resolve(out), from, to },
    allVersions: values['all-versions'] ?? false,
    mediaBeside: values['media-beside'] ?? false,
  };
}

function parse(args: string[]) {
  const [text, flag] = [{ type: 'string' }, { type: 'boolean' }] as const;
  return orUsageError(
    () =>
      parseArgs({
        args,
        options: {
          ...{ account: text, format: text, out: text, from: text, to: text, check: text },
          ...{ 'all-versions': flag, 'media-beside': flag, help: flag },
        },
      }).values,
  );
}

function formatOf(given: string | undefined): ExportFormat {
  const format = exportFormats.find((each) => each === given);
  if (format) return format;
  const formats = exportFormats.join(', ');
  const what = given === undefined ? 'is needed' : `knows no "${given}"`;
  throw new UsageError(`--format ${what}: one of ${formats}.`);
}
