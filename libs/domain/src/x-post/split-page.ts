import { isJsonObject, type Json, type JsonObject } from '../json';
import { type RawPost } from '../post-record';
import { includedPosts, inTweetDialect } from './dialect';

export interface SplitPage {
  /** The page's own posts, in its order. */
  posts: RawPost[];
  /** Earlier versions of edited posts that came along. */
  earlierVersions: RawPost[];
}

/**
 * Takes a page of X apart into posts that each stand alone: with what they need of the page's includes (authors, media, polls,
 * places, posts referred to and what those need) and the partial errors that are about them.
 */
export function splitPage(body: JsonObject): SplitPage {
  const page = new PageParts(body);
  const data = objects(body.data);
  const own = new Set(data.map(({ id }) => id));
  const versionIds = new Set(
    data.flatMap((post) => list(inTweetDialect(post).edit_history_tweet_ids)),
  );
  const earlier = page.posts.filter(
    ({ id }) => id !== undefined && versionIds.has(id) && !own.has(id),
  );
  return {
    posts: data.map((post) => page.standAlone(post)),
    earlierVersions: earlier.map((post) => page.standAlone(post)),
  };
}

class PageParts {
  readonly posts: JsonObject[];
  private readonly includes: JsonObject;
  private readonly problems: JsonObject[];

  constructor(body: JsonObject) {
    this.includes = isJsonObject(body.includes) ? body.includes : {};
    this.problems = objects(body.errors);
    this.posts = includedPosts(this.includes);
  }

  standAlone(post: JsonObject): RawPost {
    const ids = referencedIds(post);
    const referenced = this.posts.filter(({ id }) => ids.has(id));
    const needed = keysOf([post, ...referenced]);
    const pick = (list: string, key: string) =>
      objects(this.includes[list]).filter((entry) => needed.has(entry[key]));
    const usersByName = (user: JsonObject) => needed.has(user.id) || needed.has(user.username);
    return {
      post,
      includes: withoutEmpty({
        users: objects(this.includes.users).filter(usersByName),
        media: pick('media', 'media_key'),
        polls: pick('polls', 'id'),
        places: pick('places', 'id'),
        tweets: referenced,
      }),
      problems: this.problems.filter(
        ({ resource_id, value }) => needed.has(resource_id) || needed.has(value),
      ),
    };
  }
}

function referencedIds(post: JsonObject): Set<Json | undefined> {
  const references = objects(inTweetDialect(post).referenced_tweets);
  return new Set(references.map(({ id }) => id));
}

/** Every text found anywhere in the posts but in their texts: ids and keys that may point into the includes. */
function keysOf(
  value: Json | undefined,
  found = new Set<Json | undefined>(),
): Set<Json | undefined> {
  if (typeof value === 'string') found.add(value);
  else if (Array.isArray(value)) value.forEach((part) => keysOf(part, found));
  else if (isJsonObject(value)) Object.values(value).forEach((part) => keysOf(part, found));
  return found;
}

function withoutEmpty(lists: Record<string, JsonObject[]>): JsonObject {
  return Object.fromEntries(Object.entries(lists).filter(([, entries]) => entries.length > 0));
}

function objects(value: Json | undefined): JsonObject[] {
  return list(value).filter(isJsonObject);
}

function list(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : [];
}
