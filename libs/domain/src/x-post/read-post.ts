import {
  type Article,
  type Coordinates,
  type Media,
  type Poll,
  type Post,
  type PostMetrics,
  type PostReference,
  type User,
} from '../post';
import { type PostId } from '../post-id';
import { type RawPost } from '../post-record';
import { inTweetDialect } from './dialect';
import { Includes } from './includes';
import { parsedAs } from './parsed-as';
import {
  linksOf,
  mentionsOf,
  problemOf,
  tagsOf,
  toDate,
  toUser,
  unescapeHtml,
} from './read-entities';
import { readMedia } from './read-media';
import { type XPoll, type XPost, xPostSchema } from './x-post.schema';

/**
 * Reads a post as X sent it, in either vocabulary. Pure: the same record gives the same post for ever.
 * Throws `conversion.unreadable_post` naming the fields that are not as X describes them, never their content.
 */
export function readPost(raw: RawPost): Post {
  return withIncludes(parsedAs('post', xPostSchema, inTweetDialect(raw.post)), raw);
}

/** The post; `undefined` where {@link readPost} throws. */
export function readPostIfPossible(raw: RawPost): Post | undefined {
  const { data } = xPostSchema.safeParse(inTweetDialect(raw.post));
  return data && withIncludes(data, raw);
}

function withIncludes(x: XPost, raw: RawPost): Post {
  return toPost(x, new Includes(raw.includes), readReferences(referencesOf(x), raw, [x.id]));
}

/** X's answers have far fewer. */
const MOST_POSTS_AGAIN = 100;

/** What came along, and which of its posts were met. */
interface Reading {
  includes: Includes;
  problems: RawPost['problems'];
  followed: Set<PostId>;
  /** How many posts were met before and are followed again all the same. */
  again: number;
}

/** The posts referred to, and those they refer to, as far as they came along. `above`: ids of posts that refer to them. */
export function readReferences(
  references: readonly PostReference[],
  { includes, problems }: Omit<RawPost, 'post'>,
  above: readonly PostId[] = [],
): PostReference[] {
  const reading = {
    includes: new Includes(includes),
    problems,
    followed: new Set(above),
    again: 0,
  };
  return references.map((reference) => readReference(reference, reading, above));
}

function readReference(
  reference: PostReference,
  reading: Reading,
  above: readonly PostId[],
): PostReference {
  const { id } = reference;
  const referenced = reading.includes.post(id);
  if (referenced === 'unreadable') {
    return { ...reference, problem: 'it came in a form that could not be read' };
  }
  if (!referenced) return { ...reference, problem: problemOf(id, reading.problems) };
  const references = isToFollow(id, reading, above) ? referencesOf(referenced) : [];
  const further = references.map((each) => readReference(each, reading, [...above, id]));
  return { ...reference, post: toPost(referenced, reading.includes, further) };
}

/** Every post is followed where it is met first; again too, unless it leads back to itself or there is no end of them. */
function isToFollow(id: PostId, reading: Reading, above: readonly PostId[]): boolean {
  if (above.includes(id)) return false;
  const isNew = !reading.followed.has(id);
  reading.followed.add(id);
  if (!isNew) reading.again += 1;
  return isNew || reading.again <= MOST_POSTS_AGAIN;
}

/** What a post refers to: named, not followed. */
function referencesOf(post: XPost): PostReference[] {
  return (post.referenced_tweets ?? []).map(({ type, id }) => ({
    type: type === 'retweeted' ? 'reposted' : type,
    id,
  }));
}

