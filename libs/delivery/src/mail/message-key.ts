import { type PostEntry } from '@app/archive';

/** How the ledger knows an archived version. */
export function messageKeyOf({ createdAt, postId, version, type }: PostEntry): {
  month: string;
  id: string;
} {
  const month = createdAt.toISOString().slice(0, 7).replace('-', '');
  return { month, id: `${postId}.${version}.${type}` };
}
