import { Module } from '@nestjs/common';

import { AccountsApiModule } from './accounts/accounts-api.module';
import { CompletenessApiModule } from './completeness/completeness-api.module';
import { CountsApiModule } from './counts/counts-api.module';
import { AuditApiModule } from './audit/audit-api.module';
import { HomeApiModule } from './home/home-api.module';
import { ImportsApiModule } from './imports/imports-api.module';
import { ParkedItemsApiModule } from './parked-items/parked-items-api.module';
import { SelfTestApiModule } from './self-test/self-test-api.module';
import { SettingsApiModule } from './settings/settings-api.module';
import { TasksApiModule } from './tasks/tasks-api.module';

/** What the settings page calls. */
@Module({
  imports: [
    AccountsApiModule,
    CompletenessApiModule,
    CountsApiModule,
    AuditApiModule,
    HomeApiModule,
    ImportsApiModule,
    ParkedItemsApiModule,
    SelfTestApiModule,
    SettingsApiModule,
    TasksApiModule,
  ],
})
export class AdminApiModule {}
