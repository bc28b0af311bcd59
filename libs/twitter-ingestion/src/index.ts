export { type MediaDownload, MediaSource } from './media-source';
export {
  type CallOptions,
  type LookUp,
  type LookUpResult,
  type PagedStream,
  type PageEvidence,
  type PageRequest,
  type PostPage,
  PostSource,
  type ReadPage,
  type ReadProfile,
} from './post-source';
export { type SourcePost, toSourceMessage, toSourcePost } from './source-post';
export {
  type AuthorizedAccount,
  type BegunLogin,
  TwitterAuthorization,
  type XAppKeys,
} from './twitter-authorization';
export { TwitterIngestionModule } from './twitter-ingestion.module';
export { type SeekableFile } from './x-archive/seekable-file';
export { XArchive } from './x-archive/x-archive';
export {
  type ArchiveProblem,
  type SuppliedFile,
  type SuppliedPage,
  type SuppliedPost,
} from './x-archive/supplied-page';
export { type ArchiveStatement } from './x-archive/archive-statement';
export { retryAtOf } from './x-api/x-api-errors';
