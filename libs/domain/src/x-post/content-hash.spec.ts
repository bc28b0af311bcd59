import { aRawPost } from '@testing/domain';

import { canonicalJson, contentHash } from './content-hash';

const base = {
  id: '100',
  text: 'Hello',
  entities: { hashtags: [{ start: 0, end: 5, tag: 'Hello' }] },
  note_tweet: { text: 'Hello, longer' },
  referenced_tweets: [{ type: 'quoted', id: '99' }],
  public_metrics: { like_count: 1, retweet_count: 2 },
  withheld: { copyright: false, country_codes: ['DE'], scope: 'tweet' },
};

describe('contentHash', () => {
  const hash = contentHash(aRawPost(base));

  it('is a SHA-256 in hex', () => {
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
  });

  it('is the same in the other vocabulary, which also says null for what is not there', () => {
    const { post } = aRawPost(base);
    const renamed = {
      ...post,
      note_tweet: undefined,
      referenced_tweets: undefined,
      edit_history_tweet_ids: undefined,
      note_post: base.note_tweet,
      referenced_posts: base.referenced_tweets,
      edit_history_post_ids: ['100'],
      public_metrics: { like_count: 1, repost_count: 2 },
      withheld: { ...base.withheld, scope: 'post' },
      community_id: null,
    };

    expect(contentHash({ post: renamed, includes: {}, problems: [] })).toBe(hash);
  });

  it.each([
    ['metrics', { public_metrics: { like_count: 7 } }],
    ['topics', { context_annotations: [{ domain: { id: '1' } }] }],
    ['what may still be edited', { edit_controls: { edits_remaining: 3 } }],
    [
      'what a user posts and who follows',
      { most_recent_post_id: '5', verified_followers_count: 3 },
    ],
    ['later versions', { edit_history_tweet_ids: ['100', '101'] }],
  ])('is the same with other %s', (_, change) => {
    expect(contentHash(aRawPost({ ...base, ...change }))).toBe(hash);
  });

  it('is the same whatever came along, in whatever order the fields stand', () => {
    const { post } = aRawPost(base);
    const reversed = Object.fromEntries(Object.entries(post).reverse());

    expect(contentHash({ post: reversed, includes: { users: [] }, problems: [{}] })).toBe(hash);
  });

  it.each([
    ['text', { text: 'Hello!' }],
    ['long text', { note_tweet: { text: 'Hello, longer!' } }],
    ['links', { entities: { urls: [{ url: 'https://t.co/1' }] } }],
    ['references', { referenced_tweets: [{ type: 'quoted', id: '98' }] }],
    ['withholding', { withheld: { copyright: true, country_codes: ['DE'], scope: 'tweet' } }],
    ['fields not known yet', { something_new: 1 }],
  ])('differs for another %s', (_, change) => {
    expect(contentHash(aRawPost({ ...base, ...change }))).not.toBe(hash);
  });
});

describe('canonicalJson', () => {
  it('orders keys at every level, and lists not', () => {
    expect(canonicalJson({ b: [{ z: 1, a: null }, 'x'], a: undefined, B: 'ü' })).toBe(
      '{"B":"ü","b":[{"a":null,"z":1},"x"]}',
    );
  });
});
