import { firstIdAt, type JsonObject } from '@app/domain';

import { type Dataset, type StoredPost } from './dataset';
import { type Random } from './random';
import { codePoints, textOf } from './text-of';
import { escapeHtml } from './texts';

/** Low bits of a snowflake that do not tell the time. */
const SEQUENCE = 1 << 22;
const EDIT_WINDOW_MS = 3_600_000;

export interface PostParts {
  kind: string;
  text: string;
  lang?: string;
  authorId?: string;
  more?: JsonObject;
  entities?: { urls?: JsonObject[]; mentions?: JsonObject[] };
  isListed?: boolean;
  isDeleted?: boolean;
}

/** Writes posts as X would show them: ids that tell the time, escaped texts, entities counted in code points. */
export class PostWriter {
  constructor(
    readonly dataset: Dataset,
    readonly random: Random,
    readonly mediaBase: string,
  ) {}

  write(time: Date, parts: PostParts): StoredPost {
    const id = this.idAt(time);
    const authorId = parts.authorId ?? this.dataset.account.id;
    const { text, entities } = withEntities(parts);
    const json: JsonObject = {
      id,
      text,
      author_id: authorId,
      created_at: time.toISOString(),
      conversation_id: id,
      edit_history_tweet_ids: [id],
      edit_controls: editControls(time, time),
      lang: parts.lang ?? 'en',
      source: this.random.pick(['Twitter Web App', 'Sprout Social', 'Twitter for iPhone']),
      possibly_sensitive: false,
      reply_settings: 'everyone',
      public_metrics: this.metrics(),
      ...(Object.keys(entities).length > 0 && { entities }),
      ...parts.more,
    };
    const post = {
      id,
      json,
      kind: parts.kind,
      isListed: parts.isListed ?? authorId === this.dataset.account.id,
      isDeleted: parts.isDeleted ?? false,
    };
    this.dataset.posts.push(post);
    return post;
  }

  /** An id of something made at that time. */
  idAt(time: Date): string {
    return (BigInt(firstIdAt(time)) + BigInt(this.random.whole(0, SEQUENCE - 1))).toString();
  }

  private metrics(): JsonObject {
    const n = (max: number) => this.random.whole(0, max);
    return {
      retweet_count: n(60),
      reply_count: n(20),
      like_count: n(400),
      quote_count: n(9),
      bookmark_count: n(15),
      impression_count: n(20_000),
    };
  }
}

export function editControls(created: Date, firstCreated: Date): JsonObject {
  return {
    edits_remaining: 5,
    is_edit_eligible: true,
    editable_until: new Date(firstCreated.getTime() + EDIT_WINDOW_MS).toISOString(),
    ...(created > firstCreated && { edits_remaining: 4 }),
  };
}

/** Finds tags, names and the given links in the escaped text; positions in code points, as X counts. */
export function withEntities(parts: Pick<PostParts, 'text' | 'entities'>): {
  text: string;
  entities: JsonObject;
} {
  const text = escapeHtml(parts.text);
  const found = (pattern: RegExp, of: (match: string) => JsonObject) =>
    [...text.matchAll(pattern)].map(({ 0: match, index }) => ({
      ...span(text, index, match),
      ...of(match),
    }));
  const placed = (entity: JsonObject, needle: string) => {
    const index = text.indexOf(needle);
    return { ...span(text, Math.max(index, 0), needle), ...entity };
  };
  const lists: Record<string, JsonObject[]> = {
    hashtags: found(/#\p{L}[\p{L}\d]+/gu, (tag) => ({ tag: tag.slice(1) })),
    cashtags: found(/\$[A-Z]{2,6}\b/g, (tag) => ({ tag: tag.slice(1) })),
    mentions: (parts.entities?.mentions ?? []).map((each) =>
      placed(each, `@${textOf(each.username)}`),
    ),
    urls: (parts.entities?.urls ?? []).map((each) => placed(each, textOf(each.url))),
  };
  return {
    text,
    entities: Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0)),
  };
}

function span(text: string, index: number, match: string): JsonObject {
  const start = codePoints(text.slice(0, index)).length;
  return { start, end: start + codePoints(match).length };
}
