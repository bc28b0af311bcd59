import { type Media, type MediaType } from '../post';
import { type XMedia, type XMediaMetadata } from './x-post.schema';

const TYPES = new Map<string, MediaType>([
  ['photo', 'photo'],
  ['video', 'video'],
  ['animated_gif', 'animated_gif'],
]);

/** A medium of a post; one X did not describe is known by its key alone, and by what its author said of it. */
export function readMedia(
  key: string,
  x: XMedia | undefined,
  { alt_text: altText, title, description }: Partial<XMediaMetadata> = {},
): Media {
  if (!x) return { key, type: typeFromKey(key), altText, title, description };
  const type = TYPES.get(x.type ?? '') ?? typeFromKey(key);
  return {
    key,
    type,
    altText: x.alt_text ?? altText,
    title,
    description,
    url: type === 'photo' ? fullSize(x.url) : bestVariant(x),
    previewUrl: x.preview_image_url,
    durationMs: x.duration_ms,
    width: x.width,
    height: x.height,
    views: x.public_metrics?.view_count,
  };
}

/** Media keys tell the type by their number before the underscore: 3 photo, 16 GIF, 7 and 13 video. */
function typeFromKey(key: string): MediaType {
  if (key.startsWith('3_')) return 'photo';
  return key.startsWith('16_') ? 'animated_gif' : 'video';
}

/** X serves a smaller picture unless the original is asked for by name. */
function fullSize(url: string | undefined): string | undefined {
  if (url === undefined || !URL.canParse(url)) return url;
  const full = new URL(url);
  full.searchParams.set('name', 'orig');
  return full.href;
}

/** The MP4 of the highest bit rate; a GIF's only MP4 has a bit rate of 0. Playlists (m3u8) are no file. */
function bestVariant(x: XMedia): string | undefined {
  const files = (x.variants ?? []).filter(({ content_type: type }) => type === 'video/mp4');
  return files.sort((a, b) => (b.bit_rate ?? 0) - (a.bit_rate ?? 0))[0]?.url;
}
