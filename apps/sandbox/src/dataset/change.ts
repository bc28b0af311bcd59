import { z } from 'zod';

const at = z.string();
const userId = z.string();

const profileSchema = z.strictObject({
  name: z.string().optional(),
  username: z.string().optional(),
  description: z.string().optional(),
  location: z.string().optional(),
  url: z.string().optional(),
  profile_image_url: z.string().optional(),
  profile_banner_url: z.string().optional(),
  pinned_tweet_id: z.string().optional(),
  protected: z.boolean().optional(),
  verified_type: z.string().optional(),
});

/** What a user's profile can be made to say. */
export type ProfileFields = z.infer<typeof profileSchema>;

/** What happens at X after the sandbox was started first; kept as a line of a file each. */
export const changeSchema = z.discriminatedUnion('change', [
  z.object({
    change: z.literal('post'),
    at,
    text: z.string(),
    seed: z.number(),
    authorId: userId.optional(),
    /** A post it answers, a post it quotes. */
    replyTo: z.string().optional(),
    quotes: z.string().optional(),
  }),
  z.object({ change: z.literal('edit'), at, id: z.string(), text: z.string() }),
  z.object({ change: z.literal('delete'), id: z.string() }),
  z.object({ change: z.literal('hide'), id: z.string() }),
  z.object({ change: z.literal('show'), id: z.string() }),
  z.object({
    change: z.literal('message'),
    at,
    senderId: userId,
    memberIds: z.array(userId).min(2),
    text: z.string(),
  }),
  z.object({ change: z.literal('like'), userId, postId: z.string() }),
  z.object({ change: z.literal('unlike'), userId, postId: z.string() }),
  z.object({ change: z.literal('profile'), userId, fields: profileSchema }),
]);

export type Change = z.infer<typeof changeSchema>;
export { profileSchema };
