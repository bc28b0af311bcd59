import {
  inPostDialect,
  MEDIA_FIELDS,
  postDialect,
  tweetDialect,
  USER_FIELDS,
  type Wanted,
} from './x-api-fields';

/** What a profile says besides, or may say for a while. Its newest post is left out: that is no change of a profile. */
const PROFILE_FIELDS = [
  ...USER_FIELDS,
  'affiliation', // the organization it belongs to
  'is_identity_verified',
  'parody',
  'pinned_tweet_id',
  'profile_banner_url',
  'subscription_type',
  'verified_followers_count',
];

/** An event of a conversation. */
const MESSAGE_FIELDS = [
  'attachments',
  'created_at',
  'dm_conversation_id',
  'entities',
  'event_type',
  'id',
  'participant_ids', // who came or went
  'referenced_tweets', // a post that was shared
  'sender_id',
  'text',
];
const MESSAGE_EXPANSIONS = ['attachments.media_keys', 'participant_ids', 'sender_id'];

/** In the post dialect these are expansions only. */
const NOT_IN_POST_DIALECT = new Set(['participant_ids', 'referenced_tweets', 'sender_id']);
const PROFILE_NOT_IN_POST_DIALECT = new Set(['affiliation', 'pinned_tweet_id']);

/** The query that asks for all of messages; X knows no polls and places there. */
export function messageQuery({ dialect, context }: Wanted): Record<string, string> {
  const isTweets = dialect === 'tweet';
  const withShared = context === 'full' || !isTweets ? ['referenced_tweets.id'] : [];
  const expansions = [...MESSAGE_EXPANSIONS, ...withShared];
  const fields = MESSAGE_FIELDS.filter((name) => isTweets || !NOT_IN_POST_DIALECT.has(name));
  const { expansions: _, ...ofPosts } = isTweets ? tweetDialect([]) : postDialect([]);
  return {
    'dm_event.fields': fields.join(','),
    event_types: 'MessageCreate,ParticipantsJoin,ParticipantsLeave',
    expansions: (isTweets ? expansions : inPostDialect(expansions)).join(','),
    ...ofPosts,
    'media.fields': MEDIA_FIELDS.join(','),
    'user.fields': USER_FIELDS.join(','),
  };
}

/** The same of a profile. */
export function profileQuery({ dialect }: Pick<Wanted, 'dialect'>): Record<string, string> {
  if (dialect === 'tweet') return { 'user.fields': PROFILE_FIELDS.join(',') };
  const fields = PROFILE_FIELDS.filter((name) => !PROFILE_NOT_IN_POST_DIALECT.has(name));
  return {
    'user.fields': fields.join(','),
    'post.fields': 'id',
    expansions: 'affiliation,pinned_post_id',
  };
}
