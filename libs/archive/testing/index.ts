export { FakeCaptureStateStore } from './fake-capture-state-store';
export { FakeManifestArchive } from './fake-manifest-archive';
export { FakeMediaArchive } from './fake-media-archive';
export { FakePostArchive } from './fake-post-archive';
