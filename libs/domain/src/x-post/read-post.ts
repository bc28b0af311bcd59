import { AppError } from '../app-error';
import { type JsonObject } from '../json';
import { type Link, type Post, type PostMetrics, type PostReference, type User } from '../post';
import { type RawPost } from '../post-record';
import { inTweetDialect } from './dialect';
import { Includes } from './includes';
import { readMedia } from './read-media';
import { type XPost, xPostSchema, type XUser } from './x-post.schema';

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
  const references = (parsed.data.referenced_tweets ?? []).map(({ type, id }): PostReference => {
    const referenced = includes.post(id);
    return {
      type: type === 'retweeted' ? 'reposted' : type,
      id,
      post: referenced && toPost(referenced, includes, referencesOf(referenced)),
      problem: referenced ? undefined : problemOf(id, raw.problems),
    };
  });
  return toPost(parsed.data, includes, references);
}

/** References of a post that is itself only referred to: named, not followed. */
function referencesOf(post: XPost): PostReference[] {
  return (post.referenced_tweets ?? []).map(({ type, id }) => ({
    type: type === 'retweeted' ? 'reposted' : type,
    id,
  }));
}

function toPost(x: XPost, includes: Includes, references: PostReference[]): Post {
  const entities = x.note_tweet?.entities ?? x.entities ?? {};
  const repliedTo = x.in_reply_to_user_id;
  return {
    id: x.id,
    createdAt: new Date(x.created_at),
    author: { ...toUser(includes.user(x.author_id)), id: x.author_id },
    conversationId: x.conversation_id,
    text: unescapeHtml(x.note_tweet?.text ?? x.text),
    isLong: x.note_tweet !== undefined,
    links: (entities.urls ?? []).map(toLink),
    mentions: (entities.mentions ?? []).map(({ id, username }) => ({
      ...toUser(includes.user(id)),
      id,
      username,
    })),
    hashtags: (entities.hashtags ?? []).map(({ tag }) => tag),
    cashtags: (entities.cashtags ?? []).map(({ tag }) => tag),
    media: (x.attachments?.media_keys ?? []).map((key) => readMedia(key, includes.media(key))),
    ...pollAndPlace(x, includes),
    inReplyToUser: repliedTo ? { ...toUser(includes.user(repliedTo)), id: repliedTo } : undefined,
    references,
    versionIds: x.edit_history_tweet_ids ?? [x.id],
    editableUntil: toDate(x.edit_controls?.editable_until),
    metrics: toMetrics(x.public_metrics ?? {}),
    lang: x.lang,
    sourceApp: x.source,
    isSensitive: x.possibly_sensitive ?? false,
    withheldIn: x.withheld?.country_codes ?? [],
    replySettings: x.reply_settings,
    communityId: x.community_id,
  };
}

function pollAndPlace(x: XPost, includes: Includes): Pick<Post, 'poll' | 'place'> {
  const poll = includes.poll(x.attachments?.poll_ids?.[0]);
  const place = includes.place(x.geo?.place_id);
  return {
    poll: poll && {
      id: poll.id,
      options: poll.options.map(({ position, label, votes }) => ({ position, label, votes })),
      status: poll.voting_status,
      endsAt: toDate(poll.end_datetime),
      durationMinutes: poll.duration_minutes,
    },
    place: place && { id: place.id, fullName: place.full_name, country: place.country },
  };
}

function toUser(user: XUser | undefined): User {
  if (!user) return {};
  const { id, username, name, profile_image_url: profileImageUrl } = user;
  return { id, username, name, profileImageUrl };
}

type XLink = NonNullable<NonNullable<XPost['entities']>['urls']>[number];

function toLink(x: XLink): Link {
  return {
    url: x.url,
    expandedUrl: x.unwound_url ?? x.expanded_url ?? x.url,
    displayUrl: x.display_url,
    title: x.title,
    isMedia: x.media_key !== undefined || /\/(photo|video)\/\d+$/.test(x.expanded_url ?? ''),
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
