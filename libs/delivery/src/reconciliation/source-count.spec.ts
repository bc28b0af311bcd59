import { sourceCount } from './source-count';

const [at, later] = [new Date('2026-03-01T00:00:00Z'), new Date('2026-03-02T00:00:00Z')];
const seen = (metrics: Record<string, number>) => ({
  profile: { user: { public_metrics: metrics }, at, pageName: 'page', isArchived: true },
});

describe('sourceCount', () => {
  it('is what X counted when the profile was read last, whenever that has changed', () => {
    const state = { ...seen({ tweet_count: 5 }), postCount: { posts: 0, at: later } };
    expect(sourceCount(state)).toEqual({ posts: 0, seenAt: later });
  });

  it.each([
    ['tweet', { tweet_count: 5 }, { posts: 5, seenAt: at }],
    ['post', { post_count: 6 }, { posts: 6, seenAt: at }],
    ['neither', {}, undefined],
  ])('is what the profile tells where that was not noted: %s', (_, metrics, expected) => {
    expect(sourceCount(seen(metrics))).toEqual(expected);
  });
});
