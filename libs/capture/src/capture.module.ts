import { Module } from '@nestjs/common';
import { ArchiveModule } from '@app/archive';
import { AuditModule } from '@app/audit';
import { BlobExportModule } from '@app/blob-export';
import { JobsModule } from '@app/jobs';
import { SecretsModule } from '@app/secrets';
import { TwitterIngestionModule } from '@app/twitter-ingestion';

import { AccountCapture } from './account-capture';
import { AccountCredentials } from './account-credentials';
import { AccountStreams } from './account-streams';
import { ArchiveImport } from './archive-import/archive-import';
import { SuppliedMediaKeeper } from './archive-import/supplied-media-keeper';
import { SuppliedPageKeeper } from './archive-import/supplied-page-keeper';
import { SuppliedRecords } from './archive-import/supplied-records';
import { MediaKeeper } from './media-keeper';
import { MeteredPostSource } from './metered-post-source';
import { PageKeeper } from './page-keeper';
import { ReadBudget } from './read-budget';
import { ChangeNotices } from './recheck/change-notices';
import { DeletedContent } from './recheck/deleted-content';
import { RecheckStores } from './recheck/recheck-stores';
import { Rechecks } from './recheck/rechecks';
import { StreamReadings } from './stream-readings';

@Module({
  imports: [
    ArchiveModule,
    AuditModule,
    BlobExportModule,
    JobsModule,
    SecretsModule,
    TwitterIngestionModule,
  ],
  providers: [
    AccountCapture,
    AccountCredentials,
    AccountStreams,
    ArchiveImport,
    PageKeeper,
    ChangeNotices,
    DeletedContent,
    RecheckStores,
    Rechecks,
    StreamReadings,
    MediaKeeper,
    MeteredPostSource,
    ReadBudget,
    SuppliedPageKeeper,
    SuppliedMediaKeeper,
    SuppliedRecords,
  ],
  exports: [AccountCapture, AccountStreams, AccountCredentials, ArchiveImport],
})
export class CaptureModule {}
