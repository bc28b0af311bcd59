import { Injectable } from '@nestjs/common';
import { compareIds, firstIdAt, isJsonObject } from '@app/domain';

import { type StoredPost } from '../dataset/dataset';
import { textOf } from '../dataset/text-of';
import { objectsOf, XWorld } from '../dataset/x-world';
import { invalidRequest } from './x-problem';
import { idParameter, type Query } from './x-query';
import { parseSearch } from './search-query';
import { postsOf, type TimelinePage, within } from './x-timeline';

/** What the index of recent posts holds (https://docs.x.com/x-api/posts/search/introduction). */
const REACH_MS = 7 * 24 * 3600_000;

/** X's search of recent posts, as far as quotes need it. */
@Injectable()
export class XSearch {
  constructor(private readonly world: XWorld) {}

  page(query: Query, isEmpty: boolean): TimelinePage {
    const said = query.get('query') ?? '';
    const oldest = firstIdAt(new Date(Date.now() - REACH_MS));
    for (const name of ['since_id', 'until_id']) checkNotTooOld(query, name, oldest);
    const isAsked = parseSearch(said);
    const found = this.world
      .posts()
      .filter((post) => compareIds(post.id, oldest) >= 0 && isAsked(this.facts(post)));
    const tokens = ['next_token', 'pagination_token'];
    return postsOf(within(found, query), query, { isEmpty, sizes: [10, 10, 100], tokens });
  }

  /** What the search knows of a post. */
  private facts({ json }: StoredPost) {
    const urls = objectsOf(isJsonObject(json.entities) ? json.entities.urls : undefined);
    return {
      author: textOf(this.world.user('id', json.author_id)?.username),
      urls: urls.map(({ expanded_url: url }) => textOf(url)),
      isQuote: objectsOf(json.referenced_tweets).some(({ type }) => type === 'quoted'),
    };
  }
}

function checkNotTooOld(query: Query, name: string, oldest: string): void {
  const id = idParameter(query, name);
  if (id === undefined || compareIds(id, oldest) >= 0) return;
  throw invalidRequest(
    name,
    id,
    `'${name}' must be a tweet id created after the last seven days began. Please use a '${name}' that is larger than ${oldest}`,
  );
}
