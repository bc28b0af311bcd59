import { type ContentType } from './content';
import { type JsonObject } from './json';
import { type PostId } from './post-id';
import { type Removed } from './removal-policy';

/**
 * A post exactly as X sent it, with just the `includes` and partial errors of its page that belong to it. In records of another type
 * `post` is the event of a conversation (`message`), the post liked (`like`), the user (`profile`; as it was before in
 * `includes.users`), or the post that is gone (`deletion`; no more than its id, if it was not archived).
 */
export interface RawPost {
  post: JsonObject;
  includes: JsonObject;
  problems: JsonObject[];
}

/** What the archive keeps of one version of a post: the same bytes whenever and by whomever it is captured. */
export interface PostRecord {
  schemaVersion: 1;
  /** A post unless told. */
  type?: Exclude<ContentType, 'post'>;
  accountId: string;
  /** Of the post, or of what stands in its place: the event's id, the id of the post liked or gone, the user's id. */
  postId: PostId;
  /** `x-api-v2`: `raw` is as X's API gave it. `x-archive`: `raw` is made from `supplied`, in the API's words. */
  format: 'x-api-v2' | 'x-archive';
  raw: RawPost;
  /** The post as it stands in the archive its owner downloaded from X; with `x-archive` only. */
  supplied?: JsonObject;
  /** When it was noticed, ISO 8601; with `like`, `profile` and `deletion` only. */
  noticed?: { at: string; notBefore?: string };
  /** Its content was removed: `raw` is what is left. */
  removed?: Removed;
}
