import { type ContentKind, type MediaFile, type Post, type User } from '@app/domain';

import { type Fact } from './facts';
import { type Html } from './html/html';
import { type ShownFiles } from './html/post-media';

/**
 * What a reader gets of something that is no post: the same in the item and in the message. Posts are made into both directly, having
 * more to tell.
 */
export interface Rendition {
  /** Of the item. */
  id: string;
  kind: ContentKind;
  /** What the Import service and message classes call the kind. */
  itemType: string;
  time: Date;
  sender: User;
  /** Never empty. */
  recipients: User[];
  threadId: string;
  parentId?: string;
  /** What the message hangs under in threads of mail programs, the topmost first. */
  threadedUnder: string[];
  /** Whether the last of them is what it answers or is about. */
  isAnswer: boolean;
  /** How its subject begins; the summary follows. */
  title: string;
  summary: string;
  /** `Direct messages of`, followed by the account: what lists it is on are called. */
  listName: string;
  /** What is said, in paragraphs. */
  said: string[];
  /** What must be known besides, in square brackets. */
  notes: string[];
  /** Posts it is about, as items before it. */
  posts: Post[];
  files: MediaFile[];
  /** Beneath the message. */
  details: Fact[];
  /** Headers of its kind. */
  headers: [string, string | undefined][];
  /** How it looks. */
  page: (files: ShownFiles) => Html;
}
