export { BlobExportModule } from './blob-export.module';
export {
  type Completion,
  CompletionReporter,
  CompletionStatus,
  type DeliveredItem,
} from './completion-reporter';
export { ItemSink, type TaskFolder, type UploadedFile } from './item-sink';
