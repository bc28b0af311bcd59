import { Module } from '@nestjs/common';
import { SecretsModule } from '@app/secrets';

import { ConnectorSettings } from './connector-settings';
import { XApp } from './x-app';

@Module({
  imports: [SecretsModule],
  providers: [ConnectorSettings, XApp],
  exports: [ConnectorSettings, XApp],
})
export class SettingsModule {}
