import { AppError } from '../app-error';
import { type JsonObject } from '../json';
import {
  type Article,
  type Coordinates,
  type Link,
  type Media,
  type Poll,
  type Post,
  type PostMetrics,
  type PostReference,
  type User,
} from '../post';
import { type RawPost } from '../post-record';
import { inTweetDialect } from './dialect';
import { Includes } from './includes';
import { readMedia } from './read-media';
import { type XPoll, type XPost, xPostSchema, type XUser } from './x-post.schema';

/**
 * Reads a post as X sent it, in either vocabulary. Pure: the same record gives the same post for ever.
 * Throws `conversion.unreadable_post` naming the fields that are not as X describes them, never their content.
 */
export function readPost(raw: RawPost): Post {
  const parsed = xPostSchema.safeParse(inTweetDialect(raw.post));
  if (!parsed.success) {
    const fields = parsed.error.issues.map(({ path }) => path.join('.') || 'post').join(', ');
    throw new AppError(
      'conversion.unreadable_post',
      `A post is not as X describes posts, in: ${fields}. Its raw record is kept.`,
      { fields, postId: typeof raw.post.id === 'string' ? raw.post.id : 'unknown' },
    );
  }
  const includes = new Includes(raw.includes);
  const references = referencesOf(parsed.data).map((reference): PostReference => {
    const referenced = includes.post(reference.id);
    if (referenced === 'unreadable') {
      return { ...reference, problem: 'it came in a form that could not be read' };
    }
    return referenced
      ? { ...reference, post: toPost(referenced, includes, referencesOf(referenced)) }
      : { ...reference, problem: problemOf(reference.id, raw.problems) };
  });
  return toPost(parsed.data, includes, references);
}

/** What a post refers to: named, not followed. */
function referencesOf(post: XPost): PostReference[] {
  return (post.referenced_tweets ?? []).map(({ type, id }) => ({
    type: type === 'retweeted' ? 'reposted' : type,
    id,
  }));
}

function toPost(x: XPost, includes: Includes, references: PostReference[]): Post {
  const mentions = mentionsOf(x, includes);
  const note = x.note_tweet?.entities;
  return {
    id: x.id,
    createdAt: new Date(x.created_at),
    author: { ...toUser(includes.user({ id: x.author_id })), id: x.author_id },
    conversationId: x.conversation_id,
    text: unescapeHtml(x.note_tweet?.text ?? x.text),
    isLong: x.note_tweet?.text !== undefined,
    article: articleOf(x),
    links: linksOf(x),
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

function tagsOf(tags: { tag?: string }[] = []): string[] {
  return tags.flatMap(({ tag }) => tag ?? []);
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

/** X does not always tell both id and name. */
function mentionsOf(x: XPost, includes: Includes): User[] {
  const mentions = x.note_tweet?.entities?.mentions ?? x.entities?.mentions ?? [];
  return mentions
    .filter(({ id, username }) => id !== undefined || username !== undefined)
    .map(({ id, username }) => {
      const user = toUser(includes.user({ id, username }));
      return { ...user, id: id ?? user.id, username: username ?? user.username };
    });
}

/** The user is mentioned as a rule, and known by that even when X sends no users along. */
function repliedTo(id: string | undefined, mentions: User[], includes: Includes): User | undefined {
  if (id === undefined) return undefined;
  return mentions.find((user) => user.id === id) ?? { ...toUser(includes.user({ id })), id };
}

function toUser(user: XUser | undefined): User {
  if (!user) return {};
  const { id, username, name, profile_image_url: profileImageUrl } = user;
  return { id, username, name, profileImageUrl };
}

/** The links of the long text and of its beginning, each once: either may lack one that the other has. */
function linksOf(x: XPost): Link[] {
  const all = [...(x.note_tweet?.entities?.urls ?? []), ...(x.entities?.urls ?? [])];
  const links = all.flatMap((link) => (link.url === undefined ? [] : [toLink(link, link.url)]));
  return links.filter(({ url }, i) => links.findIndex((other) => other.url === url) === i);
}

type XLink = NonNullable<NonNullable<XPost['entities']>['urls']>[number];

function toLink(x: XLink, url: string): Link {
  return {
    url,
    expandedUrl: x.expanded_url ?? url,
    unwoundUrl: x.unwound_url,
    displayUrl: x.display_url,
    title: x.title,
    description: x.description,
    isMedia: x.media_key !== undefined || /^pic\.(twitter|x)\.com\//.test(x.display_url ?? ''),
  };
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

function toDate(iso: string | undefined): Date | undefined {
  return iso === undefined ? undefined : new Date(iso);
}

/** X escapes these three in texts, and only these; `&amp;` last, so that an escaped escape stays one. */
function unescapeHtml(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

/** Why X did not show a post referred to, in its own words. */
function problemOf(id: string, problems: readonly JsonObject[]): string | undefined {
  const problem = problems.find(({ resource_id, value }) => resource_id === id || value === id);
  const said = problem?.detail ?? problem?.title;
  return typeof said === 'string' ? said : undefined;
}
