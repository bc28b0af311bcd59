import { tableKey } from '@app/azure';
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

/** The key of a link's row by its number: in the order of the numbers. */
export function sequenceKey(sequence: number): string {
  return `sequence.${String(sequence).padStart(12, '0')}`;
}

/** The key of a link's row by its task: of a task alone, what the keys of all its deliveries begin with. */
export function taskKey(taskId: string): string {
  return `task.${tableKey(taskId)}`;
}

export function linkOf(row: z.infer<typeof linkRowSchema>): ManifestLink {
  const { sequence, taskId, name, sha256, signatureKey: keyId, signature: value } = row;
  const isSigned = keyId !== undefined && value !== undefined;
  return { sequence, taskId, name, sha256, ...(isSigned && { signature: { keyId, value } }) };
}
