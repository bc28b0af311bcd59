import { lastIdAt } from '@app/domain';
import { CaptureWorld } from '@testing/capture';

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
});
