import { aRawPost } from '@testing/domain';

import { AppError } from '../app-error';
import { type JsonObject } from '../json';
import { type Post } from '../post';
import { readPost } from './read-post';

const users = [
  { id: '7', username: 'contoso', name: 'Contoso', profile_image_url: 'https://p/7.jpg' },
  { id: '8', username: 'adelev', name: 'Adele Vance' },
];

describe('readPost', () => {
  it('reads a post with all that comes along', () => {
    const post = readPost(
      aRawPost(
        {
          id: '100',
          text: 'Hi',
          created_at: '2025-03-01T12:00:00.000Z',
          conversation_id: '90',
          lang: 'en',
          source: 'Web',
          reply_settings: 'following',
          community_id: '5',
          attachments: { media_keys: ['3_1'], poll_ids: ['6'] },
          geo: { place_id: 'abc', coordinates: { type: 'Point', coordinates: [-1.5, 53.8] } },
          media_metadata: [
            { media_key: '3_1', alt_text: 'A cat', title: 'Cats', description: 'D' },
          ],
          paid_partnership: true,
          scopes: { followers: true },
          public_metrics: {
            like_count: 1,
            retweet_count: 2,
            reply_count: 3,
            quote_count: 4,
            impression_count: 5,
            bookmark_count: 6,
          },
          edit_history_tweet_ids: ['99', '100'],
          edit_controls: { editable_until: '2025-03-01T13:00:00.000Z', edits_remaining: '4' },
          withheld: { copyright: true, country_codes: ['DE'] },
          possibly_sensitive: true,
        },
        {
          includes: {
            users,
            media: [
              {
                media_key: '3_1',
                type: 'photo',
                url: 'https://p/1.jpg',
                public_metrics: { view_count: 9 },
              },
            ],
            polls: [
              {
                id: '6',
                options: [{ position: 1, label: 'Yes', votes: 2 }],
                voting_status: 'open',
                end_datetime: '2025-03-02T12:00:00.000Z',
                duration_minutes: 1440,
              },
            ],
            places: [{ id: 'abc', full_name: 'Leeds, England', country: 'United Kingdom' }],
          },
        },
      ),
    );

    expect(post).toEqual({
      id: '100',
      createdAt: new Date('2025-03-01T12:00:00.000Z'),
      author: { id: '7', username: 'contoso', name: 'Contoso', profileImageUrl: 'https://p/7.jpg' },
      conversationId: '90',
      text: 'Hi',
      isLong: false,
      links: [],
      mentions: [],
      hashtags: [],
      cashtags: [],
      media: [
        {
          key: '3_1',
          type: 'photo',
          url: 'https://p/1.jpg?name=orig',
          altText: 'A cat',
          title: 'Cats',
          description: 'D',
          views: 9,
        },
      ],
      poll: {
        id: '6',
        options: [{ position: 1, label: 'Yes', votes: 2 }],
        status: 'open',
        endsAt: new Date('2025-03-02T12:00:00.000Z'),
        durationMinutes: 1440,
      },
      place: { id: 'abc', fullName: 'Leeds, England', country: 'United Kingdom' },
      coordinates: { longitude: -1.5, latitude: 53.8 },
      references: [],
      versionIds: ['99', '100'],
      editableUntil: new Date('2025-03-01T13:00:00.000Z'),
      metrics: { likes: 1, reposts: 2, replies: 3, quotes: 4, impressions: 5, bookmarks: 6 },
      lang: 'en',
      sourceApp: 'Web',
      isSensitive: true,
      withheldIn: ['DE'],
      isWithheldForCopyright: true,
      isPaidPartnership: true,
      isForFollowersOnly: true,
      replySettings: 'following',
      communityId: '5',
    });
  });

  it('reads the bare minimum', () => {
    const created = '2025-03-01T12:00:00Z';
    const post = { id: '1', text: '', created_at: created, author_id: '7' };

    expect(readPost({ post, includes: {}, problems: [] })).toMatchObject({
      author: { id: '7' },
      versionIds: ['1'],
      metrics: {},
      isSensitive: false,
    });
  });

  it('decodes what X escapes in texts, once', () => {
    expect(readPost(aRawPost({ text: '&lt;b&gt; &amp; &amp;lt; &quot;' })).text).toBe(
      '<b> & &lt; &quot;',
    );
  });

  it.each([
    [{ article_title: 'Short' }, { title: 'Short', text: undefined }],
    [
      { article: { title: 'Long', plain_text: 'T' }, article_title: 'Short' },
      { title: 'Long', text: 'T' },
    ],
    [{}, undefined],
  ])('reads the article of %j', (fields, article) => {
    expect(readPost(aRawPost(fields)).article).toEqual(article);
  });

  it('reads a post whose lesser fields are not as X describes them', () => {
    const odd = {
      paid_partnership: 'yes',
      scopes: [],
      media_metadata: 1,
      article_title: {},
      note_tweet: {},
      entities: { hashtags: [{ start: 0 }], cashtags: [{ tag: 'CNTS' }] },
      geo: { coordinates: { coordinates: ['1', 2] } },
      withheld: { copyright: 'no', country_codes: ['DE'] },
    };

    expect(readPost(aRawPost(odd))).toMatchObject({
      text: 'Hello',
      isLong: false,
      withheldIn: ['DE'],
      hashtags: [],
      cashtags: ['CNTS'],
    });
    expect(readPost(aRawPost(odd)).coordinates).toBeUndefined();
  });

  it('takes null for what is not told', () => {
    const nulls = {
      attachments: { media_keys: null, poll_ids: null },
      entities: { urls: [{ url: 'https://t.co/1', expanded_url: null }], mentions: null },
      note_tweet: { text: 'Long', entities: null },
      geo: { place_id: null, coordinates: null },
      in_reply_to_user_id: null,
      article: null,
    };
    const includes = { users: [{ ...users[0], profile_image_url: null }] };

    expect(readPost(aRawPost(nulls, { includes }))).toMatchObject({
      text: 'Long',
      author: { username: 'contoso' },
      links: [{ url: 'https://t.co/1', expandedUrl: 'https://t.co/1' }],
    });
  });
});

