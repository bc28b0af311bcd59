import { compareIds } from '@app/domain';

import { entryTypes, type PostEntry } from './post-archive';

type OrderFields = Pick<PostEntry, 'createdAt' | 'postId' | 'type' | 'capturedAt'>;

/** The order entries are listed in: by month, id, type, time of capture. */
export function compareEntries(a: OrderFields, b: OrderFields): number {
  return (
    monthNumber(a.createdAt) - monthNumber(b.createdAt) ||
    compareIds(a.postId, b.postId) ||
    entryTypes.indexOf(a.type) - entryTypes.indexOf(b.type) ||
    a.capturedAt.getTime() - b.capturedAt.getTime()
  );
}

function monthNumber(time: Date): number {
  return time.getUTCFullYear() * 12 + time.getUTCMonth();
}
