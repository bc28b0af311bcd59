import { readFileSync } from 'node:fs';
import { isJsonObject, type Json, type JsonObject } from '@app/domain';

import { UsageError } from '../core/sandbox-settings';
import { type Dataset } from './dataset';
import { textOf } from './text-of';

/**
 * A file of X API v2 responses as an account's world: one JSON document a line (as twarc2 writes), or one document. Every post of
 * `data` is listed in the timeline, others' too, so that nothing of the file is left out; the account is the most frequent
 * author. Media are had from `mediaBase`. Throws UsageError naming the line that is not such a document.
 */
export function loadDataset(path: string, mediaBase: string): Dataset {
  const pages = parsePages(path, readFileSync(path, 'utf8'));
  const included = (list: string) =>
    unique(
      pages.flatMap(({ includes }) => objects(isJsonObject(includes) ? includes[list] : [])),
      list === 'media' ? 'media_key' : 'id',
    );
  const data = unique(
    pages.flatMap((page) => objects(page.data)),
    'id',
  );
  const listedIds = new Set(data.map(({ id }) => id));
  const others = [...included('tweets'), ...included('posts')].filter(
    ({ id }) => !listedIds.has(id),
  );
  const users = included('users');
  return {
    account: accountOf(data, users),
    posts: [
      ...data.map((json) => ({
        id: textOf(json.id),
        json,
        kind: 'from file',
        isListed: true,
        isDeleted: false,
      })),
      ...others.map((json) => ({
        id: textOf(json.id),
        json,
        kind: 'of others',
        isListed: false,
        isDeleted: false,
      })),
    ],
    messages: [],
    likes: [],
    users,
    media: included('media').map((medium) => localMedia(medium, mediaBase)),
    polls: included('polls'),
    places: included('places'),
  };
}

function parsePages(path: string, text: string): JsonObject[] {
  const whole = parse(text);
  if (whole !== undefined) return [page(whole, path, 1)];
  const lines = text.split('\n').map((line, i) => ({ line, number: i + 1 }));
  return lines
    .filter(({ line }) => line.trim() !== '')
    .map(({ line, number }) => page(parse(line), path, number));
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function page(value: Json | undefined, path: string, line: number): JsonObject {
  if (isJsonObject(value) && ('data' in value || 'meta' in value)) return value;
  throw new UsageError(
    `${path}, line ${line}: this is not a response of X's API v2 (a JSON object with data or meta).`,
  );
}

function accountOf(data: JsonObject[], users: JsonObject[]) {
  const counts = new Map<string, number>();
  for (const { author_id: id } of data)
    if (typeof id === 'string') counts.set(id, (counts.get(id) ?? 0) + 1);
  const [id = '1'] = [...counts].sort(([, a], [, b]) => b - a).map(([author]) => author);
  const known = users.find((user) => user.id === id) ?? { name: 'Account of the file' };
  const username = typeof known.username === 'string' ? known.username : `user${id}`;
  return { ...known, id, username };
}

function localMedia(medium: JsonObject, mediaBase: string): JsonObject {
  const local = (url: Json | undefined) =>
    typeof url === 'string'
      ? `${mediaBase}/${textOf(medium.media_key)}/${new URL(url).pathname.split('/').at(-1) ?? 'file'}`
      : url;
  return {
    ...medium,
    ...('url' in medium && { url: local(medium.url) }),
    ...('preview_image_url' in medium && { preview_image_url: local(medium.preview_image_url) }),
    ...('variants' in medium && {
      variants: objects(medium.variants).map((each) => ({ ...each, url: local(each.url) })),
    }),
  };
}

function objects(value: Json | undefined): JsonObject[] {
  return [value].flat().filter(isJsonObject);
}

function unique(list: JsonObject[], key: string): JsonObject[] {
  return [...new Map(list.map((each) => [each[key], each])).values()];
}