describe('the long text', () => {
  const note = { text: 'The whole &amp; long', entities: { mentions: [{ username: 'adelev' }] } };
  const entities = { hashtags: [{ tag: 'x' }], mentions: [{ username: 'contoso' }] };

  it.each(['note_tweet', 'note_post'])('is the text (%s), with its own mentions', (name) => {
    expect(readPost(aRawPost({ text: 'The who…', entities, [name]: note }))).toMatchObject({
      text: 'The whole & long',
      isLong: true,
      mentions: [{ username: 'adelev' }],
      hashtags: ['x'],
    });
  });

  it('has links from either list, each once', () => {
    const link = (n: number) => ({ url: `https://t.co/${n}`, expanded_url: `https://x/${n}` });
    const post = aRawPost({
      entities: { urls: [link(2), link(3), link(3)] },
      note_tweet: { text: '…', entities: { urls: [link(1), link(2), {}] } },
    });

    expect(readPost(post).links.map(({ url }) => url)).toEqual([1, 2, 3].map((n) => link(n).url));
  });
});

describe('links', () => {
  const linkOf = (x: JsonObject) =>
    readPost(aRawPost({ entities: { urls: [{ url: 'https://t.co/1', ...x }] } })).links[0];

  it('tell what was posted and where it led', () => {
    expect(
      linkOf({ expanded_url: 'https://b.it/1', unwound_url: 'https://long/1', title: 'Long' }),
    ).toMatchObject({
      expandedUrl: 'https://b.it/1',
      unwoundUrl: 'https://long/1',
      title: 'Long',
      isMedia: false,
    });
  });

  describe('of a post with media, versions and an original', () => {
    const post = {
      ...{ id: '12', edit_history_tweet_ids: ['11', '12'] },
      referenced_tweets: [
        { type: 'retweeted', id: '9' },
        { type: 'quoted', id: '8' },
      ],
      attachments: { media_keys: ['3_1'], media_source_tweet_id: ['7'] },
    };
    const at = (where: string) => ({ expanded_url: where, display_url: 'pic.twitter.com/abc' });

    it.each([
      [true, { ...at('https://twitter.com/ada/status/1/photo/1'), media_key: '3_1' }],
      [true, { ...at('https://twitter.com/ada/status/12/photo/1'), media_key: '3_2' }],
      [true, at('https://x.com/ada/status/12/photo/1')],
      [true, at('https://twitter.com/ada/status/11/video/1')],
      [true, at('http://twitter.com/ada/status/9/photo/1')],
      [true, at('https://twitter.com/ada/status/7/video/1')],
      [false, at('https://twitter.com/ada/status/8/photo/1')],
      [false, at('https://twitter.com/ada/status/120/photo/1')],
      [false, { ...at('https://twitter.com/ada/status/1/photo/1'), media_key: '3_2' }],
      [false, at('https://pic.twitter.com/abc')],
      [false, at('https://twitter.com/messages/media/1')],
      [false, { expanded_url: 'https://twitter.com/ada/status/12' }],
      [false, { expanded_url: 'https://c.example/?https://x.com/ada/status/12/photo/1' }],
      [false, {}],
    ])('stand for a medium of its own: %s for %j', (isMedia, x) => {
      const urls = [{ url: 'https://t.co/1', ...x }];
      expect(readPost(aRawPost({ ...post, entities: { urls } })).links).toMatchObject([
        { isMedia },
      ]);
    });
  });
});

