import { Module } from '@nestjs/common';
import { ArchiveModule } from '@app/archive';
import { JobsModule } from '@app/jobs';

import { AccessModule } from '../../access/access.module';
import { AuditTrailModule } from '../../audit/audit-trail.module';
import { AccountControl } from './account-control';
import { AccountDetails } from './account-details';
import { Accounts } from './accounts';
import { AccountsController } from './accounts.controller';

@Module({
  imports: [AccessModule, ArchiveModule, AuditTrailModule, JobsModule],
  controllers: [AccountsController],
  providers: [AccountControl, AccountDetails, Accounts],
  exports: [Accounts],
})
export class AccountsApiModule {}
