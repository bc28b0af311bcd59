import 'reflect-metadata';

import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { NestFactory } from '@nestjs/core';

import { connectAccount, ConnectAccountModule, keysSchema } from './connect/connect-account';
import { parseStreams, STREAMS_HELP } from './connect/streams-option';
import { parseInput } from './local/standard-input';
import { UsageError } from './local/usage-error';

const HELP = `Connects an X account to a connector job without the portal's set-up page.

  npm run connect-account -- [--streams LIST] < keys.json

  --streams LIST                 what is captured besides the account's own posts, by commas;
                                 ${STREAMS_HELP}; stays as it is unless told

Reads one JSON object from standard input; uses the settings of the environment (docs/settings.md):
  jobId                          the job; it is created, or the keys of its account renewed
  xAppKey, xAppSecret            keys of the X developer app
  xAccessToken, xAccessSecret    keys of the account for that app
  apiSecretKey                   optional: what the portal proves itself with
  aadAppSecret                   optional: secret of the Entra ID application
  mailPassword                   optional: password of MAIL_USER (docs/mail-delivery.md)`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { help: { type: 'boolean' }, streams: { type: 'string' } },
  });
  if (values.help || process.stdin.isTTY) {
    console.log(HELP);
    return;
  }
  const streams = values.streams === undefined ? undefined : parseStreams(values.streams);
  const keys = parseInput(keysSchema, await text(process.stdin));
  const app = await NestFactory.createApplicationContext(ConnectAccountModule, {
    logger: ['error', 'warn'],
    abortOnError: false,
  });
  const { username, accountId } = await connectAccount(app, keys, streams);
  await app.close();
  console.log(`Account @${username} (${accountId}) is connected to job ${keys.jobId}.`);
}

main().catch((error: unknown) => {
  console.error(error instanceof UsageError ? error.message : String(error));
  process.exit(1);
});
