import { type User } from '@app/domain';
import { aPost } from '@testing/domain';

import { recipientsOf, toItemUser } from './item-users';

describe('toItemUser', () => {
  it.each<[User, string | null, string | null]>([
    [{ id: '1', username: 'adelev', name: 'Adele' }, 'Adele (@adelev)', '1'],
    [{ id: '1', username: 'adelev' }, '@adelev', '1'],
    [{ id: '1', name: 'Adele' }, 'Adele', '1'],
    [{ username: 'adelev' }, '@adelev', 'adelev'],
    [{ id: '1' }, null, '1'],
    [{}, null, null],
  ])('tells of %j as much as X told', (user, name, address) => {
    expect(toItemUser(user)).toEqual({
      Id: user.id ?? null,
      UserProfilePhotoUrl: null,
      Name: name,
      EmailAddress: address,
      MobileNumber: null,
    });
  });
});

describe('recipientsOf', () => {
  const names = (...args: Parameters<typeof recipientsOf>) =>
    recipientsOf(...args).map(({ Name: name }) => name);
  const adele = { id: '1', username: 'adelev' };
  const lynne = { id: '2', username: 'lynner' };

  it('are whom it answers, then whom it names, each once', () => {
    const mentions = [lynne, adele, { username: 'LynneR' }, { username: 'gone' }];

    expect(names(aPost({ inReplyToUser: adele, mentions }))).toEqual([
      '@adelev',
      '@lynner',
      '@gone',
    ]);
  });

  it('are never the author, unless there is nobody else', () => {
    const self = { id: '7', username: 'contoso' };

    expect(names(aPost({ inReplyToUser: self, mentions: [adele] }))).toEqual(['@adelev']);
    expect(names(aPost({ inReplyToUser: self }))).toEqual(['Contoso (@contoso)']);
    expect(names(aPost())).toEqual(['Contoso (@contoso)']);
  });

  it('of a repost are also those of the whole text', () => {
    const original = aPost({ id: '5', author: adele, mentions: [lynne] });
    const post = aPost({ references: [{ type: 'reposted', id: '5', post: original }] });

    expect(names(post)).toEqual(['@adelev', '@lynner']);
  });
});
