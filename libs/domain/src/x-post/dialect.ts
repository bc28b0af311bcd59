import { isJsonObject, type JsonObject, withoutNulls } from '../json';

/**
 * X renamed its reading vocabulary in 2026 ("tweet" to "post", openapi 2.166 to 2.167) and answers in the words
 * it was asked in. Everything here reads the older one; this is the only place that knows the other.
 */
const OLD_NAMES = new Map(
  Object.entries({
    note_post: 'note_tweet',
    referenced_posts: 'referenced_tweets',
    edit_history_post_ids: 'edit_history_tweet_ids',
    repost_count: 'retweet_count',
    pinned_post_id: 'pinned_tweet_id',
    most_recent_post_id: 'most_recent_tweet_id',
    post_count: 'tweet_count',
  }),
);

/** A post, user or event in the tweet dialect, whichever it came in; unknown fields stay. What the newer one gives as null, the older leaves out. */
export function inTweetDialect(object: JsonObject): JsonObject {
  const { public_metrics: metrics, withheld, ...rest } = withoutNulls(object);
  return {
    ...rename(rest),
    ...(isJsonObject(metrics) && { public_metrics: rename(metrics) }),
    ...(isJsonObject(withheld) && { withheld: withOldScope(withheld) }),
  };
}

/** Names of the list of posts among a page's `includes`. */
export const POST_LISTS = ['tweets', 'posts'] as const;

/** The posts of a page's or record's `includes`, by either name. */
export function includedPosts(includes: JsonObject): JsonObject[] {
  return POST_LISTS.flatMap((list) => includes[list]).filter(isJsonObject);
}

function rename(object: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(object).map(([name, value]) => [OLD_NAMES.get(name) ?? name, value]),
  );
}

function withOldScope(withheld: JsonObject): JsonObject {
  return withheld.scope === 'post' ? { ...withheld, scope: 'tweet' } : withheld;
}
