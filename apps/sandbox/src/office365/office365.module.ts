import { Module } from '@nestjs/common';

import { EntraModule } from '../entra/entra.module';
import { ImportContainers } from './import-containers';
import { ImportService } from './import-service';
import { ImportState } from './import-state';
import { ImportController } from './import.controller';
import { Mailbox } from './mailbox';
import { MailboxController } from './mailbox.controller';
import { TaskIssuer } from './task-issuer';

/** The stand-in for Office 365 Import. */
@Module({
  imports: [EntraModule],
  controllers: [ImportController, MailboxController],
  providers: [ImportContainers, ImportService, ImportState, Mailbox, TaskIssuer],
  exports: [ImportService, ImportState],
})
export class Office365Module {}
