import { type Json, type JsonObject } from '../json';
import { type Link, type User } from '../post';
import { type Includes } from './includes';
import { type XEntities, type XUser } from './x-post.schema';

/** The tags of a text. */
export function tagsOf(tags: { tag?: string }[] = []): string[] {
  return tags.flatMap(({ tag }) => tag ?? []);
}

/** X does not always tell both id and name. */
export function mentionsOf(mentions: XEntities['mentions'] = [], includes: Includes): User[] {
  return mentions
    .filter(({ id, username }) => id !== undefined || username !== undefined)
    .map(({ id, username }) => {
      const user = toUser(includes.user({ id, username }));
      return { ...user, id: id ?? user.id, username: username ?? user.username };
    });
}

export function toUser(user: XUser | undefined): User {
  if (!user) return {};
  const { id, username, name, profile_image_url: profileImageUrl } = user;
  return { id, username, name, profileImageUrl };
}

type XLink = NonNullable<XEntities['urls']>[number];

/** By what a link to a medium of the post or message itself is known. */
interface Own {
  mediaKeys: readonly string[];
  /** Of the post in all its versions, or of the message; and of whichever posts its media are of besides. */
  ids: readonly string[];
}

/** Each short link once, in the order given. */
export function linksOf(urls: readonly XLink[] = [], own?: Own): Link[] {
  const links = urls.flatMap((x) => (x.url === undefined ? [] : [toLink(x, x.url, own)]));
  return links.filter(({ url }, i) => links.findIndex((other) => other.url === url) === i);
}

function toLink(x: XLink, url: string, own: Own | undefined): Link {
  return {
    url,
    expandedUrl: x.expanded_url ?? url,
    unwoundUrl: x.unwound_url,
    title: x.title,
    description: x.description,
    isMedia: own !== undefined && isOfOwnMedium(x, own),
  };
}

const MEDIUM_AT_X =
  /^https?:\/\/(?:\w+\.)?(?:twitter|x)\.com\/(?:\w+\/status\/(?<post>\d+)\/(?:photo|video)\/\d|messages\/media\/(?<message>\d+))/;

/** X shows links to others' pictures in the same way, as `pic.x.com/…`; and it does not always tell the key. */
function isOfOwnMedium({ media_key: key, expanded_url: link = '' }: XLink, own: Own): boolean {
  if (key !== undefined && own.mediaKeys.includes(key)) return true;
  const { post, message } = MEDIUM_AT_X.exec(link)?.groups ?? {};
  return own.ids.includes(post ?? message ?? '');
}

/** The owner's archive writes times as `Thu Nov 10 12:00:00 +0000 2022`, or as the API does; `undefined` for what is none. */
export function timeInText(text: Json | undefined): Date | undefined {
  const time = new Date(typeof text === 'string' ? text : NaN);
  return Number.isNaN(time.getTime()) ? undefined : time;
}

export function toDate(iso: string | undefined): Date | undefined {
  return iso === undefined ? undefined : new Date(iso);
}

/** X escapes these three in texts, and only these; `&amp;` last, so that an escaped escape stays one. */
export function unescapeHtml(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

/** What X says is the matter with this post, or whatever has the id, in its own words. */
export function problemOf(id: string, problems: readonly JsonObject[]): string | undefined {
  const problem = problemAbout(id, problems);
  const said = problem?.detail ?? problem?.title;
  return typeof said === 'string' ? said : undefined;
}

export function problemAbout(id: string, problems: readonly JsonObject[]): JsonObject | undefined {
  return problems.find(({ resource_id, value }) => resource_id === id || value === id);
}
