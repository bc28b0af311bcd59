import { type Deletion, type Noticed } from '../content';
import { type JsonObject } from '../json';
import { type PostRecord } from '../post-record';
import { problemAbout, problemOf, timeInText } from './read-entities';
import { readPostIfPossible } from './read-post';

/** Reads that a post is gone: what X says of its id tells whether it is deleted or only not shown. */
export function readDeletion({ postId, format, raw }: PostRecord, noticed: Noticed): Deletion {
  const problem = problemAbout(postId, raw.problems);
  const post = readPostIfPossible(raw);
  return {
    postId,
    toldBy: format === 'x-archive' ? 'archive' : 'api',
    noticed,
    deletedAt: timeInText(raw.post.deleted_at),
    reason: problem === undefined || isNotFound(problem) ? 'deleted' : 'hidden',
    problem: problemOf(postId, raw.problems),
    ...(post && { post }),
  };
}

/** X does not know it. That its author is suspended has the same type, and another title. */
export function isNotFound({ type, title }: JsonObject): boolean {
  if (title !== undefined) return title === 'Not Found Error';
  return typeof type === 'string' && type.endsWith('/resource-not-found');
}
