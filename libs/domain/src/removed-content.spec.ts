import { aRawPost } from '@testing/domain';

import { type JsonObject } from './json';
import { type PostRecord } from './post-record';
import {
  pollIdsOf,
  recordWithout,
  REMOVED_TEXT,
  type RemovedContent,
  removedRecord,
  withFilesIn,
  withoutContent,
} from './removed-content';
import { readContent } from './x-post/read-content';

const removed: RemovedContent = {
  policy: 'redact',
  postIds: new Set(['100']),
  mediaKeys: new Set(['3_1']),
  pollIds: new Set(['5']),
};
const { post } = aRawPost({
  id: '100',
  author_id: '7',
  text: 'Our secret words',
  note_tweet: { text: 'Our secret words, and more' },
  entities: { urls: [{ url: 'https://t.co/1', title: 'secret' }] },
  attachments: { media_keys: ['3_1'], poll_ids: ['5'] },
  referenced_tweets: [{ type: 'replied_to', id: '90' }],
});
const mark = { at: '2026-01-01T00:00:00.000Z', policy: 'redact', sha256: 'f' } as const;

function aRecord(
  more: Partial<PostRecord>,
  raw: JsonObject,
  includes: JsonObject = {},
): PostRecord {
  return {
    ...{ schemaVersion: 1, accountId: '7', postId: '100', format: 'x-api-v2' },
    raw: { post: raw, includes, problems: [] },
    ...more,
  } satisfies PostRecord;
}

describe('withoutContent', () => {
  it('leaves of a post its ids and times, wherever it stands', () => {
    const page = { data: [post], includes: { tweets: [{ id: '90', text: 'Older' }, post] } };
    const left = {
      ...{ id: '100', author_id: '7', created_at: post.created_at, text: REMOVED_TEXT },
      referenced_tweets: [{ type: 'replied_to', id: '90' }],
      edit_history_tweet_ids: ['100'],
      conversation_id: '100',
    };
    expect(withoutContent(page, removed)).toEqual({
      data: [left],
      includes: { tweets: [{ id: '90', text: 'Older' }, left] },
    });
  });

  it('leaves no more than the id when it is purged', () => {
    expect(withoutContent({ data: [post] }, { ...removed, policy: 'purge' })).toEqual({
      data: [
        { id: '100', text: REMOVED_TEXT, referenced_tweets: [{ type: 'replied_to', id: '90' }] },
      ],
    });
  });

  it.each([
    ['media', { media: [{ media_key: '3_1', type: 'photo', alt_text: 'secret' }] }, { media: [] }],
    ['polls', { polls: [{ id: '5', options: [{ label: 'secret' }] }] }, { polls: [] }],
    [
      'reposts',
      {
        data: [
          { id: '101', text: 'RT secret', referenced_posts: [{ type: 'reposted', id: '100' }] },
        ],
      },
      {
        data: [
          { id: '101', text: REMOVED_TEXT, referenced_posts: [{ type: 'reposted', id: '100' }] },
        ],
      },
    ],
    [
      'the owner’s archive',
      { tweet: { id: '100', id_str: '100', full_text: 'secret', entities: {} } },
      { tweet: { id: '100', id_str: '100', full_text: REMOVED_TEXT } },
    ],
    [
      'likes in the owner’s archive',
      { like: { tweetId: '100', fullText: 'secret', expandedUrl: 'https://x.com/i' } },
      { like: { tweetId: '100', fullText: REMOVED_TEXT } },
    ],
  ])('takes its words out of %s', (_, value, left) => {
    expect(withoutContent(value, removed)).toEqual(left);
  });

  it.each([
    ['other posts', { data: [{ id: '101', text: 'About 100', quoted: '100' }] }],
    ['quotes', { id: '101', text: 'See', referenced_tweets: [{ type: 'quoted', id: '100' }] }],
    ['other media', { media: [{ media_key: '3_2', type: 'photo', alt_text: 'A cat' }] }],
    ['where media are named', { media_metadata: [{ media_key: '3_1' }] }],
    ['other polls', { polls: [{ id: '6', options: [] }] }],
    ['messages of the same id', { data: [{ id: '100', event_type: 'MessageCreate', text: 'Hi' }] }],
    ['supplied messages', { messageCreate: { id: '100', senderId: '7', text: 'Hi' } }],
    ['what is nothing', { errors: null, meta: { count: 1, isDone: true } }],
  ])('leaves %s as they are', (_, value) => {
    expect(withoutContent(value, removed)).toEqual(value);
  });

  it('does nothing the second time', () => {
    const once = withoutContent(
      { data: [post], media: [{ media_key: '3_1', type: 'x' }] },
      removed,
    );
    expect(withoutContent(once, removed)).toEqual(once);
  });
});

