import { Module } from '@nestjs/common';

import { SettingsApiModule } from './settings/settings-api.module';

/** What the settings page calls. */
@Module({ imports: [SettingsApiModule] })
export class AdminApiModule {}
