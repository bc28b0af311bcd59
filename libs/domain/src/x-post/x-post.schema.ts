import { z } from 'zod';

/**
 * The part of X's post (tweet dialect) that this service understands: https://docs.x.com/x-api/fundamentals/data-dictionary.
 * Everything else is let through untouched; only what a post cannot be without is required.
 */
export const xId = z.string().regex(/^\d{1,19}$/);

const url = z.looseObject({
  url: z.string().optional(),
  expanded_url: z.string().optional(),
  unwound_url: z.string().optional(),
  title: z.string().optional(),
  description: z.string().optional(),
  media_key: z.string().optional(),
});

export const xEntitiesSchema = z.looseObject({
  urls: z.array(url).optional(),
  mentions: z
    .array(z.looseObject({ username: z.string().optional(), id: xId.optional() }))
    .optional(),
  hashtags: z.array(z.looseObject({ tag: z.string().optional() })).optional(),
  cashtags: z.array(z.looseObject({ tag: z.string().optional() })).optional(),
});

/** GeoJSON: longitude first. */
const point = z.looseObject({ coordinates: z.tuple([z.number(), z.number()]) });

const mediaMetadata = z.looseObject({
  media_key: z.string(),
  alt_text: z.string().optional(),
  title: z.string().optional(),
  description: z.string().optional(),
});

export const xPostSchema = z.looseObject({
  id: xId,
  text: z.string(),
  created_at: z.iso.datetime(),
  author_id: xId,
  conversation_id: xId.optional(),
  in_reply_to_user_id: xId.optional(),
  lang: z.string().optional(),
  source: z.string().optional(),
  possibly_sensitive: z.boolean().optional(),
  reply_settings: z.string().optional(),
  community_id: z.string().optional(),
  entities: xEntitiesSchema.optional(),
  note_tweet: z
    .looseObject({ text: z.string().optional(), entities: xEntitiesSchema.optional() })
    .optional(),
  article: z
    .looseObject({ title: z.string().optional(), plain_text: z.string().optional() })
    .optional(),
  article_title: z.string().optional().catch(undefined),
  media_metadata: z.array(mediaMetadata).optional().catch(undefined),
  attachments: z
    .looseObject({
      media_keys: z.array(z.string()).optional(),
      poll_ids: z.array(z.string()).optional(),
      media_source_tweet_id: z.array(z.string()).optional().catch(undefined),
    })
    .optional(),
  geo: z
    .looseObject({
      place_id: z.string().optional(),
      coordinates: point.optional().catch(undefined),
    })
    .optional(),
  referenced_tweets: z
    .array(z.looseObject({ type: z.enum(['retweeted', 'quoted', 'replied_to']), id: xId }))
    .optional(),
  edit_history_tweet_ids: z.array(xId).optional(),
  edit_controls: z.looseObject({ editable_until: z.iso.datetime().optional() }).optional(),
  withheld: z
    .looseObject({
      country_codes: z.array(z.string()).optional(),
      copyright: z.boolean().optional().catch(undefined),
    })
    .optional(),
  paid_partnership: z.boolean().optional().catch(undefined),
  scopes: z.looseObject({ followers: z.boolean().optional() }).optional().catch(undefined),
  public_metrics: z.record(z.string(), z.number()).optional(),
});

export const xUserSchema = z.looseObject({
  id: xId,
  username: z.string().optional(),
  name: z.string().optional(),
  profile_image_url: z.string().optional(),
});

export const xMediaSchema = z.looseObject({
  media_key: z.string(),
  type: z.string().optional(),
  url: z.string().optional(),
  preview_image_url: z.string().optional(),
  alt_text: z.string().optional(),
  duration_ms: z.number().optional(),
  width: z.number().optional(),
  height: z.number().optional(),
  public_metrics: z.looseObject({ view_count: z.number().optional() }).optional().catch(undefined),
  variants: z
    .array(
      z.looseObject({
        url: z.string().optional(),
        content_type: z.string().optional(),
        bit_rate: z.number().optional(),
      }),
    )
    .optional(),
});

export const xPollSchema = z.looseObject({
  id: z.string(),
  options: z.array(
    z.looseObject({ position: z.number(), label: z.string(), votes: z.number().default(0) }),
  ),
  voting_status: z.enum(['open', 'closed']).optional().catch(undefined),
  end_datetime: z.iso.datetime().optional(),
  duration_minutes: z.number().optional(),
});

export const xPlaceSchema = z.looseObject({
  id: z.string(),
  full_name: z.string().optional(),
  country: z.string().optional(),
});

export type XEntities = z.infer<typeof xEntitiesSchema>;
export type XPost = z.infer<typeof xPostSchema>;
export type XUser = z.infer<typeof xUserSchema>;
export type XMediaMetadata = z.infer<typeof mediaMetadata>;
export type XMedia = z.infer<typeof xMediaSchema>;
export type XPoll = z.infer<typeof xPollSchema>;
