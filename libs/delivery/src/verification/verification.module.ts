import { Module } from '@nestjs/common';
import { ArchiveModule } from '@app/archive';
import { AuditModule } from '@app/audit';
import { SecretsModule } from '@app/secrets';

import { ChainAnchors } from './chain-anchors';
import { ChainVerification } from './chain-verification';
import { Verification } from './verification';

@Module({
  imports: [ArchiveModule, AuditModule, SecretsModule],
  providers: [ChainAnchors, ChainVerification, Verification],
  exports: [ChainAnchors, ChainVerification, Verification],
})
export class VerificationModule {}
