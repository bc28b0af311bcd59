import { type JsonObject } from '@app/domain';

/** A post and what the sandbox must know of it; the JSON is X's in the tweet dialect, with every field. */
export interface StoredPost {
  id: string;
  json: JsonObject;
  kind: string;
  /** Shown in the account's timeline (when it is the newest version and not deleted). */
  isListed: boolean;
  isDeleted: boolean;
}

/** An account's world: its posts, and all that they refer to. */
export interface Dataset {
  account: JsonObject & { id: string; username: string };
  posts: StoredPost[];
  users: JsonObject[];
  media: JsonObject[];
  polls: JsonObject[];
  places: JsonObject[];
}
