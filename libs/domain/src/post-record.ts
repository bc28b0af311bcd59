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
  /** Which reader understands `raw`. */
  format: 'x-api-v2';
  raw: RawPost;
}
