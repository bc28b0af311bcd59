import { type Post } from '@app/domain';
import { aPost } from '@testing/domain';

import { factsOf, routineOf } from './facts';

const facts = (post: Partial<Post>) =>
  factsOf(aPost(post)).map(({ label, value }) => [label, value]);

describe('factsOf', () => {
  it('has nothing to say of a plain post', () => {
    expect(facts({ replySettings: 'everyone', isWithheldForCopyright: false })).toEqual([]);
  });

  it.each<[Partial<Post>, string, string]>([
    [{ replySettings: 'mentionedUsers' }, 'Who can reply', 'only those it mentions'],
    [{ replySettings: 'new_setting' }, 'Who can reply', 'new_setting'],
    [{ replySettings: '__proto__' }, 'Who can reply', '__proto__'],
    [{ communityId: '5' }, 'Community', '5'],
    [{ isForFollowersOnly: true }, 'Shown to', 'followers only'],
    [{ isPaidPartnership: true }, 'Paid partnership', 'yes'],
    [{ isSensitive: true }, 'Marked as', 'possibly sensitive'],
    [{ withheldIn: ['DE', 'FR'] }, 'Withheld in', 'DE, FR'],
    [{ isWithheldForCopyright: true }, 'Withheld for', 'copyright'],
    [{ place: { id: '1', country: 'Chile' } }, 'Place', 'Chile'],
    [{ place: { id: '1', fullName: 'Leeds', country: 'UK' } }, 'Place', 'Leeds, UK'],
    [{ place: { id: '1', fullName: 'Leeds, UK', country: 'UK' } }, 'Place', 'Leeds, UK'],
    [
      { coordinates: { longitude: -1.5, latitude: 53.8 } },
      'Coordinates',
      'latitude 53.8, longitude -1.5',
    ],
  ])('says of %j: %s: %s', (post, label, value) => {
    expect(facts(post)).toEqual([[label, value]]);
  });

  it('tells how a link was shown', () => {
    const link = { url: 'https://t.co/1', expandedUrl: 'https://b.it/1', isMedia: false };

    expect(facts({ links: [{ ...link, title: 'Title', description: 'Words' }] })).toEqual([
      ['https://b.it/1 was shown as', 'Title: Words'],
    ]);
  });
});

describe('routineOf', () => {
  it('counts, in the words of one and of many', () => {
    const metrics = { likes: 1, reposts: 2, replies: 1, quotes: 0, bookmarks: 1, impressions: 9 };
    const post = aPost({
      metrics,
      sourceApp: 'Web',
      lang: 'en',
      media: [{ key: '7_1', type: 'video', views: 3 }],
    });

    expect(routineOf(post)).toEqual([
      {
        label: 'When captured',
        value: '1 like, 2 reposts, 1 reply, 0 quotes, 1 bookmark, 9 views',
      },
      { label: 'Posted with', value: 'Web' },
      { label: 'Language', value: 'en' },
      { label: 'Video played', value: '3 times' },
    ]);
  });

  it('does not take what X did not tell for none', () => {
    expect(routineOf(aPost({ metrics: { replies: 2 } }))).toEqual([
      { label: 'When captured', value: '2 replies' },
    ]);
  });
});
