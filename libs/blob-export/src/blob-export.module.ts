import { Module } from '@nestjs/common';
import { AzureModule } from '@app/azure';

import { AzureBlobItemSink } from './azure-blob/azure-blob-item-sink';
import { CompletionReporter } from './completion-reporter';
import { EventApi } from './event-api/event-api';
import { EventApiCompletionReporter } from './event-api/event-api-completion-reporter';
import { EventApiItemChangeReporter } from './event-api/event-api-item-change-reporter';
import { ItemChangeReporter } from './item-change-reporter';
import { ItemSink } from './item-sink';

@Module({
  imports: [AzureModule],
  providers: [
    EventApi,
    { provide: ItemSink, useClass: AzureBlobItemSink },
    { provide: CompletionReporter, useClass: EventApiCompletionReporter },
    { provide: ItemChangeReporter, useClass: EventApiItemChangeReporter },
  ],
  exports: [ItemSink, CompletionReporter, ItemChangeReporter],
})
export class BlobExportModule {}
