import { type Like, type Noticed } from '../content';
import { type PostRecord } from '../post-record';
import { Includes } from './includes';
import { toUser, unescapeHtml } from './read-entities';
import { readPost } from './read-post';

/** Reads a like: the post liked is there whole, or by no more than its id. Throws `conversion.unreadable_post`, as `readPost`. */
export function readLike({ accountId, postId, raw, supplied }: PostRecord, noticed: Noticed): Like {
  const by = new Includes(raw.includes).user({ id: accountId });
  const isShown = Object.keys(raw.post).length > 1;
  const text = supplied?.fullText;
  return {
    by: { ...toUser(by), id: accountId },
    postId,
    ...(isShown && { post: readPost(raw) }),
    ...(typeof text === 'string' && { text: unescapeHtml(text) }),
    noticed,
  };
}
