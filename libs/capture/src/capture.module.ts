import { Module } from '@nestjs/common';
import { ArchiveModule } from '@app/archive';
import { SecretsModule } from '@app/secrets';
import { TwitterIngestionModule } from '@app/twitter-ingestion';

import { AccountCapture } from './account-capture';
import { AccountCredentials } from './account-credentials';
import { MediaKeeper } from './media-keeper';
import { PageKeeper } from './page-keeper';

@Module({
  imports: [ArchiveModule, SecretsModule, TwitterIngestionModule],
  providers: [AccountCapture, AccountCredentials, PageKeeper, MediaKeeper],
  exports: [AccountCapture, AccountCredentials],
})
export class CaptureModule {}
