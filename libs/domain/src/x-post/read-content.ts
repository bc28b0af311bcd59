import { AppError } from '../app-error';
import { type Content, type Noticed } from '../content';
import { type PostRecord } from '../post-record';
import { parsedAs } from './parsed-as';
import { readDeletion } from './read-deletion';
import { toDate } from './read-entities';
import { readLike } from './read-like';
import { readMessage } from './read-message';
import { readPost } from './read-post';
import { readProfile, readProfileBefore } from './read-profile';
import { noticedSchema } from './x-content.schema';

/** Reads what a record is about. Pure. Throws `conversion.unreadable_post`, as {@link readPost}. */
export function readContent(record: PostRecord): Content {
  switch (record.type) {
    case undefined:
      return { type: 'post', post: readPost(record.raw) };
    case 'message':
      return { type: 'message', message: readMessage(record) };
    case 'like':
      return { type: 'like', like: readLike(record, noticedIn(record)) };
    case 'profile': {
      const now = readProfile(record.raw.post);
      const before = readProfileBefore(now.id, record.raw.includes);
      return {
        type: 'profile',
        change: { now, ...(before && { before }), noticed: noticedIn(record) },
      };
    }
    case 'deletion':
      return { type: 'deletion', deletion: readDeletion(record, noticedIn(record)) };
    default:
      throw ofNoKnownType(record);
  }
}

/** A later version of this service may have written it. */
function ofNoKnownType({ type, postId }: { type?: string; postId: string }): AppError {
  return new AppError(
    'conversion.unreadable_post',
    `A record of the type "${type ?? ''}" cannot be read by this version. It is kept.`,
    { postId },
  );
}

function noticedIn({ noticed, postId }: PostRecord): Noticed {
  const { at, notBefore } = parsedAs('time of notice', noticedSchema, { ...noticed, id: postId });
  return { at: new Date(at), notBefore: toDate(notBefore) };
}
