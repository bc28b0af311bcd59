export { ImportFiles, type UploadedZip } from './import-files';
export { ImportStore } from './import-store';
export {
  begun,
  cancelled,
  delayed,
  ended,
  failed,
  finished,
  isAbandoned,
  isHopeless,
  progressed,
  queued,
  queuedAgain,
  withoutZip,
  zipIsDue,
} from './import-transitions';
export { ImportsModule } from './imports.module';
export {
  type ImportKey,
  type ImportProgress,
  type ImportState,
  importStates,
  isPending,
  type SuppliedImport,
  type UploadedFile,
} from './supplied-import';
export { BLOCK_BYTES, blocksOf, bytesOf, checkBlock, MAX_ZIP_BYTES } from './upload-blocks';
