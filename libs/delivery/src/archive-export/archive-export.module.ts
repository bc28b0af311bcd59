import { Module } from '@nestjs/common';
import { ArchiveModule } from '@app/archive';
import { AuditModule } from '@app/audit';
import { JobsModule } from '@app/jobs';

import { EntryConversion } from '../entry-conversion';
import { ArchiveExport } from './archive-export';
import { ArchiveWindow } from './archive-window';
import { Disk } from './disk';
import { EntryEncoding } from './entry-encoding';

@Module({
  imports: [ArchiveModule, AuditModule, JobsModule],
  providers: [ArchiveExport, ArchiveWindow, Disk, EntryConversion, EntryEncoding],
  exports: [ArchiveExport],
})
export class ArchiveExportModule {}
