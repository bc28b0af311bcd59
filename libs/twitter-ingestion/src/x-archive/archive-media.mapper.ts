import { type JsonObject } from '@app/domain';

import { type ArchiveMedia, type ArchiveTweet } from './archive-tweet.schema';

/** A medium in the API's words, and how its file may be named in the zip, without the folder: the best first. */
export interface MappedMedia {
  key: string;
  media: JsonObject;
  fileNames: string[];
}

export function mediaOf(tweet: ArchiveTweet): MappedMedia[] {
  const all = tweet.extended_entities?.media ?? tweet.entities?.media ?? [];
  return all.map((each) => {
    const key = mediaKeyOf(each);
    return { key, media: toApiMedia(key, each), fileNames: fileNamesOf(tweet.id_str, each) };
  });
}

/** The key the API gives the same medium: its files are then the same in the archive, whoever brought them. */
export function mediaKeyOf({ id_str: id, type, media_url_https: picture }: ArchiveMedia): string {
  if (type === 'photo') return `3_${id}`;
  if (type === 'animated_gif') return `16_${id}`;
  return /\/amplify_video/.test(picture) ? `13_${id}` : `7_${id}`;
}

/** Width and height are left out: X tells those of its scaled copies only. */
function toApiMedia(key: string, media: ArchiveMedia): JsonObject {
  const { type, media_url_https: picture, ext_alt_text: altText, video_info: video } = media;
  return {
    media_key: key,
    type,
    ...(type === 'photo' ? { url: picture } : { preview_image_url: picture }),
    ...(altText && { alt_text: altText }),
    ...(video?.duration_millis !== undefined && { duration_ms: video.duration_millis }),
    ...(video && {
      variants: video.variants.map(({ url, content_type: contentType, bitrate }) => ({
        url,
        ...(contentType !== undefined && { content_type: contentType }),
        ...(bitrate !== undefined && { bit_rate: bitrate }),
      })),
    }),
  };
}

function fileNamesOf(tweetId: string, media: ArchiveMedia): string[] {
  const { type, media_url_https: picture, video_info: video } = media;
  const bestFirst = [...(video?.variants ?? [])].sort(
    (a, b) => (b.bitrate ?? 0) - (a.bitrate ?? 0),
  );
  const urls = type === 'photo' ? [picture] : bestFirst.map(({ url }) => url);
  return urls.map((url) => `${tweetId}-${lastSegment(url)}`);
}

export function lastSegment(url: string): string {
  const [path = ''] = url.split('?');
  return path.slice(path.lastIndexOf('/') + 1);
}
