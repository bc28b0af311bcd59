import { type ConversionField, keep, NOTE, to } from './conversion-field';

/** Links, mentions and tags stand in a post and in its long text. */
const entitiesIn = (at: string): ConversionField[] => [
  to(
    `${at}.urls[].url`,
    '`Content` (replaced by the target)',
    '',
    'details: “… led to”; title of the link',
  ),
  to(`${at}.urls[].expanded_url`, '`Content`', '', 'text; address of the link'),
  to(`${at}.mentions[].username`, '`Recipients`', 'To, Cc', 'text, in colour'),
  to(`${at}.mentions[].id`, '`Recipients[].Id`', 'To, Cc (who is known by id only)', ''),
  to(`${at}.hashtags[].tag`, '', 'X-Twitter-Hashtags', 'text, in colour'),
  to(`${at}.cashtags[].tag`, '', 'X-Twitter-Cashtags', 'text, in colour'),
];
const cardsIn = (at: string): ConversionField[] => [
  to(`${at}.urls[].unwound_url`, NOTE, '', 'details: “led to”; card of the link'),
  to(`${at}.urls[].title`, NOTE, '', 'details: “was shown as”; card of the link'),
  to(`${at}.urls[].description`, NOTE, '', 'details: “was shown as”; card of the link'),
];
const positionsIn = (at: string): string[] =>
  ['urls', 'mentions', 'hashtags', 'cashtags'].flatMap((list) => [
    `${at}.${list}[].start`,
    `${at}.${list}[].end`,
  ]);

