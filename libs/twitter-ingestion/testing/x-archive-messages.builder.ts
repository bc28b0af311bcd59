import { firstIdAt, type JsonObject } from '@app/domain';

/** A conversation as X writes it into an archive; its messages may be any number. */
export interface ArchiveConversation {
  id: string;
  /** Each as it stands in the list: `{"messageCreate": {…}}`, `{"joinConversation": {…}}`. */
  messages: Iterable<JsonObject>;
}

/** A message as X writes it into an archive, valid by default: from 8 to 7. */
export function anArchiveMessage({
  at = '2024-03-01T12:00:00.000Z',
  ...overrides
}: JsonObject & { at?: string } = {}): JsonObject {
  return {
    messageCreate: {
      recipientId: '7',
      reactions: [],
      urls: [],
      text: 'He said "{[not]} this" 🙂',
      mediaUrls: [],
      senderId: '8',
      id: firstIdAt(new Date(at)),
      createdAt: at,
      ...overrides,
    },
  };
}

/** Of one conversation, the newest first, a minute apart. */
export function* manyArchiveMessages(
  count: number,
  { until = '2024-03-01T12:00:00.000Z', text = '🙂' } = {},
): Generator<JsonObject> {
  for (let i = 0; i < count; i++) {
    const at = new Date(Date.parse(until) - i * 60_000).toISOString();
    yield anArchiveMessage({ at, text: `Message ${count - i} of ${count} ${text}` });
  }
}

/** Likes of the posts 1, 2, 3, … */
export function manyArchiveLikes(count: number): JsonObject[] {
  return Array.from({ length: count }, (_, i) => anArchiveLike(String(i + 1)));
}

export function anArchiveLike(tweetId: string): JsonObject {
  const expandedUrl = `https://twitter.com/i/web/status/${tweetId}`;
  return { tweetId, fullText: `Tea &amp; maps ${tweetId}`, expandedUrl };
}

/** The text of a conversation, piece by piece. */
export function* conversationText({ id, messages }: ArchiveConversation): Generator<string> {
  yield `{\n  "dmConversation" : {\n    "conversationId" : ${JSON.stringify(id)},\n    "messages" : [`;
  let separator = '\n';
  for (const message of messages) {
    yield `${separator}${JSON.stringify(message, null, 2)}`;
    separator = ',\n';
  }
  yield '\n    ]\n  }\n}';
}
