import { z } from 'zod';

import { type ManifestLink } from '../manifest-archive';

/** A link as a row of table `manifests` has it. */
export const linkRowSchema = z.object({
  sequence: z.number(),
  taskId: z.string(),
  name: z.string(),
  sha256: z.string(),
  signatureKey: z.string().optional(),
  signature: z.string().optional(),
});

export function linkOf(row: z.infer<typeof linkRowSchema>): ManifestLink {
  const { sequence, taskId, name, sha256, signatureKey: keyId, signature: value } = row;
  const isSigned = keyId !== undefined && value !== undefined;
  return { sequence, taskId, name, sha256, ...(isSigned && { signature: { keyId, value } }) };
}