describe('users', () => {
  const mention = (...mentions: JsonObject[]) => ({ entities: { mentions } });

  it('are known by id, by name, or only as X names them', () => {
    const raw = aRawPost(
      mention(
        { id: '8', username: 'adelev' },
        { username: 'AdeleV' },
        { id: '8' },
        { id: '9' },
        {
          username: 'gone',
        },
      ),
      { includes: { users } },
    );

    expect(readPost(raw).mentions).toEqual([
      { id: '8', username: 'adelev', name: 'Adele Vance' },
      { id: '8', username: 'AdeleV', name: 'Adele Vance' },
      { id: '8', username: 'adelev', name: 'Adele Vance' },
      { id: '9' },
      { username: 'gone' },
    ]);
  });

  it('replied to are known by their mention when X sends no users', () => {
    const post = { in_reply_to_user_id: '8', ...mention({ id: '8', username: 'adelev' }) };

    expect(readPost(aRawPost(post)).inReplyToUser).toMatchObject({ id: '8', username: 'adelev' });
    expect(readPost(aRawPost({ in_reply_to_user_id: '9' })).inReplyToUser).toEqual({ id: '9' });
  });
});

describe('references', () => {
  const other = (id: string, more: JsonObject = {}): JsonObject => ({
    ...aRawPost({ id, author_id: '8', text: `Post ${id}`, ...more }).post,
  });

  it.each([
    ['referenced_tweets', 'tweets'],
    ['referenced_posts', 'posts'],
  ])('are followed as far as they came along (%s, includes.%s)', (field, list) => {
    const raw = aRawPost(
      {
        [field]: [
          { type: 'quoted', id: '90' },
          { type: 'replied_to', id: '91' },
        ],
      },
      {
        includes: {
          users,
          [list]: [other('91'), other('90', { [field]: [{ type: 'retweeted', id: '80' }] })],
        },
      },
    );

    expect(readPost(raw).references).toMatchObject([
      {
        type: 'quoted',
        id: '90',
        post: {
          text: 'Post 90',
          author: { username: 'adelev' },
          references: [{ type: 'reposted', id: '80' }],
        },
      },
      { type: 'replied_to', id: '91', post: { text: 'Post 91', references: [] } },
    ]);
  });

  const quoting = (id: string) => ({ referenced_tweets: [{ type: 'quoted', id }] });
  const depthOf = ({ references: [first] }: Post): number =>
    first?.post ? 1 + depthOf(first.post) : 0;
  const sizeOf = ({ references }: Post): number =>
    references.reduce((sum, { post }) => sum + (post ? sizeOf(post) : 0), 1);

  it('are followed to any depth', () => {
    const tweets = Array.from({ length: 30 }, (_, i) => other(`${99 - i}`, quoting(`${98 - i}`)));

    expect(depthOf(readPost(aRawPost(quoting('99'), { includes: { tweets } })))).toBe(30);
  });

  it('that lead back to where they began are followed once around', () => {
    const self = other('100', quoting('99'));
    const tweets = [self, other('99', quoting('98')), other('98', quoting('100'))];
    const post = readPost(aRawPost({ id: '100', ...quoting('99') }, { includes: { tweets } }));

    expect(depthOf(post)).toBe(3);
  });

  it('that branch again and again come to an end, and none is left out', () => {
    const twice = (id: number) => ({
      referenced_tweets: ['quoted', 'replied_to'].map((type) => ({ type, id: String(id) })),
    });
    const tweets = Array.from({ length: 40 }, (_, i) => other(`${99 - i}`, twice(98 - i)));
    const post = readPost(aRawPost(twice(99), { includes: { tweets } }));

    expect(depthOf(post)).toBe(40);
    expect(sizeOf(post)).toBeLessThan(500);
  });

  it('that X did not show say why, in its words', () => {
    const raw = aRawPost(
      {
        referenced_tweets: ['90', '91', '92', '93'].map((id) => ({ type: 'quoted', id })),
      },
      {
        problems: [
          { resource_id: '90', detail: 'Could not find tweet.', title: 'Not Found Error' },
          { value: '91', title: 'Forbidden' },
          { value: '92', detail: 5 },
        ],
      },
    );

    expect(readPost(raw).references.map(({ id, problem }) => [id, problem])).toEqual([
      ['90', 'Could not find tweet.'],
      ['91', 'Forbidden'],
      ['92', undefined],
      ['93', undefined],
    ]);
  });

  it('that cannot be read are not called gone', () => {
    const raw = aRawPost(
      { referenced_tweets: [{ type: 'retweeted', id: '90' }] },
      { includes: { tweets: [{ id: '90', text: 'no time, no author' }] } },
    );

    expect(readPost(raw).references).toEqual([
      { type: 'reposted', id: '90', problem: 'it came in a form that could not be read' },
    ]);
  });
});

