import { createHash } from 'node:crypto';

import { isJsonObject, type Json, type JsonObject } from '../json';
import { type RawPost } from '../post-record';
import { inTweetDialect } from './dialect';

/**
 * Fields that change by themselves while the post stays what it is: counters, X's own guesses at topics, what may still be
 * edited, and the list of versions (later versions are posts of their own). Of a user: what others do, and what he posts.
 */
const CHANGES_BY_ITSELF =
  /^(\w+_metrics|context_annotations|edit_controls|edit_history_tweet_ids|most_recent_tweet_id|verified_followers_count|connection_status|receives_your_dm|subscribes_to_you|subscription)$/;

/** SHA-256 (hex) of what a post says: two captures of the same version have the same, in either vocabulary. */
export function contentHash(raw: RawPost): string {
  const content = Object.entries(inTweetDialect(raw.post)).filter(
    ([name]) => !CHANGES_BY_ITSELF.test(name),
  );
  return createHash('sha256')
    .update(canonicalJson(Object.fromEntries(content)))
    .digest('hex');
}

/** JSON with the keys in order at every level: one text for one value. */
export function canonicalJson(value: Json | JsonObject): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    isJsonObject(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
