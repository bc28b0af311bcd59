import { type ZodType } from 'zod';

import { AppError } from '../app-error';
import { type JsonObject } from '../json';

/**
 * The object as its schema reads it. Throws `conversion.unreadable_post` naming the fields that are not as X describes them, never
 * their content.
 */
export function parsedAs<T>(what: string, schema: ZodType<T>, object: JsonObject): T {
  const parsed = schema.safeParse(object);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map(({ path }) => path.join('.') || what);
  throw unreadable(what, fields, object);
}

export function unreadable(what: string, names: string[], object: JsonObject): AppError {
  const fields = names.join(', ');
  return new AppError(
    'conversion.unreadable_post',
    `A ${what} is not as X describes ${what}s, in: ${fields}. Its raw record is kept.`,
    { fields, postId: typeof object.id === 'string' ? object.id : 'unknown' },
  );
}
