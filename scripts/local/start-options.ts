import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type OptionalStream } from '@app/domain';

import { parseStreams, STREAMS_HELP } from '../connect/streams-option';
import { type DatasetChoice } from './dataset-choice';
import { type WantedPorts } from './ports';
import { orUsageError, UsageError } from './usage-error';

export const START_HELP = `Runs the whole product on this machine: storage, stand-ins for X and Office 365, connector and worker.

  npm start                    archive a generated account, deliver it, and stay up; Ctrl-C stops it
  npm start -- --once          the same, print the result and stop
  npm run dev                  the same, rebuilt and restarted with every change of the code

  --posts N                    how many posts to generate (default 1600)
  --dataset FILE               X API v2 responses, one JSON document a line (as twarc2 writes), instead
  --streams LIST               what is archived besides the account's own posts, by commas; stays as it is unless told:
                               ${STREAMS_HELP}
  --journal                    send every post by SMTP to a mailbox of the sandbox as well
  --data-dir DIR               where everything is kept (default .data); delete it to begin anew
  --connector-port N           default 8080; 0 for any free port, here and below
  --sandbox-port N             default 8443
  --storage-port N             default 10000 (and the two after it)
  --smtp-port N                default 2525, where the sandbox takes e-mail
  --help                       this text

Exit code: 0 everything is archived and delivered, once; 1 it is not, or something failed; 2 wrong options;
130 stopped by Ctrl-C before --once was through.`;

export interface StartOptions extends Partial<DatasetChoice>, WantedPorts {
  once: boolean;
  watch: boolean;
  dataDir: string;
  /** Send every post to the sandbox's journal mailbox as well. */
  journal: boolean;
  /** What is archived besides own posts; as it is unless told. */
  streams?: OptionalStream[];
}

/** The options of `npm start`; `undefined` when only help was asked for. Throws UsageError. */
export function parseStartOptions(args: string[]): StartOptions | undefined {
  const values = parse(args);
  if (values.help) return undefined;
  if (values.dataset !== undefined && !existsSync(values.dataset)) {
    throw new UsageError(`There is no file ${values.dataset}.`);
  }
  if (values.posts !== undefined && !/^[1-9]\d{0,4}$/.test(values.posts)) {
    throw new UsageError(`--posts takes a whole number from 1 to 99999, not "${values.posts}".`);
  }
  return {
    once: values.once ?? false,
    watch: values.watch ?? false,
    journal: values.journal ?? false,
    posts: values.posts,
    dataset: values.dataset,
    streams: streams(values.streams),
    dataDir: values['data-dir'] ?? '.data',
    connectorPort: port(values['connector-port'], 8080),
    sandboxPort: port(values['sandbox-port'], 8443),
    storagePort: port(values['storage-port'], 10_000),
    smtpPort: port(values['smtp-port'], 2525),
  };
}

function parse(args: string[]) {
  const [text, flag] = [{ type: 'string' }, { type: 'boolean' }] as const;
  return orUsageError(
    () =>
      parseArgs({
        args,
        options: {
          once: flag,
          watch: flag,
          journal: flag,
          help: flag,
          posts: text,
          dataset: text,
          streams: text,
          'data-dir': text,
          'connector-port': text,
          'sandbox-port': text,
          'storage-port': text,
          'smtp-port': text,
        },
      }).values,
  );
}

function streams(given: string | undefined): OptionalStream[] | undefined {
  return orUsageError(() => (given === undefined ? undefined : parseStreams(given)));
}

function port(given: string | undefined, byDefault: number): number {
  const value = Number(given ?? byDefault);
  if (Number.isInteger(value) && value >= 0 && value <= 65_533) return value;
  throw new UsageError(`A port is a whole number up to 65533, not "${given ?? ''}".`);
}
