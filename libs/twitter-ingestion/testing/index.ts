export { FakeMediaSource } from './fake-media-source';
export { type Disturbance, FakePostSource } from './fake-post-source';
