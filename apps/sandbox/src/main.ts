import 'reflect-metadata';

import { parseSettings, UsageError } from './core/sandbox-settings';
import { createSandbox } from './create-sandbox';

async function main(): Promise<void> {
  const settings = parseSettings(process.argv.slice(2));
  if (typeof settings === 'string') {
    process.stdout.write(`${settings}\n`);
    return;
  }
  const sandbox = await createSandbox(settings);
  const stop = () => void sandbox.close().then(() => process.exit(0));
  process.once('SIGTERM', stop).once('SIGINT', stop);
  const { url, smtp } = sandbox;
  if (smtp) say(`sandbox takes e-mail on ${smtp.host}:${smtp.port}`);
  say(`sandbox listens on ${url}`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${explain(error)}\n`);
  process.exit(1);
});

function say(msg: string): void {
  process.stdout.write(`${JSON.stringify({ msg })}\n`);
}

function explain(error: unknown): string {
  if (!(error instanceof Error) || error instanceof UsageError) return String(error);
  const code = 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE')
    return 'The port is in use by another program; choose a free one with --port or --smtp-port.';
  if (code === 'EACCES')
    return `The data directory cannot be written (--data-dir): ${error.message}`;
  return error.stack ?? error.message;
}
