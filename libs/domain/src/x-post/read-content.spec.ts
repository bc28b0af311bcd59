import { aRawPost } from '@testing/domain';

import { type DirectMessage } from '../content';
import { type JsonObject } from '../json';
import { type PostRecord } from '../post-record';
import { readContent } from './read-content';

const users = [
  { id: '7', username: 'contoso', name: 'Contoso' },
  { id: '8', username: 'adelev', name: 'Adele Vance' },
];
const contoso = { id: '7', username: 'contoso', name: 'Contoso', profileImageUrl: undefined };
const adele = { id: '8', username: 'adelev', name: 'Adele Vance', profileImageUrl: undefined };
const NOTICED = { at: '2025-03-04T00:00:00.000Z', notBefore: '2025-03-03T00:00:00.000Z' };
const noticed = { at: new Date(NOTICED.at), notBefore: new Date(NOTICED.notBefore) };

function aRecord(
  record: Partial<PostRecord>,
  post: JsonObject,
  more: Partial<PostRecord['raw']> = {},
) {
  const raw = { post, includes: { users }, problems: [], ...more };
  return {
    schemaVersion: 1,
    accountId: '7',
    postId: '100',
    format: 'x-api-v2',
    raw,
    ...record,
  } satisfies PostRecord;
}

const EVENT = {
  id: '100',
  event_type: 'MessageCreate',
  created_at: '2025-03-01T12:00:00.000Z',
  dm_conversation_id: '7-8',
  sender_id: '8',
};

const unreadable = (more: object = {}) =>
  expect.objectContaining({ code: 'conversion.unreadable_post', ...more }) as Error;

function messageOf(event: JsonObject, more?: Partial<PostRecord['raw']>): DirectMessage {
  const content = readContent(aRecord({ type: 'message' }, { ...EVENT, ...event }, more));
  if (content.type !== 'message') throw new Error(`read a ${content.type}`);
  return content.message;
}

it('reads a record without a type as a post', () => {
  const content = readContent(aRecord({}, aRawPost({ id: '100' }).post));

  expect(content).toMatchObject({ type: 'post', post: { id: '100', author: { id: '7' } } });
});

it('does not guess at a type of a later version', () => {
  const record = JSON.parse(JSON.stringify(aRecord({}, EVENT))) as PostRecord;

  expect(() => readContent(Object.assign(record, { type: 'space' }))).toThrow(unreadable());
});

describe('a direct message', () => {
  const entities = {
    urls: [{ url: 'https://t.co/1', expanded_url: 'https://contoso.example/' }],
    mentions: [{ username: 'adelev', id: '8' }],
    hashtags: [{ tag: 'maps' }],
    cashtags: [{ tag: 'CNTS' }],
  };

  it('is read with who takes part, and HTML entities decoded', () => {
    expect(messageOf({ text: 'Tea &amp; cake?' })).toEqual({
      id: '100',
      createdAt: new Date('2025-03-01T12:00:00.000Z'),
      event: 'message',
      conversationId: '7-8',
      sender: adele,
      participants: [adele, contoso],
      affected: [],
      text: 'Tea & cake?',
      links: [],
      mentions: [],
      hashtags: [],
      cashtags: [],
      media: [],
      references: [],
    });
  });

  it.each([
    ['under `entities`, as in the newer document', { entities }],
    ['on the event, as in the older one', entities],
  ])('has its links, names and tags read %s', (_where, event) => {
    expect(messageOf(event)).toMatchObject({
      links: [{ url: 'https://t.co/1', expandedUrl: 'https://contoso.example/' }],
      mentions: [adele],
      hashtags: ['maps'],
      cashtags: ['CNTS'],
    });
  });

  it.each(['referenced_tweets', 'referenced_posts'])('shows the post shared (%s)', (name) => {
    const shared = aRawPost({ id: '90', author_id: '8' }).post;
    const message = messageOf(
      { [name]: [{ id: '90' }, { id: '91' }], attachments: { media_keys: ['3_1'] } },
      {
        includes: { users, tweets: [shared], media: [{ media_key: '3_1', type: 'photo' }] },
        problems: [{ resource_id: '91', detail: 'No 91.' }],
      },
    );

    expect(message.references).toMatchObject([
      { id: '90', type: 'quoted', post: { author: adele } },
      { id: '91', type: 'quoted', problem: 'No 91.' },
    ]);
    expect(message.media).toMatchObject([{ key: '3_1', type: 'photo' }]);
  });

  it('tells who joined a group, and by whom', () => {
    const group = { dm_conversation_id: '1234567890123456', participant_ids: ['8', '9'] };

    expect(messageOf({ ...group, event_type: 'ParticipantsJoin', sender_id: '7' })).toMatchObject({
      event: 'joined',
      sender: contoso,
      affected: [adele, { id: '9' }],
      participants: [contoso, adele, { id: '9' }],
    });
  });

  it('is done by whoever leaves where X names no other', () => {
    const left = { event_type: 'ParticipantsLeave', participant_ids: ['8'], sender_id: null };

    expect(messageOf(left)).toMatchObject({ event: 'left', sender: adele, affected: [adele] });
  });

  it('tells the new name of a group', () => {
    expect(messageOf({ event_type: 'ConversationNameUpdate', name: 'Press' })).toMatchObject({
      event: 'renamed',
      newName: 'Press',
    });
  });

  it.each<[string, JsonObject]>([
    ['sender_id', { sender_id: null }],
    ['dm_conversation_id', { dm_conversation_id: null }],
    ['event_type', { event_type: 'SomethingNew' }],
    ['created_at', { created_at: 'yesterday' }],
  ])('is unreadable without %s, and its text is not told', (field, event) => {
    expect(() => messageOf({ text: 'secret', ...event })).toThrow(
      unreadable({
        details: { fields: field, postId: '100' },
        message: expect.not.stringContaining('secret') as string,
      }),
    );
  });
});

