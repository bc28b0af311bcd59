import { type Item, type ItemAttachment } from '@app/domain';

import { base64Pieces } from './base64-pieces';
import { checkedBytes, type OpenAttachment } from './checked-bytes';

/** Base64 makes 4 signs of 3 bytes: only whole groups can be written before the end. */
const GROUP_BYTES = 3;

/**
 * The item as JSON, fields in the contract's order, the bytes of its attachments streamed in as base64: memory does not grow with
 * their size. Byte for byte the same for the same item. Fails with `archive.corrupt` when an attachment gives other bytes than
 * announced, so that a cut or altered file is never delivered as what was posted.
 */
export async function* writeItem(item: Item, open: OpenAttachment): AsyncGenerator<Uint8Array> {
  const { ContentAttachments: attachments, beside: _, ...fields } = item;
  const head = JSON.stringify({ ...fields, ContentAttachments: null });
  if (!attachments) {
    yield Buffer.from(head);
    return;
  }
  yield Buffer.from(`${head.slice(0, -'null}'.length)}[`);
  for (const [i, attachment] of attachments.entries()) {
    if (i > 0) yield Buffer.from(',');
    yield* writeAttachment(attachment, open);
  }
  yield Buffer.from(']}');
}

/** How many bytes {@link writeItem} makes of it, to the byte. */
export function itemBytes({ beside: _, ...item }: Item): number {
  const attachments = item.ContentAttachments ?? [];
  const around = attachments.map(({ content, ...fields }) => {
    return { Content: content ? '' : null, ...fields };
  });
  const ContentAttachments = item.ContentAttachments && around;
  const text = Buffer.byteLength(JSON.stringify({ ...item, ContentAttachments }));
  return attachments.reduce((sum, { content }) => sum + base64Length(content?.bytes ?? 0), text);
}

export function base64Length(bytes: number): number {
  return 4 * Math.ceil(bytes / GROUP_BYTES);
}

async function* writeAttachment(
  { content, ...fields }: ItemAttachment,
  open: OpenAttachment,
): AsyncGenerator<Uint8Array> {
  const rest = JSON.stringify(fields).slice(1);
  if (!content) {
    yield Buffer.from(`{"Content":null,${rest}`);
    return;
  }
  yield Buffer.from('{"Content":"');
  for await (const piece of base64Pieces(checkedBytes(content, open), GROUP_BYTES)) {
    yield Buffer.from(piece);
  }
  yield Buffer.from(`",${rest}`);
}
