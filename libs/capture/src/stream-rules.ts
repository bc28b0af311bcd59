import { type PagedStream } from '@app/twitter-ingestion';

/** Streams that are listed newest first, by id. */
export type WalkedStream = Exclude<PagedStream, 'likes'>;

/** X lists so many of an account's posts (https://docs.x.com/x-api/posts/timelines/introduction). */
export const MOST_LISTED = 3_200;

interface StreamRules {
  /**
   * X ends a stream after so and so many as if there were no more. Deeper than this we do not believe an end without proof:
   * what X counts but does not show makes the wall come earlier.
   */
  doubtEndFrom: number;
  /**
   * So many pages in a row that lead no further down: X is going round in circles. More than X has of the stream: pages of posts that were
   * deleted come empty.
   */
  maxStalledPages: number;
  /**
   * Of what X gives from the newest down alone, so many first, then ten times as many: most of the time there is nothing new, and X
   * bills what is known all the same.
   */
  firstLook?: number;
}

/**
 * X lists an account's 3,200 newest posts and the 800 newest that mention it (https://docs.x.com/x-api/posts/timelines/introduction).
 * What it finds by search and messages end by their age, which every page tells (`shownFrom`). Messages cannot be asked for
 * by id: a reading that goes on deep down passes all that lie above, 100 on each page.
 */
export const STREAM_RULES: Readonly<Record<WalkedStream, StreamRules>> = {
  posts: { doubtEndFrom: 2_000, maxStalledPages: 40 },
  mentions: { doubtEndFrom: 500, maxStalledPages: 20 },
  quotes: { doubtEndFrom: Infinity, maxStalledPages: 20 },
  messages: { doubtEndFrom: Infinity, maxStalledPages: 1_000, firstLook: 1 },
};
