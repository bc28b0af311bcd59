import { type JsonObject } from '@app/domain';
import { z } from 'zod';

import { postIdIn } from './archive-entities.mapper';
import { lastSegment, type MappedMedia } from './archive-media.mapper';
import { ownerAsUser } from './archive-owner.mapper';
import { type MappedPost } from './archive-post.mapper';
import { type ArchiveStatement } from './archive-statement';
import { fieldsOf, isTimeOfId } from './entry-checks';

const digits = z.string().regex(/^\d{1,19}$/);

/** A message as X writes it into an archive; only what this service understands. */
const messageSchema = z.looseObject({
  id: digits,
  senderId: digits,
  /** Absent in groups. */
  recipientId: digits.optional(),
  text: z.string(),
  createdAt: z.iso.datetime({ offset: true }),
  mediaUrls: z.array(z.string()).default([]),
  urls: z
    .array(
      z.looseObject({
        url: z.string(),
        expanded: z.string().optional(),
        display: z.string().optional(),
      }),
    )
    .default([]),
});
type ArchiveMessage = z.infer<typeof messageSchema>;

/** A direct message of the archive in the words of X's API, as an event of its conversation: docs/conversion.md says what differs. Pure. */
export function toApiMessage(
  supplied: JsonObject,
  conversationId: string,
  owner: ArchiveStatement['owner'],
): MappedPost {
  const parsed = messageSchema.safeParse(supplied);
  if (!parsed.success) {
    return { problem: `not as X describes messages, in: ${fieldsOf(parsed.error)}` };
  }
  const message = parsed.data;
  const createdAt = new Date(message.createdAt);
  if (!isTimeOfId(createdAt, message.id)) {
    return { problem: 'its id and createdAt tell different times' };
  }
  const media = message.mediaUrls.map((url, i) => mediumAt(url, `${message.id}-${i + 1}`, message));
  const event = {
    id: message.id,
    event_type: 'MessageCreate',
    created_at: createdAt.toISOString(),
    dm_conversation_id: conversationId,
    sender_id: message.senderId,
    text: message.text,
    ...contextOf(message, media),
  };
  const includes = {
    users: [ownerAsUser(owner)],
    ...(media.length > 0 && { media: media.map((each) => each.media) }),
  };
  return { media, raw: { post: event, includes, problems: [] } };
}

function contextOf(
  { senderId, recipientId, urls, text }: ArchiveMessage,
  media: readonly MappedMedia[],
): JsonObject {
  const shared = postIdIn(urls.find(({ url }) => text.trimEnd().endsWith(url))?.expanded);
  return {
    ...(recipientId !== undefined && { participant_ids: [senderId, recipientId] }),
    ...(media.length > 0 && { attachments: { media_keys: media.map(({ key }) => key) } }),
    ...(urls.length > 0 && { entities: { urls: urls.map(toLink) } }),
    ...(shared !== undefined && { referenced_tweets: [{ id: shared }] }),
  };
}

function toLink({ url, expanded, display }: ArchiveMessage['urls'][number]): JsonObject {
  return {
    url,
    ...(expanded !== undefined && { expanded_url: expanded }),
    ...(display !== undefined && { display_url: display }),
  };
}

/** Their addresses have the id that the API makes the key of. */
const ADDRESSES = [
  { type: 'animated_gif', prefix: '16', pattern: /\/dm_gif\/(\d{1,19})\// },
  { type: 'video', prefix: '7', pattern: /\/dm_video\/(\d{1,19})\// },
  { type: 'photo', prefix: '3', pattern: /\/dm\/\d+\/(\d{1,19})\// },
] as const;

/** What lies at an address of no known form has a key of its own. */
function mediumAt(url: string, place: string, { id }: ArchiveMessage): MappedMedia {
  const known = ADDRESSES.find(({ pattern }) => pattern.test(url));
  const isVideo = known ? known.type !== 'photo' : /\.mp4(\?|$)/i.test(url);
  const type = known?.type ?? (isVideo ? 'video' : 'photo');
  const key = `${known?.prefix ?? (isVideo ? '7' : '3')}_${known?.pattern.exec(url)?.[1] ?? place}`;
  const variants = [{ url, content_type: 'video/mp4' }];
  return {
    key,
    media: { media_key: key, type, ...(isVideo ? { variants } : { url }) },
    fileNames: [`${id}-${lastSegment(url)}`],
  };
}
