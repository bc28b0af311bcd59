import { Module } from '@nestjs/common';
import { ArchiveModule } from '@app/archive';
import { JobsModule } from '@app/jobs';
import { SecretsModule } from '@app/secrets';

import { AccountKeyring } from './account-keyring';

@Module({
  imports: [ArchiveModule, JobsModule, SecretsModule],
  providers: [AccountKeyring],
  exports: [AccountKeyring],
})
export class AccountKeyringModule {}
