import { type Link, type Media, type Post, type PostReference, type User } from './post';
import { type PostId } from './post-id';

/** When something was noticed that X gives no time of: it happened after `notBefore`, where that is known, and before `at`. */
export interface Noticed {
  at: Date;
  notBefore?: Date;
}

export type DirectMessageEvent = 'message' | 'joined' | 'left' | 'renamed';

/** One event of a conversation that the account takes part in: what somebody wrote, or who came and went. */
export interface DirectMessage {
  id: string;
  createdAt: Date;
  event: DirectMessageEvent;
  /** Both users' ids with a hyphen between for two, a number for a group. */
  conversationId: string;
  /** Who wrote it, or did it. */
  sender: User & { id: string };
  /** Everybody known to take part, the sender included. */
  participants: User[];
  /** Who joined or left; empty for other events. */
  affected: User[];
  /** HTML entities decoded, X's short links left in; empty for other events than messages. */
  text: string;
  links: Link[];
  mentions: User[];
  hashtags: string[];
  cashtags: string[];
  media: Media[];
  /** A post that was shared with it. */
  references: PostReference[];
  /** The new name of a group. */
  newName?: string;
}

/** The account likes a post. X tells neither when it began to nor when it ceased. */
export interface Like {
  by: User & { id: string };
  /** Absent when X does not show it any more. */
  post?: Post;
  postId: PostId;
  /** Of a post that is not shown: its text, where the owner's archive has it. */
  text?: string;
  noticed: Noticed;
}

/** What a profile says of its user. */
export interface Profile {
  id: string;
  username?: string;
  name?: string;
  /** HTML entities decoded, X's short links replaced by where they lead. */
  description?: string;
  location?: string;
  /** Where the short link of the profile leads. */
  url?: string;
  profileImageUrl?: string;
  bannerUrl?: string;
  isProtected?: boolean;
  isVerified?: boolean;
  verifiedType?: string;
  isIdentityVerified?: boolean;
  isParody?: boolean;
  /** Whom the account belongs to, in X's words. */
  affiliation?: string;
  withheldIn?: string;
  pinnedPostId?: PostId;
  createdAt?: Date;
}

export interface ProfileChange {
  now: Profile;
  /** Absent for the first that was archived. */
  before?: Profile;
  noticed: Noticed;
}

/** A post is gone from X. What was archived of it stays. */
export interface Deletion {
  postId: PostId;
  /** X's API, or the archive that the owner downloaded. */
  toldBy: 'api' | 'archive';
  noticed: Noticed;
  /** As the owner's archive tells; X's API does not. */
  deletedAt?: Date;
  /** `deleted`: X does not know it any more. `hidden`: X does not show it to the account. */
  reason: 'deleted' | 'hidden';
  /** In X's words. */
  problem?: string;
  /** As it was archived last. */
  post?: Post;
}

/** What an archived record is about, read and typed. */
export type Content =
  | { type: 'post'; post: Post }
  | { type: 'message'; message: DirectMessage }
  | { type: 'like'; like: Like }
  | { type: 'profile'; change: ProfileChange }
  | { type: 'deletion'; deletion: Deletion };

export type ContentType = Content['type'];
