import { Module } from '@nestjs/common';

import { AccountsApiModule } from './accounts/accounts-api.module';
import { CountsApiModule } from './counts/counts-api.module';
import { ParkedItemsApiModule } from './parked-items/parked-items-api.module';
import { SettingsApiModule } from './settings/settings-api.module';
import { TasksApiModule } from './tasks/tasks-api.module';

/** What the settings page calls. */
@Module({
  imports: [
    AccountsApiModule,
    CountsApiModule,
    ParkedItemsApiModule,
    SettingsApiModule,
    TasksApiModule,
  ],
})
export class AdminApiModule {}
