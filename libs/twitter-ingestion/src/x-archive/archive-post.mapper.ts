import { type JsonObject, type RawPost } from '@app/domain';

import { entitiesOf, quotedIdOf } from './archive-entities.mapper';
import { type MappedMedia, mediaOf } from './archive-media.mapper';
import { ownerAsUser } from './archive-owner.mapper';
import { type ArchiveStatement } from './archive-statement';
import { type ArchiveTweet, archiveTweetSchema } from './archive-tweet.schema';
import { fieldsOf, isTimeOfId } from './entry-checks';

export type MappedPost =
  | { raw: RawPost; media: MappedMedia[] }
  /** Why it cannot be read, naming fields and never their content. */
  | { problem: string };

/**
 * A post of the archive in the words of X's API, so that one reader understands both: docs/conversion.md says what differs. Pure;
 * `findNote` gives the whole text of a long post, when the archive has it.
 */
export function toApiPost(
  supplied: JsonObject,
  owner: ArchiveStatement['owner'],
  findNote: (createdAt: Date, text: string) => JsonObject | undefined,
): MappedPost {
  // What the oldest archives call otherwise.
  const { id, text } = supplied;
  const parsed = archiveTweetSchema.safeParse({ id_str: id, full_text: text, ...supplied });
  if (!parsed.success) {
    return { problem: `not as X describes posts, in: ${fieldsOf(parsed.error)}` };
  }
  const tweet = parsed.data;
  const createdAt = new Date(tweet.created_at);
  if (Number.isNaN(createdAt.getTime())) return { problem: 'created_at is no time' };
  if (!isTimeOfId(createdAt, tweet.id_str)) {
    return { problem: 'its id and created_at tell different times' };
  }
  const media = mediaOf(tweet);
  const note = findNote(createdAt, tweet.full_text);
  const post = { ...plainPost(tweet, createdAt, owner.accountId), ...contextOf(tweet, media) };
  return {
    media,
    raw: {
      post: { ...post, ...(note && { note_tweet: note }) },
      includes: includesOf(tweet, media, owner),
      problems: [],
    },
  };
}

function plainPost(tweet: ArchiveTweet, createdAt: Date, accountId: string): JsonObject {
  const { lang, possibly_sensitive: isSensitive, deleted_at: deletedAt } = tweet;
  return {
    id: tweet.id_str,
    text: tweet.full_text,
    created_at: createdAt.toISOString(),
    author_id: accountId,
    entities: entitiesOf(tweet),
    public_metrics: metricsOf(tweet),
    ...(lang !== undefined && { lang }),
    // "<a href=…>Twitter Web App</a>"
    ...(tweet.source !== undefined && { source: tweet.source.replace(/<[^<>]*>/g, '') }),
    ...(isSensitive !== undefined && { possibly_sensitive: isSensitive }),
    ...(deletedAt !== undefined && { deleted_at: deletedAt }),
    ...editsOf(tweet),
  };
}

function metricsOf({ favorite_count: likes, retweet_count: reposts }: ArchiveTweet): JsonObject {
  return {
    ...(likes !== undefined && { like_count: likes }),
    ...(reposts !== undefined && { retweet_count: reposts }),
  };
}

function editsOf({ edit_info: edits }: ArchiveTweet): JsonObject {
  const control = edits?.edit?.editControlInitial ?? edits?.initial;
  if (!control) return {};
  return {
    edit_history_tweet_ids: control.editTweetIds,
    ...(control.editableUntil && { edit_controls: { editable_until: control.editableUntil } }),
  };
}

/** What the post belongs to and shows. A root's conversation is its own; of a reply the archive does not tell. */
function contextOf(tweet: ArchiveTweet, media: readonly MappedMedia[]): JsonObject {
  const { place, withheld_in_countries: withheld, community_id_str: community } = tweet;
  const parent = tweet.in_reply_to_status_id_str;
  const repliedTo = tweet.in_reply_to_user_id_str;
  const references = referencesOf(tweet);
  return {
    ...(parent === undefined && { conversation_id: tweet.id_str }),
    ...(repliedTo !== undefined && { in_reply_to_user_id: repliedTo }),
    ...(references.length > 0 && { referenced_tweets: references }),
    ...(media.length > 0 && { attachments: { media_keys: media.map(({ key }) => key) } }),
    ...(community !== undefined && { community_id: community }),
    ...(place && { geo: { place_id: place.id } }),
    ...(withheld && { withheld: { country_codes: withheld } }),
  };
}

function referencesOf(tweet: ArchiveTweet): JsonObject[] {
  const reposted = repostedIdOf(tweet);
  if (reposted !== undefined) return [{ type: 'retweeted', id: reposted }];
  const parent = tweet.in_reply_to_status_id_str;
  const quoted = quotedIdOf(tweet);
  return [
    ...(parent === undefined ? [] : [{ type: 'replied_to', id: parent }]),
    ...(quoted === undefined ? [] : [{ type: 'quoted', id: quoted }]),
  ];
}

/** The archive does not name what was reposted; only media tell where they come from. */
function repostedIdOf(tweet: ArchiveTweet): string | undefined {
  if (!/^RT @\w+: /.test(tweet.full_text)) return undefined;
  const media = tweet.extended_entities?.media ?? tweet.entities?.media ?? [];
  return media.map((each) => each.source_status_id_str).find((id) => id !== undefined);
}

function includesOf(
  { place, in_reply_to_user_id_str: repliedTo, in_reply_to_screen_name: name }: ArchiveTweet,
  media: readonly MappedMedia[],
  owner: ArchiveStatement['owner'],
): JsonObject {
  const isKnown = repliedTo !== undefined && name !== undefined && repliedTo !== owner.accountId;
  return {
    users: [ownerAsUser(owner), ...(isKnown ? [{ id: repliedTo, username: name }] : [])],
    ...(media.length > 0 && { media: media.map((each) => each.media) }),
    ...(place && {
      places: [{ id: place.id, full_name: place.full_name, country: place.country }],
    }),
  };
}
