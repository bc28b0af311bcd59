import {
  type Content,
  filesOfContent,
  type Item,
  ItemContentType,
  type Post,
  postsBehind,
} from '@app/domain';

import { attachmentsOf } from './attachments';
import { type ConversionContext } from './conversion-context';
import { filesBeside } from './files-beside';
import { toItemUser } from './item-users';
import { originNotes } from './origin';
import { plainItem } from './plain-item';
import { preview } from './preview';
import { renditionOf } from './rendition-of';
import { withinLimit } from './within-limit';
import { itemBytes } from './write-item';

/**
 * The item of what a record is about, as the Import service wants it (docs/conversion.md says which field comes from where). Pure: the
 * same content and context give the same item, byte for byte. Written, it has no more than `maxBytes` bytes, unless its text alone has.
 */
export function toItem(content: Content, context: ConversionContext): Item {
  const files = filesOfContent(content);
  return withinLimit(files, context, (fitted) => itemWith(content, fitted), itemBytes);
}

function itemWith(content: Content, context: ConversionContext): Item {
  const files = filesOfContent(content);
  const beside = filesBeside(files, context);
  return {
    ...(content.type === 'post' ? postItem(content.post, context) : otherItem(content, context)),
    ContentAttachments: emptyAsNull(attachmentsOf(files, context)),
    ...(beside.length > 0 && { beside }),
  };
}

function postItem(post: Post, context: ConversionContext): Item {
  const before = postsBehind(post).map((known) => plainItem(known, context));
  return {
    ...plainItem(post, context, originNotes(post, context)),
    PreContext: emptyAsNull(before),
  };
}

function otherItem(content: Exclude<Content, { type: 'post' }>, context: ConversionContext): Item {
  const rendition = renditionOf(content, context);
  const { said, notes, posts } = rendition;
  const known = posts
    .flatMap((post) => [...postsBehind(post), post])
    .map((post) => [post.id, post] as const);
  const before = [...new Map(known).values()].map((post) => plainItem(post, context));
  return {
    SchemaVersion: '1.0',
    Id: rendition.id,
    SourceType: 'Twitter',
    ItemType: rendition.itemType,
    ContainerId: context.accountId,
    ContainerName: context.username,
    ThreadId: rendition.threadId,
    ParentId: rendition.parentId ?? null,
    Sender: toItemUser(rendition.sender),
    Recipients: rendition.recipients.map(toItemUser),
    SentTimeUtc: rendition.time.toISOString(),
    ContentType: ItemContentType.Text,
    Content: [...said, ...notes].join('\n\n'),
    PreContext: emptyAsNull(before),
    PostContext: null,
    NumOfLikes: 0,
    MessagePreviewText: preview((said.length > 0 ? said : notes).join(' ')),
    ContentAttachments: null,
  };
}

function emptyAsNull<T>(list: T[]): T[] | null {
  return list.length > 0 ? list : null;
}

/** The blob's name: one per item (`itemIdOf`), the same whenever it is delivered. */
export function itemFileName(itemId: string): string {
  return `${itemId}.json`;
}

/** The id of the item that {@link itemFileName} gave this name. */
export function itemIdOfFile(fileName: string): string {
  return fileName.replace(/\.json$/, '');
}
