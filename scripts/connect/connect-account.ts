import { type INestApplicationContext, Module } from '@nestjs/common';
import { AuditModule } from '@app/audit';
import { AccountKeyring, AccountKeyringModule } from '@app/capture';
import { AadConfig, ConfigModule } from '@app/config';
import {
  type AccountProfile,
  Clock,
  type ConnectorJob,
  type JobState,
  type OptionalStream,
  Secret,
} from '@app/domain';
import { AccountTurn, JobsModule, JobStore } from '@app/jobs';
import { secretNames, SecretsModule, SecretStore } from '@app/secrets';
import { PostSource, TwitterIngestionModule } from '@app/twitter-ingestion';
import { z } from 'zod';

import { chooseStreams } from './choose-streams';

const text = z.string().min(1);

/** The job, and the keys of app and account. */
export const keysSchema = z.strictObject({
  jobId: text,
  xAppKey: text,
  xAppSecret: text,
  xAccessToken: text,
  xAccessSecret: text,
  apiSecretKey: text.optional(),
  aadAppSecret: text.optional(),
  mailPassword: text.optional(),
});
type Keys = z.infer<typeof keysSchema>;

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
export class ConnectAccountModule {}

/** Connects the account that the keys are of to a job; without `streams` what is captured besides its posts stays as it is. */
export async function connectAccount(
  app: INestApplicationContext,
  keys: Keys,
  streams?: OptionalStream[],
): Promise<AccountProfile> {
  const accountKeys = {
    accessToken: new Secret(keys.xAccessToken),
    accessSecret: new Secret(keys.xAccessSecret),
  };
  const appKeys = { appKey: new Secret(keys.xAppKey), appSecret: new Secret(keys.xAppSecret) };
  const account = await app.get(PostSource).whoAmI({ ...appKeys, ...accountKeys });
  await keepSecrets(app.get(SecretStore), keys);
  const before = await app.get(JobStore).find(keys.jobId);
  const keyring = app.get(AccountKeyring);
  await app.get(AccountTurn).take(account.accountId, async () => {
    await putJob(app, keys.jobId, account, 'pending');
    await keyring.keep(account.accountId, accountKeys);
    if (streams) await chooseStreams(app, account.accountId, streams);
    return putJob(app, keys.jobId, account, 'created');
  });
  if (before && before.accountId !== account.accountId) await keyring.release(before.accountId);
  return account;
}

async function keepSecrets(store: SecretStore, keys: Keys): Promise<void> {
  const secrets = {
    [secretNames.xAppKey]: keys.xAppKey,
    [secretNames.xAppSecret]: keys.xAppSecret,
    [secretNames.apiSecretKey]: keys.apiSecretKey,
    [secretNames.aadAppSecret]: keys.aadAppSecret,
    [secretNames.mailPassword]: keys.mailPassword,
  };
  for (const [name, value] of Object.entries(secrets)) {
    if (value !== undefined) await store.set(name, new Secret(value));
  }
}

function putJob(
  app: INestApplicationContext,
  jobId: string,
  { accountId, username }: AccountProfile,
  state: JobState,
): Promise<ConnectorJob> {
  const now = app.get(Clock).now();
  return app.get(JobStore).change(jobId, (known) => ({
    paused: false,
    createdAt: now,
    ...known,
    ...{ schemaVersion: 1, jobId, tenantId: app.get(AadConfig).tenantId },
    ...{ accountId, username, state, tokenSetAt: now },
    ...{ keysReleasedAt: undefined, remediation: undefined },
  }));
}
