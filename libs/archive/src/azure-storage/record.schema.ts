import { z } from 'zod';

const json = z.record(z.string(), z.unknown());

/** A post record as it is stored. */
export const postRecordSchema = z.object({
  schemaVersion: z.literal(1),
  accountId: z.string(),
  postId: z.string(),
  format: z.enum(['x-api-v2', 'x-archive']),
  raw: z.object({ post: json, includes: json, problems: z.array(json) }),
  supplied: json.optional(),
});
