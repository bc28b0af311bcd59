import { Module } from '@nestjs/common';
import { ArchiveModule } from '@app/archive';

import { Verification } from './verification';

@Module({ imports: [ArchiveModule], providers: [Verification], exports: [Verification] })
export class VerificationModule {}
