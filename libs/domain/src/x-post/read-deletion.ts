import { type Deletion, type Noticed } from '../content';
import { type Json, type JsonObject } from '../json';
import { type PostRecord } from '../post-record';
import { problemAbout, problemOf } from './read-entities';
import { readPostIfPossible } from './read-post';

/** Reads that a post is gone: what X says of its id tells whether it is deleted or only not shown. */
export function readDeletion({ postId, format, raw }: PostRecord, noticed: Noticed): Deletion {
  const problem = problemAbout(postId, raw.problems);
  const post = readPostIfPossible(raw);
  return {
    postId,
    toldBy: format === 'x-archive' ? 'archive' : 'api',
    noticed,
    deletedAt: timeOf(raw.post.deleted_at),
    reason: problem === undefined || isNotFound(problem) ? 'deleted' : 'hidden',
    problem: problemOf(postId, raw.problems),
    ...(post && { post }),
  };
}

function isNotFound({ type, title }: JsonObject): boolean {
  return (
    (typeof type === 'string' && type.endsWith('/resource-not-found')) ||
    title === 'Not Found Error'
  );
}

/** The owner's archive writes times as `Thu Nov 10 12:00:00 +0000 2022`, or as the API does. */
function timeOf(text: Json | undefined): Date | undefined {
  const time = new Date(typeof text === 'string' ? text : NaN);
  return Number.isNaN(time.getTime()) ? undefined : time;
}
