import { type ZodType } from 'zod';

import { isJsonObject, type JsonObject } from '../json';
import { includedPosts, inTweetDialect } from './dialect';
import { xMediaSchema, xPlaceSchema, xPollSchema, xPostSchema, xUserSchema } from './x-post.schema';

/** What came along with a post, looked up by its key. An entry that is not as X describes it counts as not there. */
export class Includes {
  constructor(private readonly raw: JsonObject) {}

  user(id: string | undefined) {
    return this.find('users', 'id', id, xUserSchema);
  }

  media(key: string) {
    return this.find('media', 'media_key', key, xMediaSchema);
  }

  poll(id: string | undefined) {
    return this.find('polls', 'id', id, xPollSchema);
  }

  place(id: string | undefined) {
    return this.find('places', 'id', id, xPlaceSchema);
  }

  post(id: string) {
    const found = includedPosts(this.raw).find((post) => post.id === id);
    return found && xPostSchema.safeParse(inTweetDialect(found)).data;
  }

  private find<T>(list: string, key: string, value: string | undefined, schema: ZodType<T>) {
    const entries = [this.raw[list]].flat().filter(isJsonObject);
    return schema.safeParse(entries.find((entry) => entry[key] === value)).data;
  }
}
