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
 * places, posts referred to, and what those quote and need) and the partial errors that are about them.
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
  const ids = postsShownWith(post, includedPosts(page.includes));
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

/**
 * The posts it refers to, those that its media were first posted in, and what all these quote or repost. What these answer is left
 * out: each post of a long thread would bring the whole.
 */
function postsShownWith(post: JsonObject, others: readonly JsonObject[]): Set<Json | undefined> {
  const shown = new Set(postsNamedBy(post));
  // A set that grows while it is gone through.
  for (const id of shown) {
    const further = others.filter((other) => other.id === id).flatMap((other) => postsIn(other));
    for (const each of further) if (each !== post.id) shown.add(each);
  }
  return shown;
}

function postsNamedBy(post: JsonObject): (Json | undefined)[] {
  const { referenced_tweets: references, attachments } = inTweetDialect(post);
  const sources = isJsonObject(attachments) ? list(attachments.media_source_tweet_id) : [];
  return [...objects(references).map(({ id }) => id), ...sources];
}

/** Those it quotes or reposts. */
function postsIn(post: JsonObject): (Json | undefined)[] {
  const references = objects(inTweetDialect(post).referenced_tweets);
  return references.filter(({ type }) => type !== 'replied_to').map(({ id }) => id);
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
