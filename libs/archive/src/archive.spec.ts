import { Readable } from 'node:stream';
import { Crash, CrashPoint } from '@testing/domain';
import {
  describeAbsenceBook,
  describeCaptureStateStore,
  describeContentRemoval,
  describeManifestArchive,
  describeMediaArchive,
  describeNoticeBook,
  describePostArchive,
  describeStoredArchive,
  describeStoredChains,
  FakeAbsenceBook,
  FakeCaptureStateStore,
  FakeContentRemoval,
  FakeManifestArchive,
  FakeMediaArchive,
  FakeNoticeBook,
  FakePostArchive,
  FakeStoredArchive,
  FakeStoredChains,
} from '@testing/archive';

const crash = new CrashPoint();
const posts = new FakePostArchive(crash);
describePostArchive('FakePostArchive', {
  open: () => posts,
  saveRecordsOnly: async (accountId, toSave, seen) => {
    for (const post of toSave) {
      crash.dieAtWrite(1, 'after');
      await expect(posts.savePosts(accountId, [post], seen)).rejects.toThrow(Crash);
      crash.restart();
    }
  },
});

const media = new FakeMediaArchive(crash);
describeMediaArchive('FakeMediaArchive', {
  open: () => media,
  beginToStore: async (accountId, fileKey) => {
    crash.dieAtWrite(2, 'after');
    const body = Readable.from([Buffer.from('here')]);
    const file = { fileKey, contentType: 'image/jpeg', body };
    await expect(media.save(accountId, file)).rejects.toThrow(Crash);
    crash.restart();
  },
});

const states = new FakeCaptureStateStore();
describeCaptureStateStore('FakeCaptureStateStore', () => states);

const manifests = new FakeManifestArchive();
describeManifestArchive('FakeManifestArchive', () => manifests);

const chains = new FakeStoredChains(manifests);
describeStoredChains('FakeStoredChains', () => ({ archive: manifests, chains }));

const stored = new FakeStoredArchive();
const opened = { stored, posts: stored, media: stored.media };
describeStoredArchive('FakeStoredArchive', () => opened);

const notices = new FakeNoticeBook();
describeNoticeBook('FakeNoticeBook', () => notices);

const absences = new FakeAbsenceBook();
describeAbsenceBook('FakeAbsenceBook', () => absences);

const archive = new FakePostArchive(undefined, absences);
const removal = new FakeContentRemoval(archive, media);
describeContentRemoval('FakeContentRemoval', () => ({ archive, media, absences, removal }));
