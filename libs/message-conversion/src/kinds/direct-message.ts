import { type DirectMessage, filesOfContent, itemIdOf, type User } from '@app/domain';

import { bodyText, mediaText, quoteParagraph } from '../content-text';
import { type ConversionContext } from '../conversion-context';
import { type Fact, linkFacts } from '../facts';
import { directMessageCard } from '../html/direct-message-card';
import { displayNameOf } from '../item-users';
import { type Rendition } from '../rendition';
import { nameOf, namesOf } from '../wording';
import { named } from './account-user';

/** Somebody wrote to somebody, or came, went or renamed the group. */
export function directMessageRendition(told: DirectMessage, context: ConversionContext): Rendition {
  const message = withNames(told, context);
  const content = { type: 'message', message } as const;
  const { sender, conversationId, references } = message;
  const said = saidIn(message, context);
  const others = recipientsOf(message);
  return {
    id: itemIdOf(content, context.accountId),
    kind: 'message',
    itemType: 'DirectMessage',
    time: message.createdAt,
    sender,
    recipients: others.length > 0 ? others : [sender],
    threadId: conversationId,
    threadedUnder: [`conversation-${conversationId}`],
    isAnswer: false,
    title: titleOf(message),
    summary: said.join(' '),
    listName: 'Direct messages of',
    said,
    notes: notesOf(message),
    posts: references.flatMap(({ post }) => post ?? []),
    files: filesOfContent(content),
    details: detailsOf(message),
    headers: [
      ['X-Twitter-Message-Id', message.id],
      ['X-Twitter-Message-Event', message.event],
      ['X-Twitter-Message-Time', message.createdAt.toISOString()],
      ['X-Twitter-Conversation-Id', conversationId],
      ['X-Twitter-Shared-Post-Ids', references.map(({ id }) => id).join(' ')],
      ['X-Twitter-Hashtags', message.hashtags.map((tag) => `#${tag}`).join(' ')],
      ['X-Twitter-Cashtags', message.cashtags.map((tag) => `$${tag}`).join(' ')],
    ],
    page: (files) => directMessageCard({ message, recipients: others, said }, files),
  };
}

function withNames(message: DirectMessage, context: ConversionContext): DirectMessage {
  const { sender, participants, affected } = message;
  return {
    ...message,
    sender: { ...named(sender, context), id: sender.id },
    participants: participants.map((user) => named(user, context)),
    affected: affected.map((user) => named(user, context)),
  };
}

/** Who left may not know of it, but is whom it is about. */
function recipientsOf({ participants, sender }: DirectMessage): User[] {
  return participants.filter(({ id }) => id !== sender.id);
}

export function isGroup({ conversationId }: DirectMessage): boolean {
  return !conversationId.includes('-');
}

function titleOf(message: DirectMessage): string {
  if (message.event !== 'message') return isGroup(message) ? 'Group' : 'Conversation';
  const what = isGroup(message) ? 'Group message' : 'Direct message';
  return `${what} by ${nameOf(message.sender)}`;
}

function saidIn(message: DirectMessage, context: ConversionContext): string[] {
  if (message.event !== 'message') return [happening(message)];
  const said = [
    bodyText(message),
    ...message.media.map((media) => `[${mediaText(media, context)}]`),
    ...message.references.map((shared) => quoteParagraph(shared, context, 'Shared')),
  ];
  return said.filter(Boolean);
}

/** What happened to the conversation. */
function happening({ event, sender, affected, newName }: DirectMessage): string {
  const isAlone = affected.every(({ id }) => id === sender.id);
  const who = namesOf(affected.length > 0 ? affected : [sender]);
  switch (event) {
    case 'joined':
      return isAlone ? `${who} joined.` : `${nameOf(sender)} added ${who}.`;
    case 'left':
      return isAlone ? `${who} left.` : `${nameOf(sender)} removed ${who}.`;
    case 'renamed':
      return `${nameOf(sender)} named the group "${newName ?? ''}".`;
    case 'message':
      return '';
  }
}

function notesOf(message: DirectMessage): string[] {
  const { conversationId, participants } = message;
  const where = isGroup(message)
    ? `In group conversation ${conversationId}; known to take part: ${namesOf(participants)}`
    : `In the conversation of ${namesOf(participants)}`;
  return [
    `[${where}]`,
    ...message.links.flatMap(linkFacts).map(([of, what]) => `[${of}: ${what}]`),
  ];
}

function detailsOf(message: DirectMessage): Fact[] {
  const { createdAt, sender, participants, conversationId, links } = message;
  const name = (user: User) => displayNameOf(user) ?? nameOf(user);
  return [
    { label: 'Sent', value: `${createdAt.toISOString().slice(0, 19).replace('T', ' ')} UTC` },
    { label: 'Sent by', value: name(sender) },
    { label: isGroup(message) ? 'Group' : 'Conversation', value: conversationId },
    { label: 'Known to take part', value: participants.map(name).join(', ') },
    { label: 'Message id', value: message.id },
    ...links.flatMap(linkFacts).map(([label, value]) => ({ label, value })),
    ...links.map(({ url, expandedUrl }) => ({ label: `${url} led to`, value: expandedUrl })),
  ];
}
