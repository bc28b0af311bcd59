import { Module } from '@nestjs/common';
import { ArchiveModule } from '@app/archive';
import { SecretsModule } from '@app/secrets';
import { TwitterIngestionModule } from '@app/twitter-ingestion';

import { AccountCapture } from './account-capture';
import { AccountCredentials } from './account-credentials';
import { ArchiveImport } from './archive-import/archive-import';
import { SuppliedMediaKeeper } from './archive-import/supplied-media-keeper';
import { SuppliedPageKeeper } from './archive-import/supplied-page-keeper';
import { MediaKeeper } from './media-keeper';
import { PageKeeper } from './page-keeper';

@Module({
  imports: [ArchiveModule, SecretsModule, TwitterIngestionModule],
  providers: [
    AccountCapture,
    AccountCredentials,
    ArchiveImport,
    PageKeeper,
    MediaKeeper,
    SuppliedPageKeeper,
    SuppliedMediaKeeper,
  ],
  exports: [AccountCapture, AccountCredentials, ArchiveImport],
})
export class CaptureModule {}
