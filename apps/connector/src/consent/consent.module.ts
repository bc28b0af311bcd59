import { Module } from '@nestjs/common';
import { ServerConfig } from '@app/config';

import { AuditTrailModule } from '../audit/audit-trail.module';
import { ConsentDesk } from './consent-desk';
import { ConsentText } from './consent-text';

@Module({
  imports: [AuditTrailModule],
  providers: [
    {
      provide: ConsentText,
      inject: [ServerConfig],
      useFactory: ({ consentFile }: ServerConfig) => ConsentText.read(consentFile),
    },
    ConsentDesk,
  ],
  exports: [ConsentDesk, ConsentText],
})
export class ConsentModule {}
