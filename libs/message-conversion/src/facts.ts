import { type Link, type Post, type PostMetrics } from '@app/domain';

import { count } from './wording';

/** Something to be known of a post that its words do not say. */
export interface Fact {
  label: string;
  value: string;
}

/** What X tells of a post beside its text, where it tells it; every reader gets the same. */
export function factsOf(post: Post): Fact[] {
  const facts: [string, string | undefined][] = [
    ['Version', versionOf(post)],
    ['Place', placeOf(post)],
    ['Coordinates', coordinatesOf(post)],
    ...post.links.flatMap(linkFacts),
    ['Who can reply', replySettingOf(post)],
    ['Community', post.communityId],
    ['Shown to', post.isForFollowersOnly ? 'followers only' : undefined],
    ['Paid partnership', post.isPaidPartnership ? 'yes' : undefined],
    ['Marked as', post.isSensitive ? 'possibly sensitive' : undefined],
    ['Withheld in', post.withheldIn.join(', ')],
    ['Withheld for', post.isWithheldForCopyright ? 'copyright' : undefined],
  ];
  return facts.flatMap(([label, value]) => (value ? [{ label, value }] : []));
}

/** What X tells of any post: one line is enough. */
export function routineOf(post: Post): Fact[] {
  const facts: [string, string | undefined][] = [
    ['When captured', countsOf(post.metrics)],
    ['Posted with', post.sourceApp],
    ['Language', post.lang],
    ['Video played', viewsOf(post)],
  ];
  return facts.flatMap(([label, value]) => (value ? [{ label, value }] : []));
}

export function versionOf({ id, versionIds }: Post): string | undefined {
  if (versionIds.length < 2) return undefined;
  return `${versionIds.indexOf(id) + 1} of ${versionIds.length} of an edited post: ${versionIds.join(', ')}`;
}

function placeOf({ place }: Post): string | undefined {
  if (!place?.fullName) return place?.country;
  const isSaid = !place.country || place.fullName.includes(place.country);
  return isSaid ? place.fullName : `${place.fullName}, ${place.country ?? ''}`;
}

function coordinatesOf({ coordinates }: Post): string | undefined {
  return coordinates && `latitude ${coordinates.latitude}, longitude ${coordinates.longitude}`;
}

/** A map: of an object, X's word might be one that every object knows. */
const REPLY_SETTINGS: ReadonlyMap<string, string> = new Map([
  ['mentionedUsers', 'only those it mentions'],
  ['following', 'only those the author follows'],
  ['subscribers', 'only subscribers of the author'],
  ['verified', 'only verified accounts'],
]);

function replySettingOf({ replySettings: setting }: Post): string | undefined {
  if (setting === undefined || setting === 'everyone') return undefined;
  return REPLY_SETTINGS.get(setting) ?? setting;
}

export function linkFacts({
  expandedUrl,
  unwoundUrl,
  title,
  description,
}: Link): [string, string][] {
  const isSame = unwoundUrl?.replace(/\/$/, '') === expandedUrl.replace(/\/$/, '');
  const preview = [title, description].filter(Boolean).join(': ');
  const facts: [string, string][] = [];
  // Shorteners die; where the link led does not show in it.
  if (unwoundUrl !== undefined && !isSame) facts.push([`${expandedUrl} led to`, unwoundUrl]);
  if (preview) facts.push([`${expandedUrl} was shown as`, preview]);
  return facts;
}

function viewsOf({ media }: Post): string {
  const views = media.flatMap(({ views: each }) =>
    each === undefined ? [] : [count(each, 'time')],
  );
  return views.join(', ');
}

export function countsOf(metrics: PostMetrics): string {
  const counts = [
    metrics.likes === undefined ? '' : count(metrics.likes, 'like'),
    metrics.reposts === undefined ? '' : count(metrics.reposts, 'repost'),
    metrics.replies === undefined ? '' : count(metrics.replies, 'reply', 'replies'),
    metrics.quotes === undefined ? '' : count(metrics.quotes, 'quote'),
    metrics.bookmarks === undefined ? '' : count(metrics.bookmarks, 'bookmark'),
    metrics.impressions === undefined ? '' : count(metrics.impressions, 'view'),
  ];
  return counts.filter(Boolean).join(', ');
}
