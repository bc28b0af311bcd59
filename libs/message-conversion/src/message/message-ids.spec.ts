import { aPost } from '@testing/domain';

import { messageIdOf, threadOf } from './message-ids';

describe('messageIdOf', () => {
  const context = { accountId: '7', version: '0123abcd' };

  it('is a function of item and version', () => {
    expect(messageIdOf('100', { id: '7' }, context)).toBe('<100.0123abcd@twitter.invalid>');
    expect(messageIdOf('100', { id: '7' }, { ...context, version: 'ffffffff' })).toBe(
      '<100.ffffffff@twitter.invalid>',
    );
  });

  it('is one for each account that archives what somebody else wrote', () => {
    expect(messageIdOf('100', { id: '8' }, context)).toBe('<100.0123abcd.7@twitter.invalid>');
    expect(messageIdOf('100', { username: 'eight' }, context)).toBe(
      '<100.0123abcd.7@twitter.invalid>',
    );
  });
});

describe('threadOf', () => {
  it('of a root is itself, by what stands for all its versions', () => {
    expect(threadOf(aPost({ id: '100', conversationId: '100' }))).toEqual({
      references: ['<100@twitter.invalid>'],
    });
    expect(threadOf(aPost({ id: '100', conversationId: undefined }))).toEqual({
      references: ['<100@twitter.invalid>'],
    });
  });

  it('of a reply leads from the conversation over the post answered to itself', () => {
    const post = aPost({
      id: '102',
      conversationId: '100',
      versionIds: ['102'],
      references: [
        { type: 'quoted', id: '50' },
        { type: 'replied_to', id: '101' },
      ],
    });

    expect(threadOf(post)).toEqual({
      inReplyTo: '<101@twitter.invalid>',
      references: ['<100@twitter.invalid>', '<101@twitter.invalid>', '<102@twitter.invalid>'],
    });
  });

  it('names nothing twice', () => {
    const parent = { type: 'replied_to', id: '100' } as const;

    expect(threadOf(aPost({ id: '101', conversationId: '100', references: [parent] }))).toEqual({
      inReplyTo: '<100@twitter.invalid>',
      references: ['<100@twitter.invalid>', '<101@twitter.invalid>'],
    });
  });

  it('holds the versions of an edited post together', () => {
    const versionIds = ['100', '101', '102'];
    const threads = versionIds.map((id) => threadOf(aPost({ id, conversationId: id, versionIds })));

    expect(
      threads.filter(({ references }) => !references.includes('<100@twitter.invalid>')),
    ).toEqual([]);
    expect(threads.map(({ inReplyTo }) => inReplyTo)).toEqual([undefined, undefined, undefined]);
  });
});