describe('a like', () => {
  it('shows the post, when it was noticed and who likes it', () => {
    const { post } = aRawPost({ id: '100', author_id: '8' });

    expect(readContent(aRecord({ type: 'like', noticed: NOTICED }, post))).toMatchObject({
      type: 'like',
      like: { by: contoso, postId: '100', post: { id: '100', author: adele }, noticed },
    });
  });

  it('is known by the id of a post that X does not show, and its text in the owner’s archive', () => {
    const record = {
      type: 'like',
      noticed: { at: NOTICED.at },
      supplied: { fullText: 'A &lt; B' },
    };

    expect(readContent(aRecord(record as Partial<PostRecord>, { id: '100' }))).toEqual({
      type: 'like',
      like: { by: contoso, postId: '100', text: 'A < B', noticed: { at: noticed.at } },
    });
  });

  it('is unreadable when the post is, or when nobody knows when it was noticed', () => {
    expect(() =>
      readContent(aRecord({ type: 'like', noticed: NOTICED }, { id: '100', text: 5 })),
    ).toThrow(unreadable());
    expect(() => readContent(aRecord({ type: 'like' }, { id: '100' }))).toThrow(unreadable());
  });
});

describe('a profile', () => {
  const USER = {
    id: '7',
    username: 'contoso',
    name: 'Contoso',
    description: 'Maps &amp; more: https://t.co/1',
    url: 'https://t.co/2',
    entities: {
      description: { urls: [{ url: 'https://t.co/1', expanded_url: 'https://contoso.example/m' }] },
      url: { urls: [{ url: 'https://t.co/2', expanded_url: 'https://contoso.example/' }] },
    },
    created_at: '2012-05-01T08:00:00.000Z',
    profile_banner_url: 'https://pbs.twimg.com/profile_banners/7/1',
    affiliation: { description: 'Contoso Group' },
    withheld: { country_codes: ['DE', 'FR'] },
    protected: false,
    verified: true,
    verified_type: 'business',
    pinned_post_id: '99',
  };

  it('is read with its links resolved, in either vocabulary', () => {
    const record = { type: 'profile', postId: '7', noticed: NOTICED } as const;

    expect(readContent(aRecord(record, USER, { includes: {} }))).toEqual({
      type: 'profile',
      change: {
        now: {
          id: '7',
          username: 'contoso',
          name: 'Contoso',
          description: 'Maps & more: https://contoso.example/m',
          url: 'https://contoso.example/',
          bannerUrl: 'https://pbs.twimg.com/profile_banners/7/1',
          affiliation: 'Contoso Group',
          withheldIn: 'DE, FR',
          isProtected: false,
          isVerified: true,
          verifiedType: 'business',
          pinnedPostId: '99',
          createdAt: new Date('2012-05-01T08:00:00.000Z'),
        },
        noticed,
      },
    });
  });

  it('comes with what it was before', () => {
    const before = { ...USER, name: 'Contoso Ltd' };
    const record = { type: 'profile', postId: '7', noticed: NOTICED } as const;

    expect(readContent(aRecord(record, USER, { includes: { users: [before] } }))).toMatchObject({
      change: { now: { name: 'Contoso' }, before: { name: 'Contoso Ltd' } },
    });
  });
});

describe('a deletion', () => {
  const { post } = aRawPost({ id: '100', text: 'Gone' });
  const deletionOf = (raw: JsonObject, problems: JsonObject[] = [], more = {}) =>
    readContent(aRecord({ type: 'deletion', noticed: NOTICED, ...more }, raw, { problems }));
  const problem = (kind: string) => ({
    resource_id: '100',
    type: `https://api.twitter.com/2/problems/${kind}`,
    detail: 'In words of X.',
  });

  it('shows the post as archived, and tells what X says', () => {
    expect(deletionOf(post, [problem('resource-not-found')])).toMatchObject({
      type: 'deletion',
      deletion: {
        postId: '100',
        toldBy: 'api',
        reason: 'deleted',
        problem: 'In words of X.',
        post: { text: 'Gone' },
        noticed,
      },
    });
  });

  it('is not said to be one when X only does not show the post', () => {
    expect(deletionOf(post, [problem('not-authorized-for-resource')])).toMatchObject({
      deletion: { reason: 'hidden' },
    });
  });

  it.each([{ id: '100' }, { id: '100', text: 5 }])('does without the post (%j)', (raw) => {
    const { deletion } = deletionOf(raw) as { deletion: object };

    expect(deletion).toMatchObject({ reason: 'deleted', postId: '100' });
    expect(deletion).not.toHaveProperty('post');
  });

  it.each([
    ['Mon Mar 03 09:30:12 +0000 2025', new Date('2025-03-03T09:30:12.000Z')],
    ['2025-03-03T09:30:12.000Z', new Date('2025-03-03T09:30:12.000Z')],
    ['soon', undefined],
  ])('tells when, as the owner’s archive does (%s)', (deleted_at, deletedAt) => {
    const told = deletionOf({ ...post, deleted_at }, [], { format: 'x-archive' });

    expect(told).toMatchObject({ deletion: { toldBy: 'archive', deletedAt } });
  });
});
