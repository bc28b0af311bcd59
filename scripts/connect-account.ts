import 'reflect-metadata';

import { json } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AuditModule } from '@app/audit';
import { AccountKeyring, AccountKeyringModule } from '@app/capture';
import { AadConfig, ConfigModule } from '@app/config';
import { Clock, type JobState, Secret } from '@app/domain';
import { AccountTurn, JobsModule, JobStore } from '@app/jobs';
import { secretNames, SecretsModule, SecretStore } from '@app/secrets';
import { PostSource, TwitterIngestionModule } from '@app/twitter-ingestion';
import { z } from 'zod';

import { chooseStreams } from './connect/choose-streams';
import { parseStreams, STREAMS_HELP } from './connect/streams-option';

const HELP = `Connects an X account to a connector job without the portal's set-up page.

  npm run connect-account -- [--streams LIST] < keys.json

  --streams LIST                 what is captured besides the account's own posts, by commas;
                                 ${STREAMS_HELP}; stays as it is unless told

Reads one JSON object from standard input; uses the settings of the environment (docs/settings.md):
  jobId                          the job; it is created, or its account replaced
  xAppKey, xAppSecret            keys of the X developer app
  xAccessToken, xAccessSecret    keys of the account for that app
  apiSecretKey                   optional: what the portal proves itself with
  aadAppSecret                   optional: secret of the Entra ID application
  mailPassword                   optional: password of MAIL_USER (docs/mail-delivery.md)`;

const text = z.string().min(1);
const input = z.strictObject({
  jobId: text,
  xAppKey: text,
  xAppSecret: text,
  xAccessToken: text,
  xAccessSecret: text,
  apiSecretKey: text.optional(),
  aadAppSecret: text.optional(),
  mailPassword: text.optional(),
});

@Module({
  imports: [
    AccountKeyringModule,
    AuditModule,
    ConfigModule,
    JobsModule,
    SecretsModule,
    TwitterIngestionModule,
  ],
})
class ConnectAccountModule {}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { help: { type: 'boolean' }, streams: { type: 'string' } },
  });
  if (values.help || process.stdin.isTTY) {
    console.log(HELP);
    return;
  }
  const streams = values.streams === undefined ? undefined : parseStreams(values.streams);
  const keys = input.parse(await json(process.stdin));
  const app = await NestFactory.createApplicationContext(ConnectAccountModule, {
    logger: ['error', 'warn'],
    abortOnError: false,
  });
  const [appKey, appSecret] = [new Secret(keys.xAppKey), new Secret(keys.xAppSecret)];
  const accessToken = new Secret(keys.xAccessToken);
  const accessSecret = new Secret(keys.xAccessSecret);
  const account = await app
    .get(PostSource)
    .whoAmI({ appKey, appSecret, accessToken, accessSecret });
  const { accountId, username } = account;
  const secrets = {
    [secretNames.xAppKey]: appKey,
    [secretNames.xAppSecret]: appSecret,
    [secretNames.apiSecretKey]: keys.apiSecretKey && new Secret(keys.apiSecretKey),
    [secretNames.aadAppSecret]: keys.aadAppSecret && new Secret(keys.aadAppSecret),
    [secretNames.mailPassword]: keys.mailPassword && new Secret(keys.mailPassword),
  };
  for (const [name, secret] of Object.entries(secrets)) {
    if (secret) await app.get(SecretStore).set(name, secret);
  }
  const { jobId } = keys;
  const jobs = app.get(JobStore);
  const before = await jobs.find(jobId);
  const now = app.get(Clock).now();
  const put = (state: JobState) =>
    jobs.change(jobId, (known) => ({
      paused: false,
      createdAt: now,
      ...known,
      ...{ schemaVersion: 1, jobId, tenantId: app.get(AadConfig).tenantId },
      ...{ accountId, username, state, tokenSetAt: now },
      ...{ keysReleasedAt: undefined, remediation: undefined },
    }));
  const keyring = app.get(AccountKeyring);
  await app.get(AccountTurn).take(accountId, async () => {
    await put('pending');
    await keyring.keep(accountId, { accessToken, accessSecret });
    if (streams) await chooseStreams(app, accountId, streams);
    return put('created');
  });
  if (before && before.accountId !== accountId) await keyring.release(before.accountId);
  await app.close();
  console.log(`Account @${username} (${accountId}) is connected to job ${jobId}.`);
}

main().catch((error: unknown) => {
  console.error(error instanceof z.ZodError ? z.prettifyError(error) : String(error));
  process.exit(1);
});
