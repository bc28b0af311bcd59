import { AppError } from '@app/domain';
import { z } from 'zod';

const positionSchema = z.tuple([z.string(), z.string()]);

/** The last place a page came to: a sort key, and what it is a key in. */
export type Position = z.infer<typeof positionSchema>;

export function writeContinuation(position: Position): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/** Throws `jobs.bad_continuation` for a text that is not ours. */
export function readContinuation(text: string): Position {
  try {
    return positionSchema.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
  } catch (cause) {
    const message = 'The list does not go on from there; begin it anew.';
    throw new AppError('jobs.bad_continuation', message, {}, { cause });
  }
}
