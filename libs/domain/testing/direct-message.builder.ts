import { type DirectMessage } from '@app/domain';

/** A direct message from user 8 to account 7, valid by default. */
export function aDirectMessage(overrides: Partial<DirectMessage> = {}): DirectMessage {
  const sender = { id: '8', username: 'adelev', name: 'Adele Vance' };
  return {
    id: '100',
    createdAt: new Date('2025-03-01T12:00:00.000Z'),
    event: 'message',
    conversationId: '7-8',
    sender,
    participants: [sender, { id: '7', username: 'contoso', name: 'Contoso' }],
    affected: [],
    text: 'Hello',
    links: [],
    mentions: [],
    hashtags: [],
    cashtags: [],
    media: [],
    references: [],
    ...overrides,
  };
}
