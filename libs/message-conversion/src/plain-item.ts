import { type Item, ItemContentType, type Post } from '@app/domain';

import { contentOf } from './content-text';
import { type ConversionContext } from './conversion-context';
import { itemTypeOf } from './item-type';
import { recipientsOf, toItemUser } from './item-users';
import { preview } from './preview';

/**
 * An item alone. A post that another refers to is no more: its files and what it refers to hang on the item that refers to it. `origin`: notes on why it
 * is archived.
 */
export function plainItem(
  post: Post,
  context: ConversionContext,
  origin: readonly string[] = [],
): Item {
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
    Content: [...said, ...origin, ...notes].join('\n\n'),
    PreContext: null,
    PostContext: null,
    NumOfLikes: post.metrics.likes ?? 0,
    MessagePreviewText: preview((said.length > 0 ? said : notes).join(' ')),
    ContentAttachments: null,
  };
}
