import { aPost } from '@testing/domain';

import { itemFileName, toItem } from './to-item';

const context = { accountId: '7', username: 'contoso', media: new Map(), maxBytes: 10_000_000 };

describe('toItem', () => {
  it('has the account as container, its conversation as thread and no parent for a root', () => {
    expect(toItem(aPost({ id: '100', conversationId: '90' }), context)).toMatchObject({
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
    expect(toItem(aPost({ id: '100', conversationId: undefined }), context).ThreadId).toBe('100');
  });

  it('has what it refers to before it, oldest first, each without more', () => {
    const parent = aPost({
      id: '99',
      media: [{ key: '3_1', type: 'photo', url: 'https://p/1' }],
      references: [{ type: 'quoted', id: '5', post: aPost({ id: '5' }) }],
    });
    const item = toItem(
      aPost({
        references: [
          { type: 'replied_to', id: '99', post: parent },
          { type: 'quoted', id: '98' },
          { type: 'quoted', id: '9', post: aPost({ id: '9' }) },
        ],
      }),
      context,
    );

    expect(item.ParentId).toBe('99');
    expect(item.PreContext).toMatchObject([
      { Id: '9', PreContext: null, ContentAttachments: null },
      { Id: '99', PreContext: null, ContentAttachments: null },
    ]);
  });

  it('previews what is said, and the notes only where nothing is', () => {
    expect(toItem(aPost({ text: 'Hi', isSensitive: true }), context).MessagePreviewText).toBe('Hi');
    expect(toItem(aPost({ text: '', isSensitive: true }), context).MessagePreviewText).toBe(
      '[Marked as: possibly sensitive]',
    );
  });

  it('counts likes X did not tell as none', () => {
    expect(toItem(aPost(), context).NumOfLikes).toBe(0);
    expect(toItem(aPost({ metrics: { likes: 3 } }), context).NumOfLikes).toBe(3);
  });
});

describe('itemFileName', () => {
  it('is a function of the post alone', () => {
    expect(itemFileName('100')).toBe('100.json');
  });
});
