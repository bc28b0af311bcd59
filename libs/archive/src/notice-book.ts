import { type PostId } from '@app/domain';

/**
 * When things were noticed for the first time that X gives no time of. Nothing is ever forgotten, so that a thing noticed again, by
 * whomever, has one time for ever. Rejects with `archive.unavailable`.
 */
export abstract class NoticeBook {
  /** Notes those of the posts that were not noticed before as noticed at `at`. Gives back when each was noticed first. */
  abstract noticeLikes(
    accountId: string,
    postIds: readonly PostId[],
    at: Date,
  ): Promise<ReadonlyMap<PostId, Date>>;
}
