import { Module } from '@nestjs/common';
import { ArchiveModule } from '@app/archive';
import { AuditModule } from '@app/audit';
import { LentContainersModule } from '@app/blob-export';
import { JobsModule } from '@app/jobs';
import { SecretsModule } from '@app/secrets';

import { TaskManifests } from '../task-manifests';
import { ChainAnchors } from './chain-anchors';
import { ChainVerification } from './chain-verification';
import { ContainerCheck } from './container-check';
import { Strays } from './strays';
import { Verification } from './verification';

@Module({
  imports: [ArchiveModule, AuditModule, JobsModule, LentContainersModule, SecretsModule],
  providers: [ChainAnchors, ChainVerification, ContainerCheck, Strays, TaskManifests, Verification],
  exports: [ChainAnchors, ChainVerification, Strays, Verification],
})
export class VerificationModule {}
