import { BadRequestException } from '@nestjs/common';
import { type ZodType } from 'zod';

/** A request's body, checked; 400 naming what is wrong. */
export function parseBody<T>(schema: ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body ?? {});
  if (parsed.success) return parsed.data;
  throw new BadRequestException(
    parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`),
  );
}
