import { Module } from '@nestjs/common';
import { ArchiveModule } from '@app/archive';
import { BlobExportModule } from '@app/blob-export';
import { JobsModule } from '@app/jobs';
import { SecretsModule } from '@app/secrets';

import { AccessModule } from '../../access/access.module';
import { AuditTrailModule } from '../../audit/audit-trail.module';
import { ItemRetry } from './item-retry';
import { MediaAgain } from './media-again';
import { ParkedDesk } from './parked-desk';
import { ParkedItemsController } from './parked-items.controller';

@Module({
  imports: [
    AccessModule,
    ArchiveModule,
    AuditTrailModule,
    BlobExportModule,
    JobsModule,
    SecretsModule,
  ],
  controllers: [ParkedItemsController],
  providers: [ItemRetry, MediaAgain, ParkedDesk],
})
export class ParkedItemsApiModule {}
