export { FakeMediaSource } from './fake-media-source';
export { type Disturbance, FakePostSource } from './fake-post-source';
export { FakeTwitterAuthorization } from './fake-twitter-authorization';
export { describeMediaSource, type MediaSourceUnderTest } from './media-source.contract';
export { describePostSource, type PostSourceUnderTest, type Trouble } from './post-source.contract';
export { describeStreams, type StreamsUnderTest } from './streams.contract';
export {
  type AuthorizationSetting,
  describeTwitterAuthorization,
} from './twitter-authorization.contract';
export {
  anArchiveTweet,
  archiveTime,
  manyArchiveTweets,
  writeXArchive,
  type XArchiveParts,
} from './x-archive.builder';
export {
  anArchiveLike,
  anArchiveMessage,
  type ArchiveConversation,
  manyArchiveLikes,
  manyArchiveMessages,
} from './x-archive-messages.builder';
export { xArchiveOpener } from './x-archive.opener';
