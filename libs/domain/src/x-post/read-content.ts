import { AppError } from '../app-error';
import { type Content } from '../content';
import { type PostRecord } from '../post-record';
import { readPost } from './read-post';

/** Reads what a record is about. Pure. Throws `conversion.unreadable_post`, as {@link readPost}. */
export function readContent(record: PostRecord): Content {
  if (record.type === undefined) return { type: 'post', post: readPost(record.raw) };
  throw new AppError(
    'conversion.unreadable_post',
    `A record of the type "${record.type}" cannot be read by this version. It is kept.`,
    { postId: record.postId },
  );
}
