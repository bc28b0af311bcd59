import { type JsonObject } from './json';
import { type PostId } from './post-id';

/** A post exactly as X sent it, with just the `includes` and partial errors of its page that belong to it. */
export interface RawPost {
  post: JsonObject;
  includes: JsonObject;
  problems: JsonObject[];
}

/** What the archive keeps of one version of a post: the same bytes whenever and by whomever it is captured. */
export interface PostRecord {
  schemaVersion: 1;
  accountId: string;
  postId: PostId;
  /** `x-api-v2`: `raw` is as X's API gave it. `x-archive`: `raw` is made from `supplied`, in the API's words. */
  format: 'x-api-v2' | 'x-archive';
  raw: RawPost;
  /** The post as it stands in the archive its owner downloaded from X; with `x-archive` only. */
  supplied?: JsonObject;
}
