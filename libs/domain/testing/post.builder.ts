import { firstIdAt, type JsonObject, type Post, type RawPost } from '@app/domain';

const createdAt = new Date('2025-03-01T12:00:00.000Z');

/** A plain post of account 7, valid by default. */
export function aPost(overrides: Partial<Post> = {}): Post {
  const id = overrides.id ?? firstIdAt(overrides.createdAt ?? createdAt);
  return {
    id,
    createdAt,
    author: { id: '7', username: 'contoso', name: 'Contoso' },
    conversationId: id,
    text: 'Hello',
    isLong: false,
    links: [],
    mentions: [],
    hashtags: [],
    cashtags: [],
    media: [],
    references: [],
    versionIds: [id],
    metrics: {},
    isSensitive: false,
    withheldIn: [],
    ...overrides,
  };
}

/** The same as X sends it (tweet dialect). */
export function aRawPost(
  post: JsonObject = {},
  around: Partial<Omit<RawPost, 'post'>> = {},
): RawPost {
  const id = typeof post.id === 'string' ? post.id : firstIdAt(createdAt);
  return {
    post: {
      id,
      text: 'Hello',
      created_at: createdAt.toISOString(),
      author_id: '7',
      conversation_id: id,
      edit_history_tweet_ids: [id],
      ...post,
    },
    includes: { users: [{ id: '7', username: 'contoso', name: 'Contoso' }] },
    problems: [],
    ...around,
  };
}

/** An event of a conversation of accounts 7 and 8, as X sends it (tweet dialect): something that 8 wrote. */
export function aRawMessage(
  event: JsonObject = {},
  around: Partial<Omit<RawPost, 'post'>> = {},
): RawPost {
  return {
    post: {
      id: firstIdAt(createdAt),
      event_type: 'MessageCreate',
      text: 'Hello, just you',
      created_at: createdAt.toISOString(),
      sender_id: '8',
      dm_conversation_id: '7-8',
      ...event,
    },
    includes: { users: [{ id: '8', username: 'fabrikam', name: 'Fabrikam' }] },
    problems: [],
    ...around,
  };
}
