import { isJsonObject, type Json, type JsonObject } from './json';
import { type PostId } from './post-id';
import { type PostRecord } from './post-record';
import { type Removed, type RemovingPolicy } from './removal-policy';

/** What is to be taken out of all that is archived of an account. */
export interface RemovedContent {
  policy: RemovingPolicy;
  postIds: ReadonlySet<PostId>;
  /** Of theirs, which no other post shows. */
  mediaKeys: ReadonlySet<string>;
  pollIds: ReadonlySet<string>;
}

/** Stands where a removed text stood. */
export const REMOVED_TEXT =
  '[This post was deleted at X. Its content was removed from the archive.]';

/** Who wrote it, when, and which posts it belongs with; no words, links, files or names. */
const KEPT =
  /^(id|id_str|tweetId|author_id|created_at|deleted_at|conversation_id|edit_history_(tweet|post)_ids|referenced_(tweets|posts))$/;
/** What of a purged post stays on pages, so that they tell that there was one. */
const KEPT_OF_PURGED = /^(id|id_str|tweetId|referenced_(tweets|posts))$/;
const TEXTS = ['text', 'full_text', 'fullText'] as const;

/** JSON of X's API or of an owner's archive without that content, wherever it stands. Pure; done twice, it leaves the same. */
export function withoutContent(value: Json, removed: RemovedContent): Json {
  return without(value, removed) ?? null;
}

/** A record of something else, which may show the removed posts. */
export function recordWithout(record: PostRecord, removed: RemovedContent): PostRecord {
  const { raw, supplied } = record;
  const part = (object: JsonObject) => objectWithout(object, removed);
  return {
    ...record,
    raw: { ...raw, post: part(raw.post), includes: part(raw.includes) },
    ...(supplied && { supplied: part(supplied) }),
  };
}

/** The record of a removed post, or of its deletion, as it stays: it tells that there was one, and that it was removed. */
export function removedRecord(record: PostRecord, removed: Removed): PostRecord {
  const { supplied: _, raw, ...rest } = record;
  const post = { ...stubOf(raw.post, removed.policy), text: REMOVED_TEXT };
  return { ...rest, raw: { ...raw, post, includes: authorIn(raw) }, removed };
}

/** The polls of a post: their options are words of it. */
export function pollIdsOf({ raw }: PostRecord): string[] {
  const { attachments } = raw.post;
  const ids = isJsonObject(attachments) ? [attachments.poll_ids].flat() : [];
  return ids.filter((id) => typeof id === 'string');
}

/** The same content, with the media and polls that these values show with its posts and with no other. */
export function withFilesIn(values: readonly Json[], removed: RemovedContent): RemovedContent {
  const theirs = new Set<string>();
  const others = new Set<string>();
  for (const post of values.flatMap(objectsIn)) {
    const files = isRemovedPost(post, removed) ? theirs : others;
    attachmentsOf(post).forEach((key) => files.add(key));
  }
  const only = [...theirs].filter((key) => !others.has(key));
  return {
    ...removed,
    mediaKeys: new Set([...removed.mediaKeys, ...only.filter(isMediaKey)]),
    pollIds: new Set([...removed.pollIds, ...only.filter((key) => !isMediaKey(key))]),
  };
}

function objectsIn(value: Json): JsonObject[] {
  if (Array.isArray(value)) return value.flatMap(objectsIn);
  if (!isJsonObject(value)) return [];
  return [value, ...Object.values(value).flatMap((part) => objectsIn(part ?? null))];
}

/** `3_1890…`; ids of polls are digits alone. */
function isMediaKey(key: string): boolean {
  return key.includes('_');
}

function attachmentsOf({ attachments }: JsonObject): string[] {
  if (!isJsonObject(attachments)) return [];
  const { media_keys: mediaKeys = [], poll_ids: pollIds = [] } = attachments;
  return [mediaKeys, pollIds].flat().filter((key) => typeof key === 'string');
}

function objectWithout(object: JsonObject, removed: RemovedContent): JsonObject {
  const left = without(object, removed);
  return isJsonObject(left) ? left : {};
}

/** `undefined`: nothing is left of it. */
function without(value: Json, removed: RemovedContent): Json | undefined {
  if (Array.isArray(value)) {
    return value.map((each) => without(each, removed)).filter((each) => each !== undefined);
  }
  if (!isJsonObject(value)) return value;
  if (isRemovedFile(value, removed)) return undefined;
  if (isRemovedPost(value, removed)) return stubOf(value, removed.policy);
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [
      name,
      part === undefined ? part : without(part, removed),
    ]),
  );
}

function isRemovedFile(value: JsonObject, { mediaKeys, pollIds }: RemovedContent): boolean {
  const { media_key: mediaKey, id, options } = value;
  if (typeof mediaKey === 'string') return 'type' in value && mediaKeys.has(mediaKey);
  return Array.isArray(options) && typeof id === 'string' && pollIds.has(id);
}

/** A post, or one that repeats it: X puts the text of a post into its reposts. The event of a conversation may have the id of a post. */
function isRemovedPost(value: JsonObject, { postIds }: RemovedContent): boolean {
  const isPost = TEXTS.some((name) => typeof value[name] === 'string');
  const isMessage = 'event_type' in value || 'senderId' in value;
  if (!isPost || isMessage) return false;
  const id = value.id_str ?? value.id ?? value.tweetId;
  return [id, ...repostedBy(value)].some((each) => typeof each === 'string' && postIds.has(each));
}

function repostedBy({ referenced_tweets: tweets, referenced_posts: posts }: JsonObject) {
  return [tweets, posts]
    .flat()
    .filter(isJsonObject)
    .flatMap(({ type, id }) => (type === 'retweeted' || type === 'reposted' ? [id] : []));
}

function stubOf(post: JsonObject, policy: RemovingPolicy): JsonObject {
  const kept = policy === 'purge' ? KEPT_OF_PURGED : KEPT;
  return Object.fromEntries(
    Object.entries(post).flatMap(([name, value]) => {
      if (TEXTS.some((text) => text === name)) return [[name, REMOVED_TEXT]];
      return kept.test(name) ? [[name, value]] : [];
    }),
  );
}

/** By id and names: a profile tells more. */
function authorIn({ post, includes }: PostRecord['raw']): JsonObject {
  const authors = [includes.users]
    .flat()
    .filter(isJsonObject)
    .filter(({ id }) => id !== undefined && id === post.author_id)
    .map(({ id, username, name }) => ({ id, username, name }));
  return authors.length > 0 ? { users: authors } : {};
}
