import {
  type Item,
  ItemContentType,
  type Post,
  type PostKind,
  postKind,
  type PostReference,
  type ReferenceType,
} from '@app/domain';

import { attachmentsOf } from './attachments';
import { contentText } from './content-text';
import { type ConversionContext } from './conversion-context';
import { recipientsOf, toItemUser } from './item-users';
import { preview } from './preview';

const ITEM_TYPES: Readonly<Record<PostKind, string>> = {
  post: 'Tweet',
  reply: 'Reply',
  quote: 'Quote',
  repost: 'Retweet',
};

/**
 * The item of a post version, as the Import service wants it (docs/conversion.md says which field comes from where). Pure:
 * the same post and context give the same item, byte for byte.
 */
export function toItem(post: Post, context: ConversionContext): Item {
  const attachments = attachmentsOf(post, context);
  return {
    ...plainItem(post, context),
    PreContext: emptyAsNull(post.references.flatMap((known) => precedingItem(known, context))),
    ContentAttachments: emptyAsNull(attachments),
  };
}

/** A post that this one refers to: without attachments, which hang on the item itself, and without context of its own. */
function precedingItem({ post }: PostReference, context: ConversionContext): Item[] {
  return post ? [plainItem(post, context)] : [];
}

function plainItem(post: Post, context: ConversionContext): Item {
  const content = contentText(post);
  return {
    SchemaVersion: '1.0',
    Id: post.id,
    SourceType: 'Twitter',
    ItemType: ITEM_TYPES[postKind(post)],
    ContainerId: context.accountId,
    ContainerName: context.username,
    ThreadId: post.conversationId ?? post.id,
    ParentId: referenced(post, 'replied_to'),
    Sender: toItemUser(post.author),
    Recipients: recipientsOf(post, context),
    SentTimeUtc: post.createdAt.toISOString(),
    ContentType: ItemContentType.Text,
    Content: content,
    PreContext: null,
    PostContext: null,
    NumOfLikes: post.metrics.likes ?? 0,
    MessagePreviewText: preview(content),
    ContentAttachments: null,
  };
}

function referenced(post: Post, type: ReferenceType): string | null {
  return post.references.find((reference) => reference.type === type)?.id ?? null;
}

function emptyAsNull<T>(list: T[]): T[] | null {
  return list.length > 0 ? list : null;
}

/** The blob's name: one per post, the same whenever it is delivered. */
export function itemFileName(postId: string): string {
  return `${postId}.json`;
}
