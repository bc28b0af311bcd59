import { Module } from '@nestjs/common';
import { AuditModule } from '@app/audit';

import { AccessModule } from '../../access/access.module';
import { AuditTrailModule } from '../../audit/audit-trail.module';
import { AuditDesk } from './audit-desk';
import { AuditController } from './audit.controller';

@Module({
  imports: [AccessModule, AuditModule, AuditTrailModule],
  controllers: [AuditController],
  providers: [AuditDesk],
})
export class AuditApiModule {}
