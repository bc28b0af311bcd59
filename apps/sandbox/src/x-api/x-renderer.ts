import { Injectable } from '@nestjs/common';
import { isJsonObject, type JsonObject } from '@app/domain';

import { type StoredMessage, type StoredPost } from '../dataset/dataset';
import { textOf } from '../dataset/text-of';
import { MEDIA_BASE, XWorld } from '../dataset/x-world';
import { inDialect } from './dialect';
import { type Selection } from './x-query';
import { Surroundings } from './x-surroundings';

interface Rendered {
  data: JsonObject[];
  includes?: JsonObject;
  errors?: JsonObject[];
}

/** X's older document names these as fields of a user, but has no place for them in one. */
const NOT_SHOWN_BEFORE = new Set(['is_identity_verified', 'parody', 'verified_followers_count']);

/** Shows posts as X does: the fields asked for, what was to come along, and a word about what could not. */
@Injectable()
export class XRenderer {
  /** Scheme, host and port the sandbox is reached at. */
  origin = '';

  constructor(private readonly world: XWorld) {}

  render(posts: readonly StoredPost[], selection: Selection): Rendered {
    const around = new Surroundings(this.world, selection.expansions);
    for (const { json } of posts) around.add(json);
    const data = posts.map(({ json }) => this.post(json, selection));
    return { data, ...this.surroundings(around, selection) };
  }

  /** Events of conversations; what their texts hold stands apart in the older dialect. */
  renderMessages(messages: readonly StoredMessage[], selection: Selection): Rendered {
    const around = new Surroundings(this.world, selection.expansions);
    for (const { json } of messages) around.addMessage(json);
    const data = messages.map(({ json }) => this.message(json, selection));
    return { data, ...this.surroundings(around, selection) };
  }

  /** A user, and the post that is pinned to its profile. */
  renderUser(
    user: JsonObject,
    selection: Selection,
  ): Omit<Rendered, 'data'> & { data: JsonObject } {
    const around = new Surroundings(this.world, selection.expansions);
    around.addPinned(user);
    return { data: this.user(user, selection), ...this.surroundings(around, selection) };
  }

  private user(user: JsonObject, { dialect, fields }: Selection): JsonObject {
    const shown = pick(this.withCount(user), fields.user);
    return inDialect(dialect, dialect === 'tweet' ? without(shown, NOT_SHOWN_BEFORE) : shown);
  }

  private message(message: JsonObject, { dialect, fields }: Selection): JsonObject {
    const { entities, ...shown } = pick(message, fields.message);
    if (!isJsonObject(entities)) return inDialect(dialect, shown);
    return inDialect(dialect, { ...shown, ...(dialect === 'tweet' ? entities : { entities }) });
  }

  private surroundings(around: Surroundings, selection: Selection): Omit<Rendered, 'data'> {
    const includes = this.includes(around, selection);
    return {
      ...(Object.keys(includes).length > 0 && { includes }),
      ...(around.errors.length > 0 && { errors: around.errors }),
    };
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

export function pick(object: JsonObject, fields: ReadonlySet<string>): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([name]) => fields.has(name)));
}

function without(object: JsonObject, names: ReadonlySet<string>): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([name]) => !names.has(name)));
}
