import { z } from 'zod';

const json = z.record(z.string(), z.unknown());

/** A post record as it is stored. */
export const postRecordSchema = z.object({
  schemaVersion: z.literal(1),
  type: z.enum(['message', 'like', 'profile', 'deletion']).optional(),
  accountId: z.string(),
  postId: z.string(),
  format: z.enum(['x-api-v2', 'x-archive']),
  raw: z.object({ post: json, includes: json, problems: z.array(json) }),
  supplied: json.optional(),
  removed: z
    .object({ at: z.string(), policy: z.enum(['redact', 'purge']), sha256: z.string() })
    .optional(),
  noticed: z.object({ at: z.string(), notBefore: z.string().optional() }).optional(),
});
