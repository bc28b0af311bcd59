import { isJsonObject, type JsonObject } from '@app/domain';

/** X's two reading vocabularies: which one a request is answered in follows from the name of its field parameter. */
export type Dialect = 'tweet' | 'post';

export function dialectOf(query: object): Dialect {
  return 'post.fields' in query ? 'post' : 'tweet';
}

const NEW_NAMES: Readonly<Record<string, string>> = {
  note_tweet: 'note_post',
  referenced_tweets: 'referenced_posts',
  edit_history_tweet_ids: 'edit_history_post_ids',
  retweet_count: 'repost_count',
  tweet_count: 'post_count',
  pinned_tweet_id: 'pinned_post_id',
};
const OLD_NAMES = new Map(Object.entries(NEW_NAMES).map(([old, now]) => [now, old]));

export function inDialect(dialect: Dialect, object: JsonObject): JsonObject {
  if (dialect === 'tweet') return object;
  const entries = Object.entries(object).map(([name, value]) => {
    const renamed =
      name === 'public_metrics' && isJsonObject(value) ? inDialect(dialect, value) : value;
    return [NEW_NAMES[name] ?? name, renamed];
  });
  return Object.fromEntries(entries) as JsonObject;
}

/** A field or expansion of either vocabulary by its older name. */
export function olderName(name: string): string {
  const renamed = {
    referenced_posts: 'referenced_tweets.id',
    edit_history_post_ids: 'edit_history_tweet_ids',
  }[name];
  return renamed ?? OLD_NAMES.get(name) ?? name;
}