describe('what did not come along', () => {
  it('is still there, without more than its key', () => {
    const post = readPost(
      aRawPost({
        attachments: { media_keys: ['7_1'], poll_ids: ['6'] },
        geo: { place_id: 'abc' },
      }),
    );

    expect(post.media).toEqual([{ key: '7_1', type: 'video' }]);
    expect(post.poll).toEqual({ id: '6', options: [] });
    expect(post.place).toBeUndefined();
  });

  it('is as good as what is not as X describes it', () => {
    const includes = {
      users: [{ id: '7', name: 5 }],
      media: ['no object', { media_key: '3_1', type: 'photo', width: 'wide' }],
      polls: [{ id: '6', options: 'none' }],
    };
    const post = readPost(
      aRawPost({ attachments: { media_keys: ['3_1'], poll_ids: ['6'] } }, { includes }),
    );

    expect(post).toMatchObject({
      author: { id: '7' },
      media: [{ key: '3_1', type: 'photo' }],
      poll: { options: [] },
    });
  });

  it('of a poll state that is new leaves the poll readable', () => {
    const polls = [{ id: '6', options: [{ position: 1, label: 'A' }], voting_status: 'paused' }];
    const raw = aRawPost({ attachments: { poll_ids: ['6'] } }, { includes: { polls } });

    expect(readPost(raw).poll).toMatchObject({ options: [{ label: 'A', votes: 0 }] });
  });
});

describe('a post that is not as X describes posts', () => {
  it.each([
    ['conversation_id', { conversation_id: '12345678901234567890' }],
    ['created_at', { created_at: 'SECRET TEXT' }],
    ['author_id', { author_id: undefined }],
    ['text', { text: null }],
    ['referenced_tweets.0.type', { referenced_posts: [{ type: 'SECRET TEXT', id: '1' }] }],
    ['note_tweet.text', { note_post: { text: 5 } }],
    ['public_metrics.like_count', { public_metrics: { like_count: 'SECRET TEXT' } }],
  ])('is refused by naming %s, not what stands there', (field, change) => {
    const failure = failureOf(() => readPost(aRawPost({ id: '100', ...change })));

    expect(failure).toMatchObject({
      code: 'conversion.unreadable_post',
      details: { fields: field },
    });
    expect(`${failure.message}${JSON.stringify(failure.details)}`).not.toContain('SECRET');
  });

  it('is named by its id, if it has one', () => {
    const bad = { text: 5 };

    expect(failureOf(() => readPost(aRawPost({ id: '100', ...bad }))).details.postId).toBe('100');
    const nameless = { post: bad, includes: {}, problems: [] };
    expect(failureOf(() => readPost(nameless)).details.postId).toBe('unknown');
  });
});

function failureOf(call: () => unknown): AppError {
  try {
    call();
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('It was to fail.');
}
