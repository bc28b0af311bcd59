import { z } from 'zod';

import { xEntitiesSchema, xId } from './x-post.schema';

/**
 * An event of a conversation (https://docs.x.com/x-api/direct-messages/lookup/introduction), tweet dialect. X's older document
 * has the entities on the event itself, the newer under `entities`. Renaming a group is known from the owner's archive only: the
 * name of that event, and `name`, are the archive's.
 */
export const xDmEventSchema = z.looseObject({
  ...xEntitiesSchema.shape,
  id: xId,
  event_type: z.enum([
    'MessageCreate',
    'ParticipantsJoin',
    'ParticipantsLeave',
    'ConversationNameUpdate',
  ]),
  created_at: z.iso.datetime(),
  dm_conversation_id: z.string(),
  sender_id: xId.optional(),
  participant_ids: z.array(xId).optional(),
  text: z.string().optional(),
  name: z.string().optional(),
  entities: xEntitiesSchema.optional(),
  attachments: z.looseObject({ media_keys: z.array(z.string()).optional() }).optional(),
  referenced_tweets: z.array(z.looseObject({ id: xId })).optional(),
});

/** A user as his profile shows him, tweet dialect: https://docs.x.com/x-api/fundamentals/data-dictionary#user. */
export const xProfileSchema = z.looseObject({
  id: xId,
  username: z.string().optional(),
  name: z.string().optional(),
  description: z.string().optional(),
  location: z.string().optional(),
  url: z.string().optional(),
  profile_image_url: z.string().optional(),
  profile_banner_url: z.string().optional(),
  protected: z.boolean().optional(),
  verified: z.boolean().optional(),
  verified_type: z.string().optional(),
  is_identity_verified: z.boolean().optional(),
  parody: z.boolean().optional(),
  affiliation: z.looseObject({ description: z.string().optional() }).optional().catch(undefined),
  withheld: z
    .looseObject({ country_codes: z.array(z.string()).optional() })
    .optional()
    .catch(undefined),
  pinned_tweet_id: xId.optional(),
  created_at: z.iso.datetime().optional(),
  entities: z
    .looseObject({
      description: xEntitiesSchema.optional().catch(undefined),
      url: xEntitiesSchema.optional().catch(undefined),
    })
    .optional()
    .catch(undefined),
});

/** `PostRecord.noticed`. */
export const noticedSchema = z.object({
  at: z.iso.datetime(),
  notBefore: z.iso.datetime().optional(),
});

export type XDmEvent = z.infer<typeof xDmEventSchema>;
