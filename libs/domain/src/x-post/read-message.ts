import { type DirectMessage, type DirectMessageEvent } from '../content';
import { type User } from '../post';
import { type PostRecord } from '../post-record';
import { inTweetDialect } from './dialect';
import { Includes } from './includes';
import { parsedAs, unreadable } from './parsed-as';
import { linksOf, mentionsOf, tagsOf, toUser, unescapeHtml } from './read-entities';
import { readMedia } from './read-media';
import { readReferences } from './read-post';
import { type XDmEvent, xDmEventSchema } from './x-content.schema';

const EVENTS: Readonly<Record<XDmEvent['event_type'], DirectMessageEvent>> = {
  MessageCreate: 'message',
  ParticipantsJoin: 'joined',
  ParticipantsLeave: 'left',
  ConversationNameUpdate: 'renamed',
};

/** Reads an event of a conversation, in either vocabulary. Throws `conversion.unreadable_post`, as `readPost`. */
export function readMessage({ accountId, raw }: PostRecord): DirectMessage {
  const x = parsedAs('direct message', xDmEventSchema, inTweetDialect(raw.post));
  const includes = new Includes(raw.includes);
  const userOf = (id: string) => ({ ...toUser(includes.user({ id })), id });
  const senderId = senderIdOf(x);
  if (senderId === undefined) throw unreadable('direct message', ['sender_id'], raw.post);
  const affected = x.event_type.startsWith('Participants') ? (x.participant_ids ?? []) : [];
  const mediaKeys = x.attachments?.media_keys ?? [];
  const urls = [...(x.entities?.urls ?? []), ...(x.urls ?? [])];
  return {
    id: x.id,
    createdAt: new Date(x.created_at),
    event: EVENTS[x.event_type],
    conversationId: x.dm_conversation_id,
    sender: userOf(senderId),
    participants: participantIds(x, senderId, accountId).map(userOf),
    affected: affected.map(userOf),
    text: unescapeHtml(x.text ?? ''),
    links: linksOf(urls, { mediaKeys, ids: [x.id] }),
    mentions: mentionsOf(x.entities?.mentions ?? x.mentions, includes),
    hashtags: tagsOf(x.entities?.hashtags ?? x.hashtags),
    cashtags: tagsOf(x.entities?.cashtags ?? x.cashtags),
    media: mediaKeys.map((key) => readMedia(key, includes.media(key))),
    references: readReferences(
      (x.referenced_tweets ?? []).map(({ id }) => ({ type: 'quoted', id })),
      raw,
    ),
    ...(x.name !== undefined && { newName: x.name }),
  };
}

/** Who comes or goes without being sent does it himself. */
function senderIdOf({ sender_id: id, event_type: type, participant_ids: others }: XDmEvent) {
  return id ?? (type === 'MessageCreate' ? undefined : others?.[0]);
}

/** The id of a conversation of two names both; of a group X does not tell who is in it. The account is, or it would not see it. */
function participantIds(
  x: XDmEvent,
  senderId: string,
  accountId: string,
): NonNullable<User['id']>[] {
  const two = /^(\d{1,19})-(\d{1,19})$/.exec(x.dm_conversation_id)?.slice(1) ?? [];
  return [...new Set([senderId, ...two, ...(x.participant_ids ?? []), accountId])];
}
