import fc from 'fast-check';
import { aRawPost } from '@testing/domain';

import { type JsonObject } from '../json';
import { readPost } from './read-post';
import { splitPage } from './split-page';

const user = (id: string) => ({ id, username: `user${id}`, name: `User ${id}` });
const post = (id: string, more: JsonObject = {}): JsonObject => aRawPost({ id, ...more }).post;
const notFound = (id: string) => ({ resource_id: id, value: id, detail: `No ${id}.` });

describe('splitPage', () => {
  it('gives an event of a conversation of two both users', () => {
    const event = {
      id: '5',
      event_type: 'MessageCreate',
      dm_conversation_id: '7-8',
      sender_id: '7',
    };
    const { posts } = splitPage({
      data: [event],
      includes: { users: ['7', '8', '9'].map(user) },
    });

    expect(posts).toEqual([
      { post: event, includes: { users: [user('7'), user('8')] }, problems: [] },
    ]);
  });

  it('gives each post what belongs to it, and nothing of the others', () => {
    const quoted = post('90', { author_id: '8', attachments: { media_keys: ['3_90'] } });
    const first = post('100', {
      referenced_tweets: [{ type: 'quoted', id: '90' }],
      attachments: { media_keys: ['3_100'], poll_ids: ['p1'] },
      geo: { place_id: 'place1' },
    });
    const second = post('101', {
      in_reply_to_user_id: '9',
      entities: { mentions: [{ username: 'user10' }] },
    });
    const media = ['3_100', '3_90', '3_5'].map((key) => ({ media_key: key, type: 'photo' }));
    const { posts, earlierVersions } = splitPage({
      data: [first, second],
      includes: {
        users: ['7', '8', '9', '10', '11'].map(user),
        tweets: [quoted, post('80')],
        media,
        polls: [{ id: 'p1' }, { id: 'p2' }],
        places: [{ id: 'place1' }, { id: 'place2' }],
      },
    });

    expect(posts).toEqual([
      {
        post: first,
        includes: {
          users: [user('7'), user('8')],
          tweets: [quoted],
          media: media.slice(0, 2),
          polls: [{ id: 'p1' }],
          places: [{ id: 'place1' }],
        },
        problems: [],
      },
      {
        post: second,
        includes: { users: [user('7'), user('9'), user('10')] },
        problems: [],
      },
    ]);
    expect(earlierVersions).toEqual([]);
  });

  it('keeps the words and lists of the post dialect', () => {
    const reposted = post('90', { author_id: '8' });
    const data = [post('100', { referenced_posts: [{ type: 'retweeted', id: '90' }] })];
    const page = { data, includes: { posts: [reposted], topics: [{ id: '7' }, { id: 't' }] } };

    expect(splitPage(page).posts[0]?.includes).toEqual({
      posts: [reposted],
      topics: [{ id: '7' }],
    });
  });

  it('keeps the post that a medium was first posted in', () => {
    const source = post('90', { author_id: '8' });
    const data = [post('100', { attachments: { media_source_tweet_id: ['90'] } })];
    const page = { data, includes: { tweets: [source], users: [user('8')] } };

    expect(splitPage(page).posts[0]?.includes).toEqual({ tweets: [source], users: [user('8')] });
  });

  it('keeps what a quoted post quotes, to any depth, but not what it answers', () => {
    const refersTo = (...references: [string, string][]) => ({
      referenced_tweets: references.map(([type, id]) => ({ type, id })),
    });
    const second = post('90', {
      author_id: '8',
      ...refersTo(['quoted', '80'], ['replied_to', '85']),
    });
    const third = post('80', {
      author_id: '9',
      ...refersTo(['retweeted', '70'], ['quoted', '100']),
    });
    const last = post('70', { author_id: '10', attachments: { media_keys: ['3_70'] } });
    const data = [post('100', refersTo(['quoted', '90'])), post('101', refersTo(['quoted', '80']))];
    const { posts } = splitPage({
      data,
      includes: {
        users: ['7', '8', '9', '10', '11'].map(user),
        tweets: [data[0] ?? {}, second, post('85', { author_id: '11' }), third, last],
        media: [{ media_key: '3_70', type: 'photo' }],
      },
    });

    expect(posts[0]?.includes).toEqual({
      users: ['7', '8', '9', '10'].map(user),
      tweets: [second, third, last],
      media: [{ media_key: '3_70', type: 'photo' }],
    });
  });

  it('hands partial errors to the posts they are about', () => {
    const data = [
      post('100', { referenced_tweets: [{ type: 'quoted', id: '90' }] }),
      post('101', { entities: { mentions: [{ username: 'gone' }] } }),
      post('102'),
    ];
    const suspended = { value: 'gone', detail: 'User has been suspended: [gone].' };
    const { posts } = splitPage({ data, errors: [notFound('90'), suspended, notFound('5')] });

    expect(posts.map(({ problems }) => problems)).toEqual([[notFound('90')], [suspended], []]);
  });

  it('finds the earlier versions of edited posts, each standing alone', () => {
    const versions = ['98', '99', '100'];
    const version = (id: string) =>
      post(id, { edit_history_tweet_ids: versions, attachments: { media_keys: [`3_${id}`] } });
    const media = versions.map((id) => ({ media_key: `3_${id}`, type: 'photo' }));
    const { posts, earlierVersions } = splitPage({
      data: [version('100')],
      includes: { tweets: [version('100'), version('98'), version('99'), post('90')], media },
    });

    expect(posts.map((raw) => raw.includes)).toEqual([{ media: [media[2]] }]);
    expect(earlierVersions.map((raw) => [raw.post.id, raw.includes])).toEqual([
      ['98', { media: [media[0]] }],
      ['99', { media: [media[1]] }],
    ]);
  });

  it.each([{}, { data: [] }, { data: null, includes: null, errors: 'none' }, { meta: {} }])(
    'finds nothing in %j',
    (page: JsonObject) => {
      expect(splitPage(page)).toEqual({ posts: [], earlierVersions: [] });
    },
  );

  it('reads each post alone as it reads it within the whole page', () => {
    const anId = fc.constantFrom('1', '2', '3', '4', '5', '6');
    const aPagePost = (...types: string[]) =>
      fc.record({
        references: fc.array(fc.record({ type: fc.constantFrom(...types), id: anId }), {
          maxLength: 2,
        }),
        author: anId,
        mentions: fc.array(anId, { maxLength: 2 }),
        media: fc.array(anId, { maxLength: 2 }),
      });
    const aPage = fc.record({
      data: fc.array(aPagePost('quoted', 'replied_to', 'retweeted'), { maxLength: 5 }),
      included: fc.array(aPagePost('quoted', 'retweeted'), { maxLength: 6 }),
      users: fc.subarray(['1', '2', '3', '4', '5', '6']),
      media: fc.subarray(['1', '2', '3', '4', '5', '6']),
      errors: fc.subarray(['1', '2', '3', '4', '5', '6']),
      dialect: fc.constantFrom('tweets', 'posts'),
    });

    fc.assert(
      fc.property(aPage, ({ data, included, users, media, errors, dialect }) => {
        const toPost = (
          { references, author, mentions, media: keys }: (typeof data)[0],
          i: number,
        ) =>
          post(String(i + 1), {
            author_id: author,
            [dialect === 'posts' ? 'referenced_posts' : 'referenced_tweets']: references,
            entities: { mentions: mentions.map((id) => ({ id, username: `user${id}` })) },
            attachments: { media_keys: keys.map((key) => `3_${key}`) },
          });
        const includes = {
          users: users.map(user),
          media: media.map((id) => ({
            media_key: `3_${id}`,
            type: 'photo',
            url: `https://p/${id}`,
          })),
          [dialect]: included.map(toPost),
        };
        const page = {
          data: data.map((each, i) => toPost(each, i + 6)),
          includes,
          errors: errors.map(notFound),
        };
        const { posts } = splitPage(page);

        expect(posts.map((raw) => raw.post)).toEqual(page.data);
        expect(posts.map(readPost)).toEqual(
          page.data.map((whole) => readPost({ post: whole, includes, problems: page.errors })),
        );
      }),
    );
  });
});
