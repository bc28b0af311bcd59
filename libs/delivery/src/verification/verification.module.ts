import { Module } from '@nestjs/common';
import { ArchiveModule } from '@app/archive';
import { SecretsModule } from '@app/secrets';

import { Verification } from './verification';

@Module({
  imports: [ArchiveModule, SecretsModule],
  providers: [Verification],
  exports: [Verification],
})
export class VerificationModule {}
