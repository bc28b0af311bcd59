import { isJsonObject, type JsonObject } from '../json';

/**
 * X renamed its reading vocabulary in 2026 ("tweet" to "post", openapi 2.166 to 2.167) and answers in the words
 * it was asked in. Everything here reads the older one; this is the only place that knows the other.
 */
const OLD_NAMES: Readonly<Record<string, string>> = {
  note_post: 'note_tweet',
  referenced_posts: 'referenced_tweets',
  edit_history_post_ids: 'edit_history_tweet_ids',
  repost_count: 'retweet_count',
};

/** A post in the tweet dialect, whichever it came in; unknown fields stay. */
export function inTweetDialect(post: JsonObject): JsonObject {
  return rename({
    ...post,
    public_metrics: isJsonObject(post.public_metrics) ? rename(post.public_metrics) : undefined,
  });
}

/** The posts of a page's or record's `includes`, by either name. */
export function includedPosts(includes: JsonObject): JsonObject[] {
  return [includes.tweets, includes.posts].flat().filter(isJsonObject);
}

function rename(object: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(object).map(([name, value]) => [OLD_NAMES[name] ?? name, value]),
  );
}
