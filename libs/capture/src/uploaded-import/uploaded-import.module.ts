import { Module } from '@nestjs/common';
import { AuditModule } from '@app/audit';
import { ImportsModule } from '@app/imports';

import { CaptureModule } from '../capture.module';
import { ImportEnds } from './import-ends';
import { ImportRunner } from './import-runner';
import { UploadSweep } from './upload-sweep';

@Module({
  imports: [AuditModule, CaptureModule, ImportsModule],
  providers: [ImportEnds, ImportRunner, UploadSweep],
  exports: [ImportRunner, ImportsModule, UploadSweep],
})
export class UploadedImportModule {}
