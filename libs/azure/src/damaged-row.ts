import { AppError } from '@app/domain';
import { z } from 'zod';

const keysSchema = z.object({ partitionKey: z.string(), rowKey: z.string() });

/** What is told of a row that is there and cannot be read: where it lies, and what of it; `undefined` for any other failure. */
export function damage(error: unknown, row?: unknown): AppError | undefined {
  const isOfShape = error instanceof z.ZodError;
  if (!isOfShape && !(error instanceof SyntaxError)) return undefined;
  const field = isOfShape ? error.issues[0]?.path.join('.') : undefined;
  const { data: keys } = keysSchema.safeParse(row);
  return new AppError(
    'storage.damaged',
    'What is stored is not as this service writes it, so it is not used. Find out who changed it, and put it back.',
    { ...(field && { field }), ...keys },
    { cause: error },
  );
}
