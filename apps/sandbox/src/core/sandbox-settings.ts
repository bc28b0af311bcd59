import { parseArgs } from 'node:util';

const HELP = `Local stand-ins for X, Entra ID and Office 365 Import, over https as localhost.

  --host ADDRESS            address to listen on (default 127.0.0.1; 0.0.0.0 in a container)
  --port N                  port to listen on (default 8443; 0 for any free one)
  --data-dir DIR            where certificates, credentials, posts and the mailbox are kept (default .data/sandbox)
  --dataset FILE            X API v2 responses, one JSON document a line (as twarc2 writes), instead of generated posts
  --posts N                 how many posts to generate (default 1600)
  --seed N                  seed of the generated posts (default 1)
  --page-size N             X lists so many posts on a page, whatever is asked for (default 100)
  --storage-connection-string S   storage account that import containers are made in
  --items-per-day N         Office 365 Import takes so many items of a connector on one day, and none with more (default 200000)
  --connector-url URL       where the connector listens
  --smtp-port N             take e-mail on this port (STARTTLS; 0 for any free one); none is taken without
  --help                    this text`;

/** What the sandbox was started with. */
export class SandboxSettings {
  host = '127.0.0.1';
  port = 8443;
  dataDir = '.data/sandbox';
  dataset: string | undefined;
  posts = 1600;
  seed = 1;
  pageSize = 100;
  leastVideoBytes = 20_000;
  /** All or nothing, as Microsoft documents it (docs/decisions/028-limits.md). */
  itemsPerDay = 200_000;
  storageConnectionString = '';
  connectorUrl = '';
  /** 0 for any; no e-mail is taken without. */
  smtpPort: number | undefined;
}

/** A mistake of whoever started the sandbox; shown without a stack. */
export class UsageError extends Error {}

/** The settings in command-line arguments; the help text when it was asked for. Throws UsageError. */
export function parseSettings(args: string[]): SandboxSettings | string {
  const { values } = parse(args);
  if (values.help) return HELP;
  return Object.assign(new SandboxSettings(), {
    host: values.host ?? '127.0.0.1',
    port: whole('port', values.port, 8443),
    dataDir: values['data-dir'] ?? '.data/sandbox',
    dataset: values.dataset,
    posts: whole('posts', values.posts, 1600),
    seed: whole('seed', values.seed, 1),
    pageSize: Math.max(whole('page-size', values['page-size'], 100), 1),
    itemsPerDay: whole('items-per-day', values['items-per-day'], 200_000),
    storageConnectionString: values['storage-connection-string'] ?? '',
    connectorUrl: values['connector-url'] ?? '',
    smtpPort:
      values['smtp-port'] === undefined ? undefined : whole('smtp-port', values['smtp-port'], 0),
  });
}

function parse(args: string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args,
      options: {
        host: text,
        port: text,
        'data-dir': text,
        dataset: text,
        posts: text,
        seed: text,
        'page-size': text,
        'storage-connection-string': text,
        'connector-url': text,
        'items-per-day': text,
        'smtp-port': text,
        help: { type: 'boolean' },
      },
    });
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n\n${HELP}`);
  }
}

function whole(name: string, given: string | undefined, byDefault: number): number {
  if (given === undefined) return byDefault;
  if (/^\d{1,9}$/.test(given)) return Number(given);
  throw new UsageError(`--${name} takes a whole number`);
}
