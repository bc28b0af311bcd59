import { Module } from '@nestjs/common';
import { JobsModule } from '@app/jobs';

import { AccessModule } from '../../access/access.module';
import { SettingsModule } from '../../settings/settings.module';
import { AccountsApiModule } from '../accounts/accounts-api.module';
import { TasksApiModule } from '../tasks/tasks-api.module';
import { AttentionList } from './attention-list';
import { DeliveryAttention } from './delivery-attention';
import { Home } from './home';
import { HomeController } from './home.controller';

@Module({
  imports: [AccessModule, AccountsApiModule, JobsModule, SettingsModule, TasksApiModule],
  controllers: [HomeController],
  providers: [AttentionList, DeliveryAttention, Home],
})
export class HomeApiModule {}
