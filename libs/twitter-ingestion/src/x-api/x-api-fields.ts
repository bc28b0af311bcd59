import { type XApiConfig } from '@app/config';

/**
 * What is asked of X with every post: all that a lossless record needs. Left out are only private metrics (X
 * answers empty pages when a page holds posts older than 30 days, docs.x.com/x-api/fundamentals/metrics) and fields
 * for writers of Community Notes, which are not the account's.
 */
const POST_FIELDS = [
  'article', // long-form articles
  'attachments', // keys of media and polls
  'author_id',
  'card_uri', // link previews
  'community_id',
  'context_annotations', // X's topics
  'conversation_id', // the thread
  'created_at',
  'display_text_range',
  'edit_controls', // until when the post may change
  'edit_history_tweet_ids', // all versions
  'entities', // links, mentions, tags
  'geo',
  'id',
  'in_reply_to_user_id',
  'lang',
  'media_metadata',
  'note_tweet', // the whole of a long post
  'paid_partnership',
  'possibly_sensitive',
  'public_metrics',
  'referenced_tweets', // replied to, quoted, reposted
  'reply_settings',
  'scopes',
  'source',
  'text',
  'withheld',
];

/** Objects that are part of the post itself: its media, poll, place and earlier versions. */
const OWN_EXPANSIONS = [
  'article.cover_media',
  'article.media_entities',
  'attachments.media_keys',
  'attachments.media_source_tweet',
  'attachments.poll_ids',
  'author_id',
  'edit_history_tweet_ids',
  'geo.place_id',
];

/** The posts it refers to and the users it names. X may bill each of them as a read. */
const CONTEXT_EXPANSIONS = [
  'entities.mentions.username',
  'entities.note.mentions.username',
  'in_reply_to_user_id',
  'referenced_tweets.id',
  'referenced_tweets.id.attachments.media_keys', // else a repost's picture is missing
  'referenced_tweets.id.author_id',
];

export const MEDIA_FIELDS = [
  'alt_text',
  'duration_ms',
  'height',
  'media_key',
  'preview_image_url',
  'public_metrics',
  'type',
  'url',
  'variants',
  'width',
];

export const USER_FIELDS = [
  'created_at',
  'description',
  'entities',
  'id',
  'location',
  'name',
  'profile_image_url',
  'protected',
  'public_metrics',
  'url',
  'username',
  'verified',
  'verified_type',
  'withheld',
];

const POLL_FIELDS = ['duration_minutes', 'end_datetime', 'id', 'options', 'voting_status'];
const PLACE_FIELDS = [
  'contained_within',
  'country',
  'country_code',
  'full_name',
  'geo',
  'id',
  'name',
  'place_type',
];

/** In the post dialect these are expansions only, and references have no expansions of their own. */
const NOT_IN_POST_DIALECT = new Set([
  'author_id',
  'edit_history_tweet_ids',
  'in_reply_to_user_id',
  'referenced_tweets',
]);
/** What a post refers to is known by an expansion only, so it is asked for in any case. */
const ALWAYS_IN_POST_DIALECT = ['in_reply_to_user_id', 'referenced_tweets.id'];
/** Has no older name. */
const ONLY_IN_POST_DIALECT = ['article_title'];
const POST_DIALECT_NAMES: Readonly<Record<string, string>> = {
  note_tweet: 'note_post',
  edit_history_tweet_ids: 'edit_history_post_ids',
  'referenced_tweets.id': 'referenced_posts',
};

export type Wanted = Pick<XApiConfig, 'dialect' | 'context'>;

/** The query that asks for all of posts, in the vocabulary the configuration names. The only place that decides. */
export function fieldQuery({ dialect, context }: Wanted): Record<string, string> {
  const expansions = [...OWN_EXPANSIONS, ...(context === 'full' ? CONTEXT_EXPANSIONS : [])];
  const inDialect = dialect === 'tweet' ? tweetDialect(expansions) : postDialect(expansions);
  return {
    ...inDialect,
    'media.fields': MEDIA_FIELDS.join(','),
    'user.fields': USER_FIELDS.join(','),
    'poll.fields': POLL_FIELDS.join(','),
    'place.fields': PLACE_FIELDS.join(','),
  };
}

export function tweetDialect(expansions: string[]): Record<string, string> {
  return { 'tweet.fields': POST_FIELDS.join(','), expansions: expansions.join(',') };
}

export function postDialect(expansions: string[]): Record<string, string> {
  const fields = POST_FIELDS.filter((field) => !NOT_IN_POST_DIALECT.has(field));
  const wanted = new Set([...expansions, ...ALWAYS_IN_POST_DIALECT]);
  const known = [...wanted].filter(
    (name) =>
      !name.startsWith('referenced_tweets.id.') && name !== 'entities.note.mentions.username',
  );
  return {
    'post.fields': inPostDialect([...fields, ...ONLY_IN_POST_DIALECT]).join(','),
    expansions: inPostDialect(known).join(','),
  };
}

export function inPostDialect(names: string[]): string[] {
  return names.map((name) => POST_DIALECT_NAMES[name] ?? name);
}
