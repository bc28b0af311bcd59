export { ArchiveExport } from './archive-export/archive-export';
export { ArchiveExportModule } from './archive-export/archive-export.module';
export { checkExportIn } from './archive-export/export-check';
export {
  type ArchiveExportRequest,
  type ExportCounts,
  type ExportFormat,
  exportFormats,
  type ExportProgress,
  type ExportReport,
  type ExportTerms,
  type StreamCoverage,
} from './archive-export/export-request';
export { PURVIEW_ITEMS_PER_DAY } from './day-plan/day-place';
export { DeliveryModule } from './delivery.module';
export {
  type ArchivedAccount,
  type ConvertedItem,
  type ConvertedMessage,
  EntryConversion,
} from './entry-conversion';
export { isFaultOfOnePost } from './fault-of-one-post';
export { MailBacklog } from './mail/mail-backlog';
export { MailDelivery, type MailRun, type ParkedMessage } from './mail/mail-delivery';
export { MailLogin } from './mail/mail-login';
export { messageKeyOf } from './mail/message-key';
export { type Manifest, type ManifestItem } from './manifest';
export {
  Reconciliation,
  type ReconciliationRequest,
  reportOf,
} from './reconciliation/reconciliation';
export { reconciliationCsv, reconciliationJson } from './reconciliation/reconciliation-file';
export {
  addsUp,
  type AtSource,
  type Counts,
  type Difference,
  type Disposition,
  dispositions,
  type Files,
  type Gap,
  isExplained,
  type NotShown,
  type Reason,
  reasons,
  type ReconciliationReport,
  type WithoutFile,
} from './reconciliation/reconciliation-report';
export { ReconciliationModule } from './reconciliation/reconciliation.module';
export { type Consumed, TaskConsumer } from './task-consumer';
export { TaskDelivery } from './task-delivery';
export { TaskRunner } from './task-runner';
export { type ManifestSummary, TaskManifests } from './task-manifests';
export { type ChainAnchor } from './verification/chain-anchor';
export { ChainAnchors } from './verification/chain-anchors';
export { ChainVerification } from './verification/chain-verification';
export { type Finding, Findings } from './verification/finding';
export { type Stray, strayFindings, Strays } from './verification/strays';
export {
  Verification,
  type VerificationProgress,
  type VerificationReport,
  type VerificationRequest,
} from './verification/verification';
export { VerificationModule } from './verification/verification.module';
