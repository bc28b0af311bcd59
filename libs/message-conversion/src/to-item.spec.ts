import { type Post } from '@app/domain';
import { aPost } from '@testing/domain';

import { itemFileName, toItem } from './to-item';

const context = { accountId: '7', username: 'contoso', media: new Map(), maxBytes: 10_000_000 };
const itemOf = (post: Post) => toItem({ type: 'post', post }, context);

describe('toItem', () => {
  it('has the account as container, its conversation as thread and no parent for a root', () => {
    expect(itemOf(aPost({ id: '100', conversationId: '90' }))).toMatchObject({
      Id: '100',
      ContainerId: '7',
      ContainerName: 'contoso',
      ThreadId: '90',
      ParentId: null,
      PreContext: null,
      PostContext: null,
    });
  });

  it('begins a thread of its own when X names no conversation', () => {
    expect(itemOf(aPost({ id: '100', conversationId: undefined })).ThreadId).toBe('100');
  });

  it('has what it refers to before it, to any depth, oldest first, each once and without more', () => {
    const fifth = aPost({ id: '5', references: [{ type: 'quoted', id: '100', post: aPost() }] });
    const parent = aPost({
      id: '99',
      media: [{ key: '3_1', type: 'photo', url: 'https://p/1' }],
      references: [{ type: 'quoted', id: '5', post: fifth }],
    });
    const item = itemOf(
      aPost({
        references: [
          { type: 'replied_to', id: '99', post: parent },
          { type: 'quoted', id: '98' },
          { type: 'quoted', id: '5', post: aPost({ id: '5', references: [] }) },
        ],
      }),
    );

    expect(item.ParentId).toBe('99');
    expect(item.PreContext).toMatchObject([
      { Id: '5', ItemType: 'Quote', PreContext: null, ContentAttachments: null },
      { Id: '99', PreContext: null, ContentAttachments: null },
    ]);
  });

  it('previews what is said, and the notes only where nothing is', () => {
    expect(itemOf(aPost({ text: 'Hi', isSensitive: true })).MessagePreviewText).toBe('Hi');
    expect(itemOf(aPost({ text: '', isSensitive: true })).MessagePreviewText).toBe(
      '[Marked as: possibly sensitive]',
    );
  });

  it('counts likes X did not tell as none', () => {
    expect(itemOf(aPost()).NumOfLikes).toBe(0);
    expect(itemOf(aPost({ metrics: { likes: 3 } })).NumOfLikes).toBe(3);
  });
});

describe('itemFileName', () => {
  it('is a function of the item alone', () => {
    expect(itemFileName('100')).toBe('100.json');
  });
});
