import { AppError, firstIdAt, nextId, type PostId, Secret } from '@app/domain';
import { FakeClock } from '@testing/domain';
import {
  describeMediaSource,
  describePostSource,
  type Disturbance,
  FakeMediaSource,
  FakePostSource,
  type Trouble,
} from '@testing/twitter-ingestion';

const key = new Secret('key');
const credentials = { appKey: key, appSecret: key, accessToken: key, accessSecret: key };
const disturbances: Record<Trouble, Disturbance> = {
  'empty-page': 'empty-page',
  limited: 'limited',
  unavailable: new AppError('twitter.unavailable', 'X has a fault.'),
};

describePostSource('FakePostSource', async () => {
  await Promise.resolve();
  const clock = new FakeClock();
  const source = new FakePostSource(clock);
  let newest = firstIdAt(clock.now());
  const make = (): PostId => {
    newest = nextId(newest);
    source.post(newest);
    return newest;
  };
  return {
    ...{ source, credentials, accountId: '7', username: 'contoso' },
    now: () => clock.now(),
    post: async (count) => {
      await Promise.resolve();
      return Array.from({ length: count }, make);
    },
    edit: async (id) => {
      await Promise.resolve();
      source.remove(id);
      const version = make();
      source.earlierVersions.set(version, [id]);
      return version;
    },
    remove: async (id) => {
      await Promise.resolve();
      source.remove(id);
    },
    trouble: async (next) => {
      await Promise.resolve();
      source.disturbances.push(disturbances[next]);
    },
  };
});

describeMediaSource('FakeMediaSource', async () => {
  await Promise.resolve();
  const source = new FakeMediaSource();
  const url = 'https://pbs.twimg.com/media/1.jpg';
  const bytes = Buffer.from('picture');
  source.files.set(url, bytes);
  return {
    source,
    file: { url, bytes, contentType: 'image/jpeg' },
    missingUrl: 'https://pbs.twimg.com/media/2.jpg',
  };
});
