import { compareIds, firstIdAt } from '@app/domain';

import { type Recheck } from './capture-state-store';
import { type PostEntry } from './post-archive';

/** X lets a post be edited for an hour at most (https://docs.x.com/x-api/fundamentals/edit-posts); clocks differ. */
export const EDITABLE_MS = 70 * 60_000;

/** When the last whole sweep began, if that has surely looked a post up. What the owner supplied may have come later. */
export function sweptSinceOf(
  { postId, capturedAt, provenance }: PostEntry,
  { sweptSince, sweptFrom }: Recheck,
): Date | undefined {
  if (!sweptSince || sweptFrom === undefined || provenance) return undefined;
  const sweptTo = firstIdAt(new Date(sweptSince.getTime() - EDITABLE_MS));
  const isIn = compareIds(postId, sweptFrom) > 0 && compareIds(postId, sweptTo) < 0;
  return isIn && sweptSince > capturedAt ? sweptSince : undefined;
}
