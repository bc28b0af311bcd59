import { type ConversionField, keep, to } from './conversion-field';
import { cardsIn, positionsIn } from './entity-fields';

/** In the older document they are the event's own, in the newer they are under `entities`. */
const PLACES = ['message', 'message.entities'];

const entitiesIn = (at: string): ConversionField[] => [
  to(
    `${at}.urls[].url`,
    '`Content` (replaced by the target)',
    '',
    'details: “… led to”; title of the link',
  ),
  to(`${at}.urls[].expanded_url`, '`Content`', '', 'text; address of the link'),
  to(`${at}.mentions[].username`, '', '', 'text, in colour'),
  to(`${at}.hashtags[].tag`, '', 'X-Twitter-Hashtags', 'text, in colour'),
  to(`${at}.cashtags[].tag`, '', 'X-Twitter-Cashtags', 'text, in colour'),
];

/** An event of a conversation (`DmEvent`). */
export const MESSAGE: ConversionField[] = [
  to('message.id', '`Id`', 'Message-ID, References, X-Twitter-Message-Id', 'details: “Message id”'),
  to(
    'message.event_type',
    '`Content`',
    'X-Twitter-Message-Event',
    'text; who joined, left or renamed the group',
  ),
  to('message.text', '`Content`, `MessagePreviewText`', '', 'text'),
  to(
    'message.created_at',
    '`SentTimeUtc`',
    'Date, X-Twitter-Message-Time',
    'beside the sender; details: “Sent”',
  ),
  to(
    'message.dm_conversation_id',
    '`ThreadId`, `Recipients`, `Content` (note)',
    'To, References, X-Twitter-Conversation-Id',
    'whom it is to; details: “Conversation”',
  ),
  to('message.sender_id', '`Sender`', 'From, X-Twitter-Author-Id', 'sender; details: “Sent by”'),
  to(
    'message.participant_ids',
    '`Recipients`, `Content`',
    'To',
    'who joined or left; details: “Known to take part”',
  ),
  to(
    'message.attachments.media_keys',
    '`ContentAttachments`, `Content`',
    '',
    'pictures, captions, attachments',
  ),
  to(
    'message.referenced_tweets[].id',
    '`PreContext`, `Content`',
    'X-Twitter-Shared-Post-Ids',
    'the post shared',
  ),
  ...PLACES.flatMap(entitiesIn),
  ...cardsIn('message'),
  to(
    'message.urls[].media_key',
    '`Content` (a link to its own medium is left out)',
    '',
    'text (a link to its own medium is left out)',
  ),
  ...keep(
    'shortens where the link leads, which is told whole',
    ...PLACES.map((at) => `${at}.urls[].display_url`),
  ),
  ...keep(
    'nobody is addressed by being named',
    'message.mentions[].id',
    'message.entities.mentions[].id',
  ),
  ...keep(
    'the text is shown whole, and its parts are found by what they say',
    ...PLACES.flatMap(positionsIn),
  ),
  ...keep('says how X’s reader of the page fared, nothing of the message', 'message.urls[].status'),
  ...keep('the pictures of pages linked to are not archived', 'message.urls[].images'),
  ...keep('a key of X’s own systems', 'message.attachments.card_ids'),
];
