import 'reflect-metadata';

import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ConfigModule } from '@app/config';
import { JobsModule, JobStore } from '@app/jobs';

import { AccountControl } from '../apps/connector/src/admin-api/accounts/account-control';
import { Accounts } from '../apps/connector/src/admin-api/accounts/accounts';
import { AccountsApiModule } from '../apps/connector/src/admin-api/accounts/accounts-api.module';
import { SelfTestDesk, type SelfTestState } from '../apps/connector/src/self-test/self-test-desk';
import { SelfTestModule } from '../apps/connector/src/self-test/self-test.module';
import { chooseAccount } from './export/account-choice';
import { EXIT, runCommand } from './local/command';
import { operator } from './local/operator';
import {
  parseSelfTestOptions,
  SELF_TEST_HELP,
  type SelfTestOptions,
} from './self-test/self-test-options';
import { selfTestText } from './self-test/self-test-text';

@Module({ imports: [ConfigModule, JobsModule, AccountsApiModule, SelfTestModule] })
class SelfTestCommandModule {}

async function main(): Promise<number> {
  const options = parseSelfTestOptions(process.argv.slice(2));
  if (!options) {
    console.log(SELF_TEST_HELP);
    return EXIT.done;
  }
  const app = await NestFactory.createApplicationContext(SelfTestCommandModule, {
    logger: ['error', 'warn'],
    abortOnError: false,
  });
  try {
    const { accountId } = chooseAccount(await app.get(JobStore).list(), options.account);
    const [desk, control, accounts] = [
      app.get(SelfTestDesk, { strict: false }),
      app.get(AccountControl, { strict: false }),
      app.get(Accounts, { strict: false }),
    ];
    const state = await lookOrBegin({ desk, control, accounts }, accountId, options);
    console.log(state ? selfTestText(state) : 'There was no self-test yet.');
    if (!state?.test.end) return EXIT.doneInPart;
    return state.test.end.passed ? EXIT.done : EXIT.failed;
  } finally {
    await app.close();
  }
}

async function lookOrBegin(
  given: { desk: SelfTestDesk; control: AccountControl; accounts: Accounts },
  accountId: string,
  { follow }: SelfTestOptions,
): Promise<SelfTestState | undefined> {
  if (!follow) return given.desk.show(await given.accounts.get(accountId));
  const caller = operator('self-test');
  return given.desk.begin(await given.control.capture(accountId, caller), follow, caller);
}

runCommand(main, SELF_TEST_HELP);