function toPost(x: XPost, includes: Includes, references: PostReference[]): Post {
  const note = x.note_tweet?.entities;
  const mentions = mentionsOf(note?.mentions ?? x.entities?.mentions, includes);
  return {
    id: x.id,
    createdAt: new Date(x.created_at),
    author: { ...toUser(includes.user({ id: x.author_id })), id: x.author_id },
    conversationId: x.conversation_id,
    text: unescapeHtml(x.note_tweet?.text ?? x.text),
    isLong: x.note_tweet?.text !== undefined,
    article: articleOf(x),
    // Either the long text or its beginning may lack a link that the other has.
    links: linksOf([...(note?.urls ?? []), ...(x.entities?.urls ?? [])], ownOf(x)),
    mentions,
    hashtags: tagsOf(note?.hashtags ?? x.entities?.hashtags),
    cashtags: tagsOf(note?.cashtags ?? x.entities?.cashtags),
    media: mediaOf(x, includes),
    ...pollAndPlace(x, includes),
    coordinates: coordinatesOf(x),
    inReplyToUser: repliedTo(x.in_reply_to_user_id, mentions, includes),
    references,
    versionIds: x.edit_history_tweet_ids ?? [x.id],
    editableUntil: toDate(x.edit_controls?.editable_until),
    metrics: toMetrics(x.public_metrics ?? {}),
    lang: x.lang,
    sourceApp: x.source,
    isSensitive: x.possibly_sensitive ?? false,
    withheldIn: x.withheld?.country_codes ?? [],
    isWithheldForCopyright: x.withheld?.copyright,
    replySettings: x.reply_settings,
    communityId: x.community_id,
    isPaidPartnership: x.paid_partnership,
    isForFollowersOnly: x.scopes?.followers,
  };
}

/** A repost has the original's media; others' can also be shown as one's own. */
function ownOf(x: XPost): { mediaKeys: string[]; ids: PostId[] } {
  const { media_keys: mediaKeys = [], media_source_tweet_id: sources = [] } = x.attachments ?? {};
  const originals = referencesOf(x).filter(({ type }) => type === 'reposted');
  const ids = [x.id, ...(x.edit_history_tweet_ids ?? []), ...originals.map(({ id }) => id)];
  return { mediaKeys, ids: [...ids, ...sources] };
}

function articleOf({ article, article_title: title }: XPost): Article | undefined {
  return article || title !== undefined
    ? { title: article?.title ?? title, text: article?.plain_text }
    : undefined;
}

function mediaOf(x: XPost, includes: Includes): Media[] {
  return (x.attachments?.media_keys ?? []).map((key) => {
    const said = x.media_metadata?.find(({ media_key: of }) => of === key);
    return readMedia(key, includes.media(key), said);
  });
}

function coordinatesOf({ geo }: XPost): Coordinates | undefined {
  if (!geo?.coordinates) return undefined;
  const [longitude, latitude] = geo.coordinates.coordinates;
  return { longitude, latitude };
}

function pollAndPlace(x: XPost, includes: Includes): Pick<Post, 'poll' | 'place'> {
  const pollId = x.attachments?.poll_ids?.[0];
  const placeId = x.geo?.place_id;
  const place = placeId === undefined ? undefined : includes.place(placeId);
  return {
    poll: pollId === undefined ? undefined : toPoll(pollId, includes.poll(pollId)),
    place: place && { id: place.id, fullName: place.full_name, country: place.country },
  };
}

function toPoll(id: string, x: XPoll | undefined): Poll {
  const options = x?.options ?? [];
  return {
    id,
    options: options.map(({ position, label, votes }) => ({ position, label, votes })),
    status: x?.voting_status,
    endsAt: toDate(x?.end_datetime),
    durationMinutes: x?.duration_minutes,
  };
}

/** The user is mentioned as a rule, and known by that even when X sends no users along. */
function repliedTo(id: string | undefined, mentions: User[], includes: Includes): User | undefined {
  if (id === undefined) return undefined;
  return mentions.find((user) => user.id === id) ?? { ...toUser(includes.user({ id })), id };
}

function toMetrics(x: Record<string, number>): PostMetrics {
  return {
    likes: x.like_count,
    reposts: x.retweet_count,
    replies: x.reply_count,
    quotes: x.quote_count,
    impressions: x.impression_count,
    bookmarks: x.bookmark_count,
  };
}
