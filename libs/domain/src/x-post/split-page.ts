import { isJsonObject, type Json, type JsonObject } from '../json';
import { type RawPost } from '../post-record';
import { includedPosts, inTweetDialect, POST_LISTS } from './dialect';

export interface SplitPage {
  /** The page's own posts, in its order. */
  posts: RawPost[];
  /** Earlier versions of edited posts that came along. */
  earlierVersions: RawPost[];
}

/**
 * Takes a page of X apart into posts (or events of conversations) that each stand alone: with what they need of the page's includes (authors, media, polls,
 * places, posts referred to and what those need) and the partial errors that are about them.
 */
export function splitPage(body: JsonObject): SplitPage {
  const includes = isJsonObject(body.includes) ? body.includes : {};
  const page = { includes, problems: objects(body.errors) };
  const data = objects(body.data);
  const own = new Set(data.map(({ id }) => id));
  const versionIds = new Set(
    data.flatMap((post) => list(inTweetDialect(post).edit_history_tweet_ids)),
  );
  const earlier = includedPosts(includes).filter(
    ({ id }) => id !== undefined && versionIds.has(id) && !own.has(id),
  );
  return {
    posts: data.map((post) => standAlone(post, page)),
    earlierVersions: earlier.map((post) => standAlone(post, page)),
  };
}

function standAlone(post: JsonObject, page: Omit<RawPost, 'post'>): RawPost {
  const ids = postsNamedBy(post);
  const isNamed = ({ id }: JsonObject) => ids.has(id);
  const needed = stringsIn([
    post,
    ...includedPosts(page.includes).filter(isNamed),
    ...usersOfConversation(post),
  ]);
  const isNeeded = ({ id, media_key: key, username }: JsonObject) =>
    [id, key, username].some((name) => needed.has(name));
  const includes = Object.entries(page.includes).map(([name, entries]) => {
    const isPosts = POST_LISTS.some((list) => list === name);
    return [name, objects(entries).filter(isPosts ? isNamed : isNeeded)] as const;
  });
  return {
    post,
    includes: Object.fromEntries(includes.filter(([, entries]) => entries.length > 0)),
    problems: page.problems.filter(
      ({ resource_id: id, value }) => needed.has(id) || needed.has(value),
    ),
  };
}

/** The posts it refers to, and those its media were first posted in. */
function postsNamedBy(post: JsonObject): Set<Json | undefined> {
  const { referenced_tweets: references, attachments } = inTweetDialect(post);
  const sources = isJsonObject(attachments) ? list(attachments.media_source_tweet_id) : [];
  return new Set([...objects(references).map(({ id }) => id), ...sources]);
}

/** The id of a conversation of two is made of both users' ids. */
function usersOfConversation({ dm_conversation_id: id }: JsonObject): string[] {
  return typeof id === 'string' ? id.split('-') : [];
}

/** Every string found anywhere: ids, keys and names among them may point into the includes. */
function stringsIn(
  value: Json | undefined,
  found = new Set<Json | undefined>(),
): Set<Json | undefined> {
  if (typeof value === 'string') found.add(value);
  else if (Array.isArray(value)) value.forEach((part) => stringsIn(part, found));
  else if (isJsonObject(value)) Object.values(value).forEach((part) => stringsIn(part, found));
  return found;
}

function objects(value: Json | undefined): JsonObject[] {
  return list(value).filter(isJsonObject);
}

function list(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : [];
}
