export { type Absence, AbsenceBook, type ContentRemovalState } from './absence-book';
export { ArchiveModule } from './archive.module';
export { checkedBytes } from './checked-bytes';
export {
  type CaptureState,
  type CaptureStates,
  CaptureStateStore,
  type LoadedCaptureState,
  NEVER_CAPTURED,
  type Parking,
  type Recheck,
  type SeenName,
  type SeenProfile,
  type SuppliedPeriod,
} from './capture-state-store';
export {
  ContentRemoval,
  isOfRemoved,
  leftOf,
  type Removal,
  type RemovalOrder,
  removalText,
  type SignedRemoval,
} from './content-removal';
export { jsonValues } from './json-values';
export { bodyToKeep, contentRemoved, postsToKeep } from './left-out';
export { pageWithout } from './page-without';
export { purgedRecord } from './purged-record';
export { sequenceKey, taskKey } from './azure-storage/link-row';
export {
  type StoredFile,
  type StoredRemoval,
  type StoredRow,
  type VersionName,
  StoredArchive,
} from './azure-storage/stored-archive';
export { readStoredPage, type StoredPage } from './azure-storage/stored-page';
export { readStoredRecord } from './stored-record';
export { DayCounts, dayOf } from './day-counts';
export { compareEntries } from './entry-order';
export {
  type LinkSignature,
  ManifestArchive,
  type ManifestLink,
  signedTextOf,
} from './manifest-archive';
export {
  isDue,
  isRemovedFile,
  type LackingItem,
  type LateFile,
  MediaArchive,
  type MediaEntry,
  type MissingMedia,
  REMOVED_FILE,
  type StoredMedia,
} from './media-archive';
export { entriesOfItem } from './entries-of-item';
export { NoticeBook } from './notice-book';
export { unpacked } from './packed-record';
export {
  type CapturedPage,
  type DayCount,
  type EntryKind,
  entryKinds,
  type EntryType,
  entryTypes,
  isPost,
  type ListOptions,
  PostArchive,
  type PostEntry,
  type PostToSave,
  type SaveResult,
} from './post-archive';
export { encodePost, sha256Hex } from './record-format';
export { ownTemporaryPath, removeOwn } from './own-files';
export { spool, type Spooled } from './spool';
export { type StoredBlob, StoredChains, type StoredLink } from './stored-chains';
export { EDITABLE_MS, sweptSinceOf } from './swept-since';
