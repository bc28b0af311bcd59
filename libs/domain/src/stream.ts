/**
 * What an account's archive is made of. Each stream is read, covered and switched on by itself:
 * `posts` the account's own · `mentions` posts of others that name it, replies to it among them · `quotes` posts of others that quote
 * it · `messages` direct messages, one to one and in groups · `likes` posts it likes · `profile` changes of its profile ·
 * `deletions` posts that are gone from X.
 */
export const streams = [
  'posts',
  'mentions',
  'quotes',
  'messages',
  'likes',
  'profile',
  'deletions',
] as const;

export type Stream = (typeof streams)[number];

/** Streams an admin may switch on for an account. Its own posts are always archived. */
export const optionalStreams = ['mentions', 'quotes', 'messages', 'likes', 'profile'] as const;

export type OptionalStream = (typeof optionalStreams)[number];
