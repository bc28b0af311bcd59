import { type JsonObject } from '@app/domain';

import { type StoredMessage } from './dataset';
import { type PostParts, type PostWriter, withEntities } from './post-writer';

export interface MessageParts extends Pick<PostParts, 'entities'> {
  event?: 'MessageCreate' | 'ParticipantsJoin' | 'ParticipantsLeave';
  senderId: string;
  /** Who takes part and sees it. */
  memberIds: string[];
  /** Of a group; of two it is made of both ids. */
  conversationId?: string;
  text?: string;
  more?: JsonObject;
}

/** Writes an event of a conversation as X would show it. */
export function writeMessage(writer: PostWriter, time: Date, parts: MessageParts): StoredMessage {
  const { senderId, memberIds, event = 'MessageCreate' } = parts;
  const { text, entities } = withEntities({ text: parts.text ?? '', entities: parts.entities });
  const id = writer.idAt(time);
  const json: JsonObject = {
    id,
    event_type: event,
    created_at: time.toISOString(),
    dm_conversation_id: parts.conversationId ?? idOfTwo(memberIds),
    sender_id: senderId,
    ...(event === 'MessageCreate' && { text }),
    ...(Object.keys(entities).length > 0 && { entities }),
    ...parts.more,
  };
  const message = { id, json, memberIds };
  writer.dataset.messages.push(message);
  return message;
}

/** The lower id first. */
function idOfTwo(memberIds: string[]): string {
  return memberIds.toSorted((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1)).join('-');
}
