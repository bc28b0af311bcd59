import { Module } from '@nestjs/common';

import { EntraTokens } from './entra-tokens';
import { EntraController } from './entra.controller';
import { ImportContainers } from './import-containers';
import { ImportService } from './import-service';
import { ImportState } from './import-state';
import { ImportController } from './import.controller';
import { Mailbox } from './mailbox';
import { MailboxController } from './mailbox.controller';
import { TaskIssuer } from './task-issuer';

/** The stand-ins for Entra ID and Office 365 Import. */
@Module({
  controllers: [ImportController, MailboxController, EntraController],
  providers: [EntraTokens, ImportContainers, ImportService, ImportState, Mailbox, TaskIssuer],
  exports: [EntraTokens],
})
export class Office365Module {}
