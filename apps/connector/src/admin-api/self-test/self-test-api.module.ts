import { Module } from '@nestjs/common';

import { AccessModule } from '../../access/access.module';
import { SelfTestModule } from '../../self-test/self-test.module';
import { AccountsApiModule } from '../accounts/accounts-api.module';
import { SelfTestController } from './self-test.controller';

@Module({
  imports: [AccessModule, AccountsApiModule, SelfTestModule],
  controllers: [SelfTestController],
})
export class SelfTestApiModule {}
