import { parseArgs } from 'node:util';

export const START_HELP = `Runs the whole product on this machine: storage, stand-ins for X and Office 365, connector and worker.

  npm start                    start, archive a generated account, deliver it, and stay up
  npm start -- --once          the same, print the result and stop; exit code 0 when nothing is lost or doubled

  --posts N                    how many posts to generate (default 1600)
  --dataset FILE               X API v2 responses, one JSON document a line (as twarc2 writes), instead
  --data-dir DIR               where everything is kept (default .data); delete it to begin anew
  --connector-port N           default 8080; 0 for any free port, here and below
  --sandbox-port N             default 8443
  --storage-port N             default 10000 (and the two after it)
  --help                       this text`;

export interface StartOptions {
  once: boolean;
  posts: string;
  dataset: string | undefined;
  dataDir: string;
  connectorPort: number;
  sandboxPort: number;
  storagePort: number;
}

/** The options of `npm start`; `undefined` when only help was asked for. Throws an Error saying what is wrong. */
export function parseStartOptions(args: string[]): StartOptions | undefined {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args,
    options: {
      once: { type: 'boolean' },
      help: { type: 'boolean' },
      posts: text,
      dataset: text,
      'data-dir': text,
      'connector-port': text,
      'sandbox-port': text,
      'storage-port': text,
    },
  });
  if (values.help) return undefined;
  return {
    once: values.once ?? false,
    posts: values.posts ?? '1600',
    dataset: values.dataset,
    dataDir: values['data-dir'] ?? '.data',
    connectorPort: port(values['connector-port'], 8080),
    sandboxPort: port(values['sandbox-port'], 8443),
    storagePort: port(values['storage-port'], 10_000),
  };
}

function port(given: string | undefined, byDefault: number): number {
  const value = Number(given ?? byDefault);
  if (Number.isInteger(value) && value >= 0 && value <= 65_533) return value;
  throw new Error(`A port is a whole number up to 65533, not "${given ?? ''}".`);
}
