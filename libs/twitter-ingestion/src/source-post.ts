import {
  type DirectMessage,
  isAppError,
  isPostId,
  type Post,
  type PostId,
  type PostRecord,
  type RawPost,
  readContent,
} from '@app/domain';

/** One post of a page, or one event of a conversation: as sent, and as understood. */
export interface SourcePost {
  id: PostId;
  raw: RawPost;
  /** Absent when the post is not as X describes posts: it is still to be kept, as it came. Absent of events. */
  post?: Post;
  /** Of `messages`; absent when the event is not as X describes events. */
  message?: DirectMessage;
}

/** The post of a raw one that has an id; `undefined` for what has none and can be told from nothing else. */
export function toSourcePost(raw: RawPost): SourcePost | undefined {
  return read(raw, '', {});
}

/** The same for an event of a conversation the account takes part in. */
export function toSourceMessage(raw: RawPost, accountId: string): SourcePost | undefined {
  return read(raw, accountId, { type: 'message' });
}

function read(
  raw: RawPost,
  accountId: string,
  type: Pick<PostRecord, 'type'>,
): SourcePost | undefined {
  const { id } = raw.post;
  if (!isPostId(id)) return undefined;
  const record = { schemaVersion: 1, accountId, postId: id, format: 'x-api-v2', raw } as const;
  try {
    const content = readContent({ ...record, ...type });
    return {
      id,
      raw,
      ...(content.type === 'post' && { post: content.post }),
      ...(content.type === 'message' && { message: content.message }),
    };
  } catch (error) {
    if (!isAppError(error, 'conversion.unreadable_post')) throw error;
    return { id, raw };
  }
}
