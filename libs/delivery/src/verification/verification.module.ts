import { Module } from '@nestjs/common';
import { ArchiveModule } from '@app/archive';
import { AuditModule } from '@app/audit';
import { LentContainersModule } from '@app/blob-export';
import { SecretsModule } from '@app/secrets';

import { TaskManifests } from '../task-manifests';
import { ChainAnchors } from './chain-anchors';
import { ChainVerification } from './chain-verification';
import { ContainerCheck } from './container-check';
import { Verification } from './verification';

@Module({
  imports: [ArchiveModule, AuditModule, LentContainersModule, SecretsModule],
  providers: [ChainAnchors, ChainVerification, ContainerCheck, TaskManifests, Verification],
  exports: [ChainAnchors, ChainVerification, Verification],
})
export class VerificationModule {}
