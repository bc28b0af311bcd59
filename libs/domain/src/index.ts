export { type AccountProfile, type XCredentials } from './account';
export {
  AppError,
  type AppErrorCode,
  appErrorFaults,
  type ErrorDetails,
  type Fault,
  isAppError,
} from './app-error';
export { appErrorDocs } from './app-error-docs';
export {
  type ChosenImportCounts,
  countedOnly,
  type CountsByKind,
  type ImportCounts,
  type ImportedKind,
  type ImportReport,
  NOTHING_IMPORTED,
} from './archive-import';
export {
  type Actor,
  type ActorKind,
  actorKinds,
  type AuditAction,
  auditActions,
  type AuditEvent,
} from './audit';
export { isCalendarDay } from './calendar-day';
export { Clock } from './clock';
export {
  type Content,
  type ContentType,
  type Deletion,
  type DirectMessage,
  type DirectMessageEvent,
  type Like,
  type Noticed,
  type Profile,
  type ProfileChange,
} from './content';
export { filesOfContent, filesOfProfile } from './content-files';
export { type ContentKind, isItemId, itemIdOf, itemIdOfEntry, subjectOf } from './content-identity';
export {
  type Coverage,
  coverageTop,
  coverageUpTo,
  gapsIn,
  type IdRange,
  type Interval,
  intervalsWithin,
  isSettled,
  newestUnread,
  postsFrom,
  unreadWithin,
  withGapsClosed,
  withInterval,
} from './coverage';
export { type EntraCredentials } from './entra-credentials';
export { errorCode } from './error-code';
export { type ErrorActor, type ErrorDoc, type ErrorPlace } from './error-docs/error-doc';
export { IdSet } from './id-set';
export {
  type AttachmentContent,
  type FileBeside,
  type Item,
  type ItemAttachment,
  ItemContentType,
  type ItemUser,
} from './item';
export {
  accountsOf,
  behindSince,
  type ConnectorJob,
  type Consent,
  deletedJobs,
  type DownloadTask,
  isAbandoned,
  type JobState,
  lastLogin,
  newestConsent,
  type RemediationType,
  sinkContext,
  type TaskState,
  type TimeWindow,
  wantsCapture,
} from './job';
export { isJsonObject, type Json, type JsonObject } from './json';
export { JsonText } from './json-text';
export { mediaBlobName } from './media-blob-name';
export {
  type Article,
  eachFileOnce,
  type Coordinates,
  filesOfMedia,
  filesOfPost,
  type Link,
  type Media,
  type MediaFile,
  type MediaRole,
  type MediaType,
  type Place,
  type Poll,
  type PollOption,
  type Post,
  type PostKind,
  postKind,
  type PostMetrics,
  type PostReference,
  postsBehind,
  type ReferenceType,
  type User,
} from './post';
export {
  BEGINNING_OF_POSTS,
  compareIds,
  firstIdAt,
  ID_ZERO,
  isPostId,
  lastIdAt,
  nextId,
  type PostId,
  previousId,
  secondOfId,
  timeOfId,
  wholeSecond,
} from './post-id';
export { type PostRecord, type RawPost } from './post-record';
export { changedFields, type ProfileField, profileFields } from './profile-changes';
export { RELEASE } from './release';
export { rejectedBy } from './rejected-by';
export {
  type RemovalPolicy,
  removalPolicies,
  type Removed,
  type RemovingPolicy,
} from './removal-policy';
export {
  pollIdsOf,
  recordWithout,
  REMOVED_TEXT,
  type RemovedContent,
  removedRecord,
  withoutContent,
  withFilesIn,
} from './removed-content';
export { Secret } from './secret';
export { type OptionalStream, optionalStreams, type Stream, streams } from './stream';
export { canonicalJson, contentHash } from './x-post/content-hash';
export { inTweetDialect } from './x-post/dialect';
export { isNotFound } from './x-post/read-deletion';
export { problemAbout, timeInText } from './x-post/read-entities';
export { readContent } from './x-post/read-content';
export { readPost } from './x-post/read-post';
export { readProfile } from './x-post/read-profile';
export { splitPage, type SplitPage } from './x-post/split-page';
