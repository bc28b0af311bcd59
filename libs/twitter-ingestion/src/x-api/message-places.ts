import { compareIds, type PostId } from '@app/domain';

import { type PageRequest, type PostPage } from '../post-source';

interface Place {
  /** All events from here up lie above the page the token leads to. */
  lowestAbove: PostId;
  pageToken: string;
  /** X promises nothing of a token with pages of another size. */
  limit: number | undefined;
}

/** Deeper readings than these many pages begin at the newest message again. */
const MAX_PLACES = 1_000;

/**
 * How to get down to older messages. X cannot be asked for messages below an id, gives 1,500 in a quarter of an hour, and bills each:
 * a reading that begins at the newest whenever it was interrupted would never get deeper than that. Remembered by this process alone;
 * without it, the pages above are read again.
 */
export class MessagePlaces {
  private readonly places = new Map<string, Place[]>();

  /** The same request, begun as far down as is known to lose nothing. */
  shortened(request: PageRequest): PageRequest {
    const { accountId, stream, untilId, pageToken, limit } = request;
    if (stream !== 'messages' || untilId === undefined || pageToken !== undefined) return request;
    const usable = (this.places.get(accountId) ?? [])
      .filter((place) => place.limit === limit && compareIds(place.lowestAbove, untilId) >= 0)
      .sort((a, b) => compareIds(a.lowestAbove, b.lowestAbove));
    return usable[0] ? { ...request, pageToken: usable[0].pageToken } : request;
  }

  remember({ accountId, stream, limit }: PageRequest, page: PostPage): void {
    if (stream !== 'messages' || page.kind !== 'page' || page.oldestId === undefined) return;
    const place = { lowestAbove: page.oldestId, pageToken: page.nextPageToken, limit };
    this.places.set(accountId, [place, ...(this.places.get(accountId) ?? [])].slice(0, MAX_PLACES));
  }

  /** X does not know a token any more. */
  forget(accountId: string): void {
    this.places.delete(accountId);
  }
}
