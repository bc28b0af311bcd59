import { z } from 'zod';

const digits = z.string().regex(/^\d{1,19}$/);
/** X writes numbers as texts; both are read. */
const number = z.coerce.number().int().nonnegative();
const indices = z.tuple([number, number]);

const url = z.looseObject({
  url: z.string(),
  expanded_url: z.string().optional(),
  display_url: z.string().optional(),
  indices: indices.optional(),
});

const media = z.looseObject({
  id_str: digits,
  type: z.enum(['photo', 'video', 'animated_gif']),
  url: z.string(),
  expanded_url: z.string().optional(),
  display_url: z.string().optional(),
  media_url_https: z.string(),
  ext_alt_text: z.string().nullish(),
  source_status_id_str: digits.optional(),
  indices: indices.optional(),
  video_info: z
    .looseObject({
      duration_millis: number.optional(),
      variants: z.array(
        z.looseObject({
          url: z.string(),
          content_type: z.string().optional(),
          bitrate: number.optional(),
        }),
      ),
    })
    .optional(),
});

const editControl = z.looseObject({
  editTweetIds: z.array(digits),
  editableUntil: z.iso.datetime().optional().catch(undefined),
});

/** A post as X writes it into an archive; only what this service understands. */
export const archiveTweetSchema = z.looseObject({
  id_str: digits,
  full_text: z.string(),
  created_at: z.string(),
  lang: z.string().optional(),
  source: z.string().optional(),
  favorite_count: number.optional(),
  retweet_count: number.optional(),
  possibly_sensitive: z.boolean().optional(),
  in_reply_to_status_id_str: digits.optional(),
  in_reply_to_user_id_str: digits.optional(),
  in_reply_to_screen_name: z.string().optional(),
  community_id_str: digits.optional(),
  withheld_in_countries: z.array(z.string()).optional(),
  deleted_at: z.string().optional(),
  place: z
    .looseObject({
      id: z.string(),
      full_name: z.string().optional(),
      country: z.string().optional(),
    })
    .optional(),
  edit_info: z
    .looseObject({
      initial: editControl.optional(),
      edit: z.looseObject({ editControlInitial: editControl.optional() }).optional(),
    })
    .optional(),
  entities: z
    .looseObject({
      hashtags: z
        .array(z.looseObject({ text: z.string(), indices: indices.optional() }))
        .optional(),
      symbols: z.array(z.looseObject({ text: z.string(), indices: indices.optional() })).optional(),
      user_mentions: z
        .array(
          z.looseObject({
            screen_name: z.string(),
            id_str: z.string().optional(),
            name: z.string().optional(),
            indices: indices.optional(),
          }),
        )
        .optional(),
      urls: z.array(url).optional(),
      media: z.array(media).optional(),
    })
    .optional(),
  extended_entities: z.looseObject({ media: z.array(media).optional() }).optional(),
});

export type ArchiveTweet = z.infer<typeof archiveTweetSchema>;
export type ArchiveMedia = z.infer<typeof media>;