describe('recordWithout', () => {
  it('takes the words out of what came along, and out of what the owner supplied', () => {
    const quote = aRawPost({ id: '101', referenced_tweets: [{ type: 'quoted', id: '100' }] }).post;
    const record = aRecord({ postId: '101', supplied: { tweet: post } }, quote, { tweets: [post] });
    const left = recordWithout(record, removed);
    expect(left.raw.post).toEqual(quote);
    expect(JSON.stringify(left)).not.toContain('secret');
    expect(left).not.toHaveProperty('removed');
  });

  it('leaves a record of something else as it is', () => {
    const record = aRecord({ postId: '101' }, aRawPost({ id: '101' }).post);
    expect(recordWithout(record, removed)).toEqual(record);
  });
});

describe('withFilesIn', () => {
  const none = { ...removed, mediaKeys: new Set<string>(), pollIds: new Set<string>() };
  const other = { id: '101', text: 'Other', attachments: { media_keys: ['3_2'], poll_ids: ['6'] } };

  it('adds the media and polls of the removed posts, wherever these stand', () => {
    const found = withFilesIn([{ data: [other] }, { includes: { tweets: [post] } }], none);
    expect(found).toEqual(removed);
  });

  it('leaves what another post shows as well', () => {
    const both = { ...other, attachments: { media_keys: ['3_1'], poll_ids: ['5', 6] } };
    expect(withFilesIn([[post, both]], none)).toEqual(none);
  });

  it('keeps what is known already', () => {
    expect(withFilesIn([null, 'text', { id: '100', attachments: [] }], removed)).toEqual(removed);
  });
});

describe('removedRecord', () => {
  it('still is a post, by its author, of its time, that says what happened', () => {
    const users = [
      { id: '7', username: 'contoso', name: 'Contoso', description: 'secret' },
      { id: '8', username: 'secret' },
    ];
    const includes = { users, tweets: [{ id: '90', text: 'secret' }] };
    const left = removedRecord(aRecord({ supplied: { tweet: post } }, post, includes), mark);
    expect(JSON.stringify(left)).not.toContain('secret');
    expect(left).toMatchObject({ removed: mark, postId: '100' });
    expect(left).not.toHaveProperty('supplied');
    expect(readContent(left)).toMatchObject({
      type: 'post',
      post: {
        ...{ text: REMOVED_TEXT, createdAt: new Date('2025-03-01T12:00:00.000Z'), media: [] },
        author: { id: '7', username: 'contoso', name: 'Contoso' },
      },
    });
  });

  it('keeps what X says of a deletion, and has no author where none came along', () => {
    const record = aRecord({ type: 'deletion' }, post, { users: 'none' });
    record.raw.problems = [{ resource_id: '100', detail: 'Gone' }];
    const left = removedRecord(record, mark);
    expect(left.raw).toMatchObject({ includes: {}, problems: [{ detail: 'Gone' }] });
  });
});

describe('pollIdsOf', () => {
  it.each<[string[], JsonObject]>([
    [['5'], { attachments: { poll_ids: ['5', 6] } }],
    [[], { attachments: {} }],
    [[], {}],
  ])('finds %j', (ids, raw) => {
    expect(pollIdsOf(aRecord({}, raw))).toEqual(ids);
  });
});
