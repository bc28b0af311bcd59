import { type Post, type User } from '@app/domain';

import { type Rendition } from '../rendition';
import { MAIL_DOMAIN } from './mail-address';
import { type MessageContext } from './message-context';

/**
 * Stable: the same version of an item has the same Message-ID whenever its message is made. Several accounts may archive what one wrote;
 * the messages differ, and mailboxes keep one of an id only: those of the others name their account.
 */
export function messageIdOf(
  itemId: string,
  sender: User,
  { version, accountId }: Pick<MessageContext, 'version' | 'accountId'>,
): string {
  const archive = sender.id === accountId ? '' : `.${accountId}`;
  return `<${itemId}.${version}${archive}@${MAIL_DOMAIN}>`;
}

/**
 * Stands for a post whatever its version: an answer knows the id of what it answers, not which version its author read. Messages name
 * it under References; programs that show threads hang all that name the same one together.
 */
function anchorOf(id: string): string {
  return `<${id}@${MAIL_DOMAIN}>`;
}

export interface ThreadHeaders {
  inReplyTo?: string;
  references: string[];
}

/** From the root of the conversation over the post answered, or the versions before, down to the post itself. */
export function threadOf(post: Post): ThreadHeaders {
  const parent = post.references.find(({ type }) => type === 'replied_to')?.id;
  const [first = post.id] = post.versionIds;
  const above = [post.conversationId ?? first, parent, first, post.id];
  const ids = [...new Set(above.filter((id) => id !== undefined))];
  return {
    ...(parent !== undefined && { inReplyTo: anchorOf(parent) }),
    references: ids.map(anchorOf),
  };
}

/** What it hangs under, then itself by a name without a version. */
export function threadOfRendition({ id, threadedUnder, isAnswer }: Rendition): ThreadHeaders {
  const above = isAnswer ? threadedUnder.at(-1) : undefined;
  return {
    ...(above !== undefined && { inReplyTo: anchorOf(above) }),
    references: [...new Set([...threadedUnder, id])].map(anchorOf),
  };
}
