import { type ZodType } from 'zod';

import { isJsonObject, type JsonObject, withoutNulls } from '../json';
import { includedPosts, inTweetDialect } from './dialect';
import {
  xMediaSchema,
  xPlaceSchema,
  xPollSchema,
  type XPost,
  xPostSchema,
  xUserSchema,
} from './x-post.schema';

/** What came along with a post, looked up by its key. An entry that is not as X describes it counts as not there. */
export class Includes {
  constructor(private readonly raw: JsonObject) {}

  /** By id; by name where X names a user without an id. */
  user({ id, username }: { id?: string; username?: string }) {
    const byId = (user: JsonObject) => user.id === id;
    const byName = ({ username: name }: JsonObject) =>
      typeof name === 'string' && name.toLowerCase() === username?.toLowerCase();
    return this.find('users', id === undefined ? byName : byId, xUserSchema);
  }

  media(key: string) {
    return this.find('media', (medium) => medium.media_key === key, xMediaSchema);
  }

  poll(id: string) {
    return this.find('polls', (poll) => poll.id === id, xPollSchema);
  }

  place(id: string) {
    return this.find('places', (place) => place.id === id, xPlaceSchema);
  }

  /** `unreadable` when it is there, but not as X describes posts. */
  post(id: string): XPost | 'unreadable' | undefined {
    const found = includedPosts(this.raw).find((post) => post.id === id);
    return found && (xPostSchema.safeParse(inTweetDialect(found)).data ?? 'unreadable');
  }

  private find<T>(list: string, isIt: (entry: JsonObject) => boolean, schema: ZodType<T>) {
    const entry = [this.raw[list]].flat().filter(isJsonObject).find(isIt);
    return entry && schema.safeParse(withoutNulls(entry)).data;
  }
}
