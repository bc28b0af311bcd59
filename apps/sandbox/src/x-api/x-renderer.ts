import { Injectable } from '@nestjs/common';
import { isJsonObject, type Json, type JsonObject } from '@app/domain';

import { type StoredPost } from '../dataset/dataset';
import { textOf } from '../dataset/text-of';
import { MEDIA_BASE, objectsOf, XWorld } from '../dataset/x-world';
import { inDialect } from './dialect';
import { notFound } from './x-problem';
import { type Selection } from './x-query';

interface Rendered {
  data: JsonObject[];
  includes?: JsonObject;
  errors?: JsonObject[];
}

/** Shows posts as X does: the fields asked for, what was to come along, and a word about what could not. */
@Injectable()
export class XRenderer {
  /** Scheme, host and port the sandbox is reached at. */
  origin = '';

  constructor(private readonly world: XWorld) {}

  render(posts: readonly StoredPost[], selection: Selection): Rendered {
    const around = new Surroundings(this.world, selection.expansions);
    for (const { json } of posts) around.add(json);
    const includes = this.includes(around, selection);
    return {
      data: posts.map(({ json }) => this.post(json, selection)),
      ...(Object.keys(includes).length > 0 && { includes }),
      ...(around.errors.length > 0 && { errors: around.errors }),
    };
  }

  user(user: JsonObject, { dialect, fields }: Selection): JsonObject {
    return inDialect(dialect, pick(this.withCount(user), fields.user));
  }

  private includes(around: Surroundings, selection: Selection): JsonObject {
    const { dialect, fields } = selection;
    const lists: Record<string, JsonObject[]> = {
      users: [...around.users].map((user) => this.user(user, selection)),
      [dialect === 'tweet' ? 'tweets' : 'posts']: [...around.posts].map((post) =>
        this.post(post, selection),
      ),
      media: [...around.media].map((medium) => this.localised(pick(medium, fields.media))),
      polls: [...around.polls].map((poll) => pick(poll, fields.poll)),
      places: [...around.places].map((place) => pick(place, fields.place)),
    };
    return Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0));
  }

  private post(post: JsonObject, { dialect, fields }: Selection): JsonObject {
    return inDialect(dialect, pick(post, fields.post));
  }

  /** X counts the posts it lists now. */
  private withCount(user: JsonObject): JsonObject {
    if (!isJsonObject(user.public_metrics)) return user;
    const tweetCount = this.world.timeline(textOf(user.id)).length;
    return { ...user, public_metrics: { ...user.public_metrics, tweet_count: tweetCount } };
  }

  private localised(medium: JsonObject): JsonObject {
    const text = JSON.stringify(medium).replaceAll(MEDIA_BASE, `${this.origin}/media`);
    return JSON.parse(text) as JsonObject;
  }
}

/** What comes along with the posts of one answer, each once. */
class Surroundings {
  readonly users = new Set<JsonObject>();
  readonly posts = new Set<JsonObject>();
  readonly media = new Set<JsonObject>();
  readonly polls = new Set<JsonObject>();
  readonly places = new Set<JsonObject>();
  readonly errors: JsonObject[] = [];

  constructor(
    private readonly world: XWorld,
    private readonly expansions: ReadonlySet<string>,
  ) {}

  add(post: JsonObject): void {
    const { users, media, polls, places } = this.world.dataset;
    const attachments = isJsonObject(post.attachments) ? post.attachments : {};
    const geo = isJsonObject(post.geo) ? post.geo : {};
    this.take('author_id', users, 'id', [post.author_id], this.users);
    this.take('in_reply_to_user_id', users, 'id', [post.in_reply_to_user_id], this.users);
    this.take(
      'attachments.media_keys',
      media,
      'media_key',
      [attachments.media_keys].flat(),
      this.media,
    );
    this.take('attachments.poll_ids', polls, 'id', [attachments.poll_ids].flat(), this.polls);
    this.take('geo.place_id', places, 'id', [geo.place_id], this.places);
    this.addMentioned(post);
    this.addReferenced(post);
    if (this.expansions.has('edit_history_tweet_ids')) this.addVersions(post);
  }

  private addMentioned({ entities }: JsonObject): void {
    const mentions = objectsOf(isJsonObject(entities) ? entities.mentions : undefined);
    const names = mentions.map(({ username }) => username);
    this.take(
      'entities.mentions.username',
      this.world.dataset.users,
      'username',
      names,
      this.users,
    );
  }

  private addReferenced(post: JsonObject): void {
    if (!this.expansions.has('referenced_tweets.id')) return;
    for (const { id } of objectsOf(post.referenced_tweets)) {
      const referenced = this.world.find(id)?.json;
      if (!referenced) {
        this.errors.push(notFound('referenced_tweets.id', 'tweet', textOf(id)));
        continue;
      }
      this.posts.add(referenced);
      const { users, media } = this.world.dataset;
      const attachments = isJsonObject(referenced.attachments) ? referenced.attachments : {};
      const keys = [attachments.media_keys].flat();
      this.take('referenced_tweets.id.author_id', users, 'id', [referenced.author_id], this.users);
      this.take(
        'referenced_tweets.id.attachments.media_keys',
        media,
        'media_key',
        keys,
        this.media,
      );
    }
  }

  private addVersions(post: JsonObject): void {
    for (const id of [post.edit_history_tweet_ids].flat()) {
      const version = id === post.id ? undefined : this.world.find(id)?.json;
      if (version) this.posts.add(version);
    }
  }

  private take(
    expansion: string,
    from: JsonObject[],
    key: string,
    values: (Json | undefined)[],
    into: Set<JsonObject>,
  ): void {
    if (!this.expansions.has(expansion)) return;
    for (const each of from) if (values.includes(each[key])) into.add(each);
  }
}

function pick(object: JsonObject, fields: ReadonlySet<string>): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([name]) => fields.has(name)));
}
