import { Injectable } from '@nestjs/common';
import { compareIds, type JsonObject } from '@app/domain';

import { type StoredPost } from '../dataset/dataset';
import { textOf } from '../dataset/text-of';
import { XWorld } from '../dataset/x-world';
import { invalidRequest } from './x-problem';
import { idParameter, type Query, timeParameter, wholeNumber } from './x-query';

/** X lists so many of an account's newest posts, fewer without replies (https://docs.x.com/x-api/posts/timelines/introduction). */
const REACH = 3200;
const REACH_WITHOUT_REPLIES = 800;

export interface TimelinePage {
  posts: StoredPost[];
  meta: JsonObject;
}

/** Pages of a user's timeline. */
@Injectable()
export class XTimeline {
  constructor(private readonly world: XWorld) {}

  page(userId: string, query: Query, isEmpty: boolean): TimelinePage {
    const size = wholeNumber(query, 'max_results', 10, 5, 100);
    const matching = this.matching(userId, query);
    const start = this.startOf(query, matching);
    const posts = isEmpty ? [] : matching.slice(start, start + size);
    const next = matching[start + posts.length];
    const ids = posts.map(({ id }) => id);
    return {
      posts,
      meta: {
        result_count: posts.length,
        ...(ids.length > 0 && { newest_id: ids[0], oldest_id: ids.at(-1) }),
        ...(next && { next_token: token(next.id) }),
      },
    };
  }

  private matching(userId: string, query: Query): StoredPost[] {
    const excluded = (query.get('exclude') ?? '').split(',').filter(Boolean);
    const reach = excluded.includes('replies') ? REACH_WITHOUT_REPLIES : REACH;
    const [since, until] = [idParameter(query, 'since_id'), idParameter(query, 'until_id')];
    const [start, end] = [timeParameter(query, 'start_time'), timeParameter(query, 'end_time')];
    const references = ({ json }: StoredPost, type: string) =>
      JSON.stringify(json.referenced_tweets ?? []).includes(type);
    return this.world
      .timeline(userId)
      .slice(0, reach)
      .filter(
        (post) =>
          (since === undefined || compareIds(post.id, since) > 0) &&
          (until === undefined || compareIds(post.id, until) < 0) &&
          (start === undefined || timeOf(post) >= start) &&
          (end === undefined || timeOf(post) < end) &&
          !(excluded.includes('replies') && references(post, 'replied_to')) &&
          !(excluded.includes('retweets') && references(post, 'retweeted')),
      );
  }

  private startOf(query: Query, matching: StoredPost[]): number {
    const given = query.get('pagination_token');
    if (given === undefined) return 0;
    const id = /^7140w(\d{1,19})$/.exec(Buffer.from(given, 'base64url').toString('latin1'))?.[1];
    if (id === undefined) {
      throw invalidRequest(
        'pagination_token',
        given,
        'The `pagination_token` query parameter value is not valid',
      );
    }
    const index = matching.findIndex((post) => compareIds(post.id, id) <= 0);
    return index < 0 ? matching.length : index;
  }
}

/** Opaque to clients: the first post of the next page. */
function token(id: string): string {
  return Buffer.from(`7140w${id}`, 'latin1').toString('base64url');
}

function timeOf({ json }: StoredPost): Date {
  return new Date(textOf(json.created_at));
}
