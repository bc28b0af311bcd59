export { describeCaptureStateStore } from './capture-state-store.contract';
export { FakeCaptureStateStore } from './fake-capture-state-store';
export { FakeManifestArchive } from './fake-manifest-archive';
export { FakeMediaArchive } from './fake-media-archive';
export { FakePostArchive } from './fake-post-archive';
export { describeManifestArchive } from './manifest-archive.contract';
export { describeMediaArchive } from './media-archive.contract';
export { describePostArchive, type PostArchiveUnderTest } from './post-archive.contract';
export { aPostToSave } from './post-to-save.builder';
