import { Module } from '@nestjs/common';

import { AccountsApiModule } from './accounts/accounts-api.module';
import { HomeApiModule } from './home/home-api.module';
import { SettingsApiModule } from './settings/settings-api.module';

/** What the settings page calls. */
@Module({ imports: [AccountsApiModule, HomeApiModule, SettingsApiModule] })
export class AdminApiModule {}
