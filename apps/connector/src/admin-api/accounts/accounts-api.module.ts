import { Module } from '@nestjs/common';
import { ArchiveModule } from '@app/archive';
import { JobsModule } from '@app/jobs';

import { AccessModule } from '../../access/access.module';
import { AuditTrailModule } from '../../audit/audit-trail.module';
import { Usage } from '../usage/usage';
import { AccountControl } from './account-control';
import { AccountDetails } from './account-details';
import { AccountPause } from './account-pause';
import { AccountStreams } from './account-streams';
import { Accounts } from './accounts';
import { AccountsController } from './accounts.controller';
import { RecheckController } from './recheck.controller';
import { StreamsController } from './streams.controller';

@Module({
  imports: [AccessModule, ArchiveModule, AuditTrailModule, JobsModule],
  controllers: [AccountsController, RecheckController, StreamsController],
  providers: [AccountControl, AccountDetails, AccountPause, Accounts, AccountStreams, Usage],
  exports: [AccountControl, Accounts, Usage],
})
export class AccountsApiModule {}
