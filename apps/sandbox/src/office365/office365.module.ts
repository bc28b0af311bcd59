import { Module } from '@nestjs/common';

import { EntraModule } from '../entra/entra.module';
import { MailboxModule } from '../mailbox/mailbox.module';
import { ImportContainers } from './import-containers';
import { ImportService } from './import-service';
import { ImportState } from './import-state';
import { ImportController } from './import.controller';
import { ImportedItems } from './imported-items';
import { TaskIssuer } from './task-issuer';

/** The stand-in for Office 365 Import. */
@Module({
  imports: [EntraModule, MailboxModule],
  controllers: [ImportController],
  providers: [ImportContainers, ImportedItems, ImportService, ImportState, TaskIssuer],
  exports: [ImportService, ImportState],
})
export class Office365Module {}
