import { isAppError, isPostId, type Post, type PostId, type RawPost, readPost } from '@app/domain';

/** One post of a page: as sent, and as understood. */
export interface SourcePost {
  id: PostId;
  raw: RawPost;
  /** Absent when the post is not as X describes posts: it is still to be kept, as it came. */
  post?: Post;
}

/** The post of a raw one that has an id; `undefined` for what has none and can be told from nothing else. */
export function toSourcePost(raw: RawPost): SourcePost | undefined {
  const { id } = raw.post;
  if (!isPostId(id)) return undefined;
  try {
    return { id, raw, post: readPost(raw) };
  } catch (error) {
    if (!isAppError(error, 'conversion.unreadable_post')) throw error;
    return { id, raw };
  }
}
