import { isJsonObject, type Json, type JsonObject } from '@app/domain';

import { textOf } from '../dataset/text-of';
import { objectsOf, type XWorld } from '../dataset/x-world';
import { missingPost } from './x-problem';

/** What comes along with the posts of one answer, each once. */
export class Surroundings {
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

  addMessage(message: JsonObject): void {
    const { users, media } = this.world.dataset;
    const { sender_id: sender, participant_ids: participants } = message;
    const attachments = isJsonObject(message.attachments) ? message.attachments : {};
    this.take('sender_id', users, 'id', [sender], this.users);
    this.take('participant_ids', users, 'id', [participants].flat(), this.users);
    const keys = [attachments.media_keys].flat();
    this.take('attachments.media_keys', media, 'media_key', keys, this.media);
    this.addReferenced(message);
  }

  addPinned({ pinned_tweet_id: id }: JsonObject): void {
    const pinned = this.expansions.has('pinned_tweet_id') ? this.world.find(id)?.json : undefined;
    if (pinned) this.posts.add(pinned);
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
        this.errors.push(missingPost(this.world, 'referenced_tweets.id', textOf(id)));
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
