import { type JsonObject } from '@app/domain';

/** A post and what the sandbox must know of it; the JSON is X's in the tweet dialect, with every field. */
export interface StoredPost {
  id: string;
  json: JsonObject;
  kind: string;
  /** Shown in the account's timeline (when it is the newest version and not deleted). */
  isListed: boolean;
  isDeleted: boolean;
  /** It is there, and X does not show it to us. */
  isHidden?: boolean;
}

/** An event of a conversation; the JSON is X's in the tweet dialect, but with what the text holds under `entities`. */
export interface StoredMessage {
  id: string;
  json: JsonObject;
  /** Who sees it. */
  memberIds: string[];
}

export interface StoredLike {
  userId: string;
  postId: string;
  /** Grows with every like: X lists them by when they were given, but does not tell. */
  order: number;
}

/** An account's world: its posts, and all that they refer to. */
export interface Dataset {
  account: JsonObject & { id: string; username: string };
  posts: StoredPost[];
  /** Oldest first. */
  messages: StoredMessage[];
  likes: StoredLike[];
  users: JsonObject[];
  media: JsonObject[];
  polls: JsonObject[];
  places: JsonObject[];
}
