import { Injectable } from '@nestjs/common';
import { compareIds, isJsonObject, type JsonObject } from '@app/domain';

import { SandboxSettings } from '../core/sandbox-settings';
import { type StoredPost } from '../dataset/dataset';
import { textOf } from '../dataset/text-of';
import { objectsOf, XWorld } from '../dataset/x-world';
import { pageOf, type PageRules } from './x-pages';
import { idParameter, type Query, timeParameter } from './x-query';

/** X lists so many of an account's newest posts, fewer without replies (https://docs.x.com/x-api/posts/timelines/introduction). */
const REACH = 3200;
const REACH_WITHOUT_REPLIES = 800;
const REACH_OF_MENTIONS = 800;
const SIZES = [10, 5, 100] as const;

export interface TimelinePage {
  posts: StoredPost[];
  meta: JsonObject;
}

/** Pages of posts in the order they were made: a user's own, and those that name the user. */
@Injectable()
export class XTimeline {
  constructor(
    private readonly world: XWorld,
    private readonly settings: SandboxSettings,
  ) {}

  page(userId: string, query: Query, isEmpty: boolean): TimelinePage {
    const excluded = (query.get('exclude') ?? '').split(',').filter(Boolean);
    const reach = excluded.includes('replies') ? REACH_WITHOUT_REPLIES : REACH;
    const references = ({ json }: StoredPost, type: string) =>
      JSON.stringify(json.referenced_tweets ?? []).includes(type);
    const posts = within(this.world.timeline(userId).slice(0, reach), query).filter(
      (post) =>
        !(excluded.includes('replies') && references(post, 'replied_to')) &&
        !(excluded.includes('retweets') && references(post, 'retweeted')),
    );
    return postsOf(posts, query, { isEmpty, sizes: SIZES, atMost: this.settings.pageSize });
  }

  /** Of whomever, the user too: X lists what users say to themselves. */
  mentions(userId: string, query: Query, isEmpty: boolean): TimelinePage {
    const naming = this.world.posts().filter((post) => isTo(post, userId));
    const posts = within(naming.slice(0, REACH_OF_MENTIONS), query);
    return postsOf(posts, query, { isEmpty, sizes: SIZES });
  }
}

/** A page of posts, newest first. */
export function postsOf(
  posts: readonly StoredPost[],
  query: Query,
  rules: Omit<PageRules, 'tellsIds'>,
): TimelinePage {
  const list = posts.map((post) => ({ key: post.id, post }));
  const { entries, meta } = pageOf(list, query, { ...rules, tellsIds: true });
  return { posts: entries.map(({ post }) => post), meta };
}

/** Those in the range of ids and times a query names. */
export function within(posts: readonly StoredPost[], query: Query): StoredPost[] {
  const [since, until] = [idParameter(query, 'since_id'), idParameter(query, 'until_id')];
  const [start, end] = [timeParameter(query, 'start_time'), timeParameter(query, 'end_time')];
  return posts.filter(
    (post) =>
      (since === undefined || compareIds(post.id, since) > 0) &&
      (until === undefined || compareIds(post.id, until) < 0) &&
      (start === undefined || timeOf(post) >= start) &&
      (end === undefined || timeOf(post) < end),
  );
}

function isTo({ json }: StoredPost, userId: string): boolean {
  const { entities, in_reply_to_user_id: repliedTo } = json;
  const mentions = objectsOf(isJsonObject(entities) ? entities.mentions : undefined);
  return repliedTo === userId || mentions.some(({ id }) => id === userId);
}

function timeOf({ json }: StoredPost): Date {
  return new Date(textOf(json.created_at));
}
