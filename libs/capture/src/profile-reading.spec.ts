import { lastIdAt } from '@app/domain';
import { CaptureWorld } from '@testing/capture';

const HOUR_MS = 3600_000;
const profile = { stream: 'profile' } as const;
const stateOf = async ({ states }: CaptureWorld) => (await states.load('7', 'profile')).state;

describe('a reading of the profile', () => {
  it('notes what it has kept, what X has billed, and until when that is settled', async () => {
    const world = new CaptureWorld();
    const begun = world.clock.now();
    expect(await world.run(profile)).toMatchObject({ kind: 'caught-up', added: 1, pages: 1 });
    const state = await stateOf(world);
    expect(state).toMatchObject({ postsRead: 1, profile: { isArchived: true, at: begun } });
    expect(state.coverage).toEqual([
      { from: '1', to: lastIdAt(begun), state: 'complete', posts: 0 },
    ]);
  });

  it('notes how many posts X counts now, though that is no change', async () => {
    const world = new CaptureWorld();
    world.source.postCount = 5;
    await world.run(profile);
    world.clock.advance(HOUR_MS);
    world.source.postCount = 6;
    expect(await world.run(profile)).toMatchObject({ added: 0 });
    expect((await stateOf(world)).postCount).toEqual({ posts: 6, at: world.clock.now() });
  });

  it('keeps X’s words and nothing else', async () => {
    const world = new CaptureWorld();
    await world.run(profile);
    expect([...world.archive.records.values()]).toMatchObject([
      { postId: '7', format: 'x-api-v2', raw: { post: world.source.user, problems: [] } },
    ]);
    const [record] = world.archive.records.values();
    expect(record?.raw).toEqual({ post: world.source.user, includes: {}, problems: [] });
  });

  it.each([
    ['profile', { name: 'Contoso Ltd' }],
    ['unreadable', { name: 7 }],
  ])('keeps a user as %s where X says %j', async (kind, fields) => {
    const world = new CaptureWorld();
    world.source.user = { ...world.source.user, ...fields };
    expect(await world.run(profile)).toMatchObject({ added: 1 });
    expect([...world.archive.entries.values()]).toMatchObject([{ type: 'profile', kind }]);
  });

  it('finds no change in the words X uses now', async () => {
    const world = new CaptureWorld();
    const { user } = world.source;
    world.source.user = { ...user, pinned_tweet_id: '9' };
    await world.run(profile);
    world.clock.advance(HOUR_MS);
    world.source.user = { ...user, pinned_post_id: '9', location: null };
    expect(await world.run(profile)).toMatchObject({ added: 0, pages: 1 });
  });

  it('says of a change no more than that it came after X was asked last', async () => {
    const world = new CaptureWorld();
    const asked = world.clock.now();
    const answer = world.source.fetchProfile.bind(world.source);
    world.source.fetchProfile = async (...args) => {
      const read = await answer(...args);
      world.clock.advance(1000);
      return read;
    };
    await world.run(profile);
    world.clock.advance(HOUR_MS);
    world.source.user = { ...world.source.user, name: 'Contoso Ltd' };
    const at = world.clock.now().toISOString();
    await world.run(profile);
    const noticed = [...world.archive.records.values()].map((record) => record.noticed);
    expect(noticed[1]).toEqual({ at, notBefore: asked.toISOString() });
  });
});
