import { type JsonObject } from '@app/domain';

import { type PostWriter } from './post-writer';
import { sentence } from './texts';

/** One medium, known to the dataset; the link to it as it stands in the text. */
export function addMedium(
  writer: PostWriter,
  type: 'photo' | 'video' | 'animated_gif',
): { key: string; link: JsonObject } {
  const { random, dataset, mediaBase } = writer;
  const prefix = { photo: '3', video: '7', animated_gif: '16' }[type];
  const key = `${prefix}_${random.whole(1e9, 9e9)}${random.whole(1e8, 9e8)}`;
  const preview = `${mediaBase}/${key}/preview.png`;
  const file = (rate: number) => ({
    bit_rate: rate,
    content_type: 'video/mp4',
    url: `${mediaBase}/${key}/${rate}.mp4`,
  });
  const playlist = { content_type: 'application/x-mpegURL', url: `${mediaBase}/${key}/list.m3u8` };
  const size = { width: 64, height: 48 };
  dataset.media.push(
    type === 'photo'
      ? {
          media_key: key,
          type,
          url: `${mediaBase}/${key}/photo.png`,
          alt_text: `Photo: ${sentence(random)}`,
          ...size,
        }
      : {
          media_key: key,
          type,
          preview_image_url: preview,
          ...(type === 'video' && {
            duration_ms: random.whole(3000, 140_000),
            public_metrics: { view_count: 10 },
          }),
          variants: type === 'video' ? [playlist, file(256_000), file(832_000)] : [file(0)],
          ...size,
        },
  );
  const short = `https://t.co/${key.slice(-10)}`;
  const expanded = `https://twitter.com/${dataset.account.username}/status/1/${type === 'photo' ? 'photo' : 'video'}/1`;
  return {
    key,
    link: {
      url: short,
      expanded_url: expanded,
      display_url: `pic.twitter.com/${key.slice(-10)}`,
      media_key: key,
    },
  };
}
