import { type JsonObject } from '@app/domain';

import { mediaKeyOf } from './archive-media.mapper';
import { type ArchiveTweet } from './archive-tweet.schema';

const POST_LINK =
  /^https?:\/\/(?:www\.|mobile\.)?(?:twitter|x)\.com\/(?:#!\/)?\w+\/status(?:es)?\/(\d{1,19})\/?(?:[?#].*)?$/;

/** Links, mentions and tags in the API's words; a link that stands for media says so, as the API's does. */
export function entitiesOf({ entities, extended_entities: extended }: ArchiveTweet): JsonObject {
  const media = extended?.media ?? entities?.media ?? [];
  const tags = (list: Tags) => list.map(({ text, indices }) => ({ ...at(indices), tag: text }));
  return {
    urls: [
      ...(entities?.urls ?? []).map((link) => toLink(link)),
      ...media.map((each) => ({ ...toLink(each), media_key: mediaKeyOf(each) })),
    ],
    mentions: (entities?.user_mentions ?? []).map(
      ({ screen_name: username, id_str: id, indices }) => ({
        ...at(indices),
        username,
        // Of users that are gone the archive says "-1".
        ...(id !== undefined && /^\d{1,19}$/.test(id) && { id }),
      }),
    ),
    hashtags: tags(entities?.hashtags ?? []),
    cashtags: tags(entities?.symbols ?? []),
  };
}

/** X shows the post that a text ends with the link of as a quote; its id is nowhere else in the archive. */
export function quotedIdOf(tweet: ArchiveTweet): string | undefined {
  const media = tweet.extended_entities?.media ?? tweet.entities?.media ?? [];
  const text = media.reduce((rest, { url }) => rest.replace(url, ''), tweet.full_text).trimEnd();
  const last = (tweet.entities?.urls ?? []).find(({ url }) => text.endsWith(url));
  return postIdIn(last?.expanded_url);
}

/** The id of the post that a link leads to. */
export function postIdIn(link: string | undefined): string | undefined {
  return POST_LINK.exec(link ?? '')?.[1];
}

type Tags = readonly { text: string; indices?: [number, number] }[];

interface ArchiveLink {
  url: string;
  expanded_url?: string;
  display_url?: string;
  indices?: [number, number];
}

function toLink({ url, expanded_url: expanded, display_url: display, indices }: ArchiveLink) {
  return {
    ...at(indices),
    url,
    ...(expanded !== undefined && { expanded_url: expanded }),
    ...(display !== undefined && { display_url: display }),
  };
}

function at(indices: [number, number] | undefined): JsonObject {
  return indices ? { start: indices[0], end: indices[1] } : {};
}
