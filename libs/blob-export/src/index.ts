export { BlobExportModule } from './blob-export.module';
export {
  type Completion,
  CompletionReporter,
  CompletionStatus,
  type DeliveredItem,
} from './completion-reporter';
export { type ItemChange, ItemChangeReporter } from './item-change-reporter';
export { ItemSink, type TaskFolder, type UploadedFile } from './item-sink';