export const POST: ConversionField[] = [
  to(
    'post.id',
    '`Id`',
    'Message-ID, References, X-Twitter-Post-Id, X-Twitter-Post-Url',
    'details: “At X”',
  ),
  to('post.text', '`Content`, `MessagePreviewText`', '', 'text'),
  to('post.note_tweet.text', '`Content`, `MessagePreviewText`', 'X-Twitter-Flags: long', 'text'),
  to('post.article', '`Content`', '', 'title and text of the article'),
  to('post.article_title', '`Content`', '', 'title of the article'),
  to(
    'post.created_at',
    '`SentTimeUtc`',
    'Date, X-Twitter-Post-Time',
    'beside the author; details: “Posted”',
  ),
  to(
    'post.author_id',
    '`Sender.Id`, `Sender.EmailAddress`',
    'X-Twitter-Author-Id; From (who is known by id only)',
    'author',
  ),
  to('post.conversation_id', '`ThreadId`', 'References, X-Twitter-Conversation-Id', ''),
  to('post.in_reply_to_user_id', '`Recipients`', 'To', ''),
  to(
    'post.referenced_tweets[].type',
    '`ItemType`, `ParentId`, `Content`',
    'X-Message-Class, X-Twitter-Kind',
    'reply context, quote or repost',
  ),
  to(
    'post.referenced_tweets[].id',
    '`ParentId`, `PreContext`',
    'In-Reply-To, References, X-Twitter-Replied-To-Id, -Quoted-Id, -Reposted-Id',
    'reply context, quote or repost',
  ),
  to(
    'post.edit_history_tweet_ids',
    NOTE,
    'X-Twitter-Version, X-Twitter-Version-Ids, References',
    'details: “Version”',
  ),
  to(
    'post.edit_controls.editable_until',
    '',
    'X-Twitter-Editable-Until',
    'details: “Editable until”',
  ),
  to('post.lang', NOTE, 'Content-Language', '`lang` of the text; details: “Language”'),
  to('post.source', NOTE, 'X-Twitter-Source-App', 'details: “Posted with”'),
  to('post.possibly_sensitive', NOTE, 'X-Twitter-Flags: sensitive', 'details: “Marked as”'),
  to('post.reply_settings', NOTE, 'X-Twitter-Flags: reply-limited', 'details: “Who can reply”'),
  to('post.community_id', NOTE, 'X-Twitter-Flags: community', 'details: “Community”'),
  to(
    'post.paid_partnership',
    NOTE,
    'X-Twitter-Flags: paid-partnership',
    'details: “Paid partnership”',
  ),
  to('post.scopes.followers', NOTE, 'X-Twitter-Flags: followers-only', 'details: “Shown to”'),
  to('post.withheld.country_codes', NOTE, 'X-Twitter-Flags: withheld', 'details: “Withheld in”'),
  to('post.withheld.copyright', NOTE, 'X-Twitter-Flags: withheld', 'details: “Withheld for”'),
  to('post.geo.place_id', NOTE, '', 'details: “Place”'),
  to('post.geo.coordinates.coordinates', NOTE, '', 'details: “Coordinates”'),
  to(
    'post.attachments.media_keys',
    '`ContentAttachments`, `Content`',
    '',
    'pictures, captions, attachments',
  ),
  to('post.attachments.poll_ids', '`Content`', '', 'poll'),
  to('post.media_metadata[].media_key', '`Content`', '', 'caption of that medium'),
  to(
    'post.media_metadata[].alt_text',
    '`Content`',
    '',
    'caption and alternative text, where the medium has none',
  ),
  to('post.media_metadata[].title', '`Content`', '', 'caption'),
  to('post.media_metadata[].description', '`Content`', '', 'caption'),
  to(
    'post.public_metrics.like_count',
    '`NumOfLikes`; `Content` (note)',
    'X-Twitter-Metrics',
    'details: “When captured”',
  ),
  ...['retweet', 'reply', 'quote', 'bookmark', 'impression'].map((name) =>
    to(`post.public_metrics.${name}_count`, NOTE, 'X-Twitter-Metrics', 'details: “When captured”'),
  ),
  ...entitiesIn('post.entities'),
  ...cardsIn('post.entities'),
  ...entitiesIn('post.note_tweet.entities'),
  ...cardsIn('post.note_tweet.entities'),
  to(
    'post.entities.urls[].media_key',
    '`Content` (such a link is left out)',
    '',
    'text (such a link is left out)',
  ),
  to(
    'post.note_tweet.entities.urls[].media_key',
    '`Content` (such a link is left out)',
    '',
    'text (such a link is left out)',
  ),
  to(
    'post.entities.urls[].display_url',
    '`Content` (`pic.x.com/…` is left out)',
    '',
    'text (`pic.x.com/…` is left out)',
  ),
  to(
    'post.note_tweet.entities.urls[].display_url',
    '`Content` (`pic.x.com/…` is left out)',
    '',
    'text (`pic.x.com/…` is left out)',
  ),
  ...keep(
    'the text is shown whole, and its parts are found by what they say',
    ...positionsIn('post.entities'),
    ...positionsIn('post.note_tweet.entities'),
    'post.display_text_range',
  ),
  ...keep(
    'says how X’s reader of the page fared, nothing of the post',
    'post.entities.urls[].status',
    'post.note_tweet.entities.urls[].status',
  ),
  ...keep(
    'the pictures of pages linked to are not the account’s, and not archived',
    'post.entities.urls[].images',
    'post.note_tweet.entities.urls[].images',
  ),
  ...keep(
    'X’s guess at what a text is about, changing by itself',
    'post.context_annotations',
    'post.entities.annotations',
  ),
  ...keep(
    '`editable_until` says until when; what could have been is no record',
    'post.edit_controls.edits_remaining',
    'post.edit_controls.is_edit_eligible',
  ),
  ...keep(
    'the link to the medium leads to the post it was first shown in',
    'post.attachments.media_source_tweet_id',
  ),
  ...keep('a key of X’s own systems; what the card shows comes with the link', 'post.card_uri'),
  ...keep('always `Point`', 'post.geo.coordinates.type'),
  ...keep('the countries or the copyright are the fact', 'post.withheld.scope'),
  ...keep('the author’s, told by `author_id`', 'post.username'),
  ...keep(
    'not asked for: the account’s private figures',
    'post.non_public_metrics',
    'post.organic_metrics',
    'post.promoted_metrics',
  ),
  ...keep(
    'not asked for: for writers of Community Notes',
    'post.matched_media_notes',
    'post.note_request_suggestions',
    'post.suggested_source_links',
    'post.suggested_source_links_with_counts',
  ),
];
