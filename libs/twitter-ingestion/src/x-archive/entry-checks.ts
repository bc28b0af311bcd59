import { type PostId, timeOfId } from '@app/domain';
import { type ZodError } from 'zod';

/** X tells when a post was made in whole seconds, its id in milliseconds. */
const TIMES_DIFFER_MS = 1000;

/** Was it made when its id says? Ids of the first years say nothing. */
export function isTimeOfId(createdAt: Date, id: PostId): boolean {
  const made = timeOfId(id);
  return !made || Math.abs(made.getTime() - createdAt.getTime()) <= TIMES_DIFFER_MS;
}

/** The fields that are not as they must be, never what they hold. */
export function fieldsOf({ issues }: ZodError): string {
  return [...new Set(issues.map(({ path }) => path.join('.')))].join(', ');
}
