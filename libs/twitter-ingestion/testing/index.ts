export { FakeMediaSource } from './fake-media-source';
export { type Disturbance, FakePostSource } from './fake-post-source';
export { FakeTwitterAuthorization } from './fake-twitter-authorization';
export {
  type AuthorizationSetting,
  describeTwitterAuthorization,
} from './twitter-authorization.contract';
