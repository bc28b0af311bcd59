import { type INestApplicationContext, Module } from '@nestjs/common';
import { AccountKeyringModule } from '@app/capture';
import { ConfigModule } from '@app/config';
import {
  type AccountProfile,
  type Actor,
  AppError,
  type OptionalStream,
  Secret,
} from '@app/domain';
import { JobsModule } from '@app/jobs';
import { secretNames, SecretsModule, SecretStore } from '@app/secrets';
import { PostSource, TwitterIngestionModule } from '@app/twitter-ingestion';
import { z } from 'zod';

import { AuditTrail } from '../../apps/connector/src/audit/audit-trail';
import { AuditTrailModule } from '../../apps/connector/src/audit/audit-trail.module';
import { ConnectorJobs } from '../../apps/connector/src/connector-api/connector-jobs';
import { operator } from '../local/operator';
import { chooseStreams } from './choose-streams';
import { JobSetUp } from './job-set-up';

const COMMAND = 'connect-account';
/** What is kept as it is given, by the names it has in the store of secrets. */
const SETTINGS = ['xAppKey', 'xAppSecret', 'apiSecretKey', 'aadAppSecret', 'mailPassword'] as const;
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
    AuditTrailModule,
    ConfigModule,
    JobsModule,
    SecretsModule,
    TwitterIngestionModule,
  ],
  providers: [ConnectorJobs, JobSetUp],
})
export class ConnectAccountModule {}

/**
 * Connects the account that the keys are of to a job; without `streams` what is captured besides its posts stays as it is. Rejects with
 * `jobs.other_account` when the job archives another account, and changes nothing. May be repeated.
 */
export async function connectAccount(
  app: INestApplicationContext,
  keys: Keys,
  streams?: OptionalStream[],
): Promise<AccountProfile> {
  const { jobId } = keys;
  const actor = operator(COMMAND);
  const accountKeys = {
    accessToken: new Secret(keys.xAccessToken),
    accessSecret: new Secret(keys.xAccessSecret),
  };
  const appKeys = { appKey: new Secret(keys.xAppKey), appSecret: new Secret(keys.xAppSecret) };
  const account = await app.get(PostSource).whoAmI({ ...appKeys, ...accountKeys });
  await app.get(ConnectorJobs).checkAccount(jobId, account);
  await keepSettings(app, keys, actor);
  if (streams) await chooseStreams(app, account.accountId, streams, actor);
  const { accountId, username } = account;
  if (await app.get(JobSetUp).run(jobId, { accountId, username, ...accountKeys }, actor)) {
    return account;
  }
  throw new AppError(
    'jobs.conflict',
    'Somebody else is setting this job up at this moment. Try again in a minute.',
    { jobId },
  );
}

/** Those that are others than they were; each is noted first. */
async function keepSettings(app: INestApplicationContext, keys: Keys, actor: Actor): Promise<void> {
  const store = app.get(SecretStore);
  for (const setting of SETTINGS) {
    const [name, value] = [secretNames[setting], keys[setting]];
    if (value === undefined || (await store.find(name))?.reveal() === value) continue;
    await app.get(AuditTrail).done(actor, 'settings.changed', setting);
    await store.set(name, new Secret(value), { by: COMMAND });
  }
}
