import { Module } from '@nestjs/common';
import { AzureModule } from '@app/azure';

import { AuditLog } from './audit-log';
import { AzureAuditLog } from './azure-tables/azure-audit-log';

@Module({
  imports: [AzureModule],
  providers: [{ provide: AuditLog, useClass: AzureAuditLog }],
  exports: [AuditLog],
})
export class AuditModule {}
