export { BlobExportModule } from './blob-export.module';
export {
  type Completion,
  CompletionReporter,
  CompletionStatus,
  type DeliveredItem,
} from './completion-reporter';
export { EVENT_API_SCOPE } from './event-api/event-api';
export { type ItemChange, ItemChangeReporter } from './item-change-reporter';
export { ItemSink, type TaskFolder, type UploadedFile } from './item-sink';
export { LentContainers, type LentFolder } from './azure-blob/lent-containers';
export { LentContainersModule } from './lent-containers.module';
