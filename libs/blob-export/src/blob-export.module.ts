import { Module } from '@nestjs/common';
import { AzureModule } from '@app/azure';

import { AzureBlobItemSink } from './azure-blob/azure-blob-item-sink';
import { CompletionReporter } from './completion-reporter';
import { EventApiCompletionReporter } from './event-api/event-api-completion-reporter';
import { ItemSink } from './item-sink';

@Module({
  imports: [AzureModule],
  providers: [
    { provide: ItemSink, useClass: AzureBlobItemSink },
    { provide: CompletionReporter, useClass: EventApiCompletionReporter },
  ],
  exports: [ItemSink, CompletionReporter],
})
export class BlobExportModule {}
