import { Module } from '@nestjs/common';
import { AzureModule } from '@app/azure';

import { AzureImportFiles } from './azure-storage/azure-import-files';
import { AzureImportStore } from './azure-storage/azure-import-store';
import { ImportFiles } from './import-files';
import { ImportStore } from './import-store';

@Module({
  imports: [AzureModule],
  providers: [
    { provide: ImportFiles, useClass: AzureImportFiles },
    { provide: ImportStore, useClass: AzureImportStore },
  ],
  exports: [ImportFiles, ImportStore],
})
export class ImportsModule {}
