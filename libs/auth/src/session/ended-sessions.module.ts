import { Module } from '@nestjs/common';
import { AzureModule } from '@app/azure';

import { AzureEndedSessions } from './azure-tables/azure-ended-sessions';
import { EndedSessions } from './ended-sessions';

@Module({
  imports: [AzureModule],
  providers: [{ provide: EndedSessions, useClass: AzureEndedSessions }],
  exports: [EndedSessions],
})
export class EndedSessionsModule {}
