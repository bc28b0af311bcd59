import { type User } from '@app/domain';

import { mailboxOf } from './mail-address';

describe('mailboxOf', () => {
  it.each<[User, string, string]>([
    [{ id: '1', username: 'AdeleV', name: 'Adele' }, 'Adele (@AdeleV)', 'adelev'],
    [{ username: 'a_1' }, '@a_1', 'a_1'],
    [{ id: '1', name: 'Adele' }, 'Adele', 'id-1'],
    [{ id: '1', username: '' }, '', 'id-1'],
    [{}, '', 'unknown'],
    [{ id: '1', username: 'evil@bank.example>,x' }, '@evil@bank.example>,x', 'id-1'],
    [{ id: '1@bank.example', name: 'Eve' }, 'Eve', 'unknown'],
    [{ id: '1', username: 'аdelev', name: 'Not Adele' }, 'Not Adele (@аdelev)', 'id-1'],
  ])('makes of %j %s <%s@twitter.invalid>', (user, name, local) => {
    expect(mailboxOf(user)).toEqual({ name, address: `${local}@twitter.invalid` });
  });

  it('never takes a number that is a handle for an id', () => {
    expect(mailboxOf({ username: '123' })).not.toEqual(mailboxOf({ id: '123' }));
    expect(mailboxOf({ username: '123' }).address).not.toBe(mailboxOf({ id: '123' }).address);
  });
});
