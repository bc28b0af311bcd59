import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NestFactory } from '@nestjs/core';

import { connectAccount, ConnectAccountModule } from '../../scripts/connect/connect-account';
import { type LocalStack } from '../../scripts/local/local-stack';
import { trust } from '../../test/support/trust';

/** An account of the load, and the job that archives it. */
export interface LoadedAccount {
  userId: string;
  jobId: string;
}

export function manyAccounts(count: number): LoadedAccount[] {
  return Array.from({ length: count }, (_, i) => ({
    userId: `70000${String(i).padStart(3, '0')}`,
    jobId: `load-${String(i).padStart(3, '0')}`,
  }));
}

/** A world of these accounts, in the form the sandbox reads; none has posted anything. */
export function writeWorld(folder: string, accounts: readonly LoadedAccount[]): string {
  const users = accounts.map(({ userId }, i) => ({
    ...{ id: userId, username: `brand${i}`, name: `Brand ${i}` },
    created_at: '2020-01-01T00:00:00.000Z',
    protected: false,
    public_metrics: { followers_count: 1, following_count: 1, tweet_count: 0, listed_count: 0 },
  }));
  const file = join(folder, 'world.jsonl');
  writeFileSync(file, JSON.stringify({ meta: {}, includes: { users } }));
  return file;
}

/** Lets every account into its job, as its owner's login would. */
export async function connectAll(
  stack: LocalStack,
  accounts: readonly LoadedAccount[],
): Promise<void> {
  Object.assign(process.env, stack.env);
  trust(readFileSync(stack.env.NODE_EXTRA_CA_CERTS ?? '', 'utf8'));
  const app = await NestFactory.createApplicationContext(ConnectAccountModule, {
    logger: ['error'],
    abortOnError: false,
  });
  for (const { userId, jobId } of accounts) {
    const { accessToken, accessSecret } = await stack.sandbox.letIn(userId);
    const keys = { xAccessToken: accessToken, xAccessSecret: accessSecret };
    await connectAccount(app, { jobId, ...stack.keysToConnect, ...keys });
  }
  await app.close();
}
