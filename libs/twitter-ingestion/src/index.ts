export { type MediaDownload, MediaSource } from './media-source';
export {
  type CallOptions,
  type LookUp,
  type LookUpResult,
  type PageEvidence,
  type PageRequest,
  type PostPage,
  PostSource,
  type ReadPage,
  type SourcePost,
} from './post-source';
export { TwitterIngestionModule } from './twitter-ingestion.module';
