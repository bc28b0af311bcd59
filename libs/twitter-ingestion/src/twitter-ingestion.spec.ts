import { AppError, firstIdAt, type JsonObject, nextId, type PostId, Secret } from '@app/domain';
import { type PagedStream } from '@app/twitter-ingestion';
import { FakeClock } from '@testing/domain';
import {
  describeMediaSource,
  describePostSource,
  describeStreams,
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

async function makeSource() {
  await Promise.resolve();
  const clock = new FakeClock();
  const source = new FakePostSource(clock);
  let newest = firstIdAt(clock.now());
  const arrive = (stream: PagedStream, fields: JsonObject = {}): Promise<PostId> => {
    newest = nextId(newest);
    source.fields.set(newest, fields);
    source.arrive(stream, newest);
    return Promise.resolve(newest);
  };
  return {
    ...{ source, credentials, accountId: '7', username: 'contoso', arrive },
    now: () => clock.now(),
    post: (count: number) => Promise.all(Array.from({ length: count }, () => arrive('posts'))),
    edit: async (id: PostId) => {
      source.remove(id);
      const version = await arrive('posts');
      source.earlierVersions.set(version, [id]);
      return version;
    },
    remove: async (id: PostId) => {
      await Promise.resolve();
      source.remove(id);
    },
    hide: async (id: PostId) => {
      await Promise.resolve();
      source.hidden.add(id);
    },
    trouble: async (next: Trouble) => {
      await Promise.resolve();
      source.disturbances.push(disturbances[next]);
    },
  };
}

describePostSource('FakePostSource', makeSource);

describeStreams('FakePostSource', async () => {
  const { source, arrive, ...made } = await makeSource();
  const byAccount = async (stream: PagedStream) => {
    const id = await arrive(stream, { author_id: '7' });
    source.post(id);
    return id;
  };
  return {
    ...{ source, ...made },
    mention: (by) => (by === 'account' ? byAccount('mentions') : arrive('mentions')),
    quote: (_, by) => (by === 'account' ? byAccount('quotes') : arrive('quotes')),
    write: (text) => arrive('messages', { text }),
    like: () => arrive('likes'),
    unlike: async (id) => {
      await Promise.resolve();
      source.remove(id, 'likes');
    },
    rename: async (username) => {
      await Promise.resolve();
      source.user = { ...source.user, username };
    },
    describe: async (description) => {
      await Promise.resolve();
      source.user = { ...source.user, description };
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
