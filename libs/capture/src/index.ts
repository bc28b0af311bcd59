export { AccountCredentials } from './account-credentials';
export { AccountStreams, type StreamResult } from './account-streams';
export { AccountKeyring } from './account-keyring';
export { AccountKeyringModule } from './account-keyring.module';
export { CaptureModule } from './capture.module';
export { packKeys } from './account-key-format';
export { type CaptureOutcome } from './capture-outcome';
export { type CaptureRequest } from './capture-request';
export { ArchiveImport } from './archive-import/archive-import';
export {
  type ArchiveImportRequest,
  type ImportCounts,
  type ImportReport,
} from './archive-import/import-report';
