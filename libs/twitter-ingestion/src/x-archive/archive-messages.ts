import { isJsonObject, type JsonObject } from '@app/domain';

import { toSourceMessage } from '../source-post';
import { toApiMessage } from './archive-message.mapper';
import { type ArchiveStatement } from './archive-statement';
import { type JsElement } from './js-elements';
import { asItCame, type FindMedia, type ReadEntry, suppliedFiles, unwrapped } from './read-entry';

/** X gives these no id: nothing tells one from another, or from what its API told of it. */
const WITHOUT_ID = new Set([
  'joinConversation',
  'participantsJoin',
  'participantsLeave',
  'conversationNameUpdate',
]);

/** Makes direct messages of the entries of conversations. */
export class ArchiveMessages {
  private head: Buffer | undefined;
  private conversationId: string | undefined;

  constructor(
    private readonly owner: ArchiveStatement['owner'],
    private readonly findMedia: FindMedia,
  ) {}

  read(element: JsElement): ReadEntry {
    if ('problem' in element) return { problem: element.problem };
    const conversationId = this.conversationOf(element.head);
    const { name = '', inner: supplied } = unwrapped(element.value);
    if (WITHOUT_ID.has(name)) return { isWithoutId: true };
    if (name !== 'messageCreate') return asItCame(supplied, 'it is of no kind that is known');
    if (conversationId === undefined) return asItCame(supplied, 'its conversation has no id');
    const mapped = toApiMessage(supplied, conversationId, this.owner);
    if ('problem' in mapped) return asItCame(supplied, mapped.problem);
    const source = toSourceMessage(mapped.raw, this.owner.accountId);
    if (!source?.message) return asItCame(supplied, 'it is no message of X');
    const files = suppliedFiles(source.message.media, mapped.media, this.findMedia);
    const lacking = files.filter(({ inArchive }) => !inArchive).length;
    return {
      post: { ...source, supplied, files },
      ...(lacking > 0 && { problem: `${lacking} of its media files are not in the archive` }),
    };
  }

  /** X writes it before the messages. */
  private conversationOf(head: Buffer | undefined): string | undefined {
    if (head !== this.head) this.conversationId = head && conversationIdIn(head);
    this.head = head;
    return this.conversationId;
  }
}

function conversationIdIn(head: Buffer): string | undefined {
  const conversation = conversationIn(`${head.toString('utf8')}]}}`);
  const isOfMessages = Object.keys(conversation).at(-1) === 'messages';
  const { conversationId: id } = conversation;
  const isId = typeof id === 'string' && /^\d{1,19}(-\d{1,19})?$/.test(id);
  return isOfMessages && isId ? id : undefined;
}

function conversationIn(json: string): JsonObject {
  try {
    const value: unknown = JSON.parse(json);
    if (isJsonObject(value) && isJsonObject(value.dmConversation)) return value.dmConversation;
  } catch {
    return {};
  }
  return {};
}
