import { compareIds, filesOfPost, type Item, ItemContentType, type Post } from '@app/domain';

import { attachmentsOf } from './attachments';
import { contentOf } from './content-text';
import { type ConversionContext } from './conversion-context';
import { filesBeside } from './files-beside';
import { itemTypeOf } from './item-type';
import { recipientsOf, toItemUser } from './item-users';
import { preview } from './preview';
import { withinLimit } from './within-limit';
import { itemBytes } from './write-item';

/**
 * The item of a post version, as the Import service wants it (docs/conversion.md says which field comes from where). Pure:
 * the same post and context give the same item, byte for byte. Written, it has no more than `maxBytes` bytes, unless its text alone has.
 */
export function toItem(post: Post, context: ConversionContext): Item {
  return withinLimit(filesOfPost(post), context, (fitted) => itemWith(post, fitted), itemBytes);
}

function itemWith(post: Post, context: ConversionContext): Item {
  const before = post.references
    .flatMap((reference) => reference.post ?? [])
    .sort((a, b) => compareIds(a.id, b.id));
  const beside = filesBeside(filesOfPost(post), context);
  return {
    ...plainItem(post, context),
    PreContext: emptyAsNull(before.map((known) => plainItem(known, context))),
    ContentAttachments: emptyAsNull(attachmentsOf(post, context)),
    ...(beside.length > 0 && { beside }),
  };
}

/** An item alone. A post that another refers to is no more: what it shows hangs on the item that refers to it. */
function plainItem(post: Post, context: ConversionContext): Item {
  const { said, notes } = contentOf(post, context);
  return {
    SchemaVersion: '1.0',
    Id: post.id,
    SourceType: 'Twitter',
    ItemType: itemTypeOf(post),
    ContainerId: context.accountId,
    ContainerName: context.username,
    ThreadId: post.conversationId ?? post.id,
    ParentId: post.references.find(({ type }) => type === 'replied_to')?.id ?? null,
    Sender: toItemUser(post.author),
    Recipients: recipientsOf(post),
    SentTimeUtc: post.createdAt.toISOString(),
    ContentType: ItemContentType.Text,
    Content: [...said, ...notes].join('\n\n'),
    PreContext: null,
    PostContext: null,
    NumOfLikes: post.metrics.likes ?? 0,
    MessagePreviewText: preview((said.length > 0 ? said : notes).join(' ')),
    ContentAttachments: null,
  };
}

function emptyAsNull<T>(list: T[]): T[] | null {
  return list.length > 0 ? list : null;
}

/** The blob's name: one per post, the same whenever it is delivered. */
export function itemFileName(postId: string): string {
  return `${postId}.json`;
}
