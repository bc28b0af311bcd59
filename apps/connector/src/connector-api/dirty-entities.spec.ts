import { dirtyEntitiesOf } from './dirty-entities';

describe('dirtyEntitiesOf', () => {
  it.each([undefined, null, []])('is nothing for %j', (given) => {
    expect(dirtyEntitiesOf(given)).toEqual({ ids: [], leftOut: 0 });
  });

  it('keeps ids, also as numbers that lost no digit or with blanks around', () => {
    const given = ['1', '1234567890123456789', ' 7\n', 12, Number.MAX_SAFE_INTEGER];
    const ids = ['1', '1234567890123456789', '7', '12', '9007199254740991'];
    expect(dirtyEntitiesOf(given)).toEqual({ ids, leftOut: 0 });
  });

  it('keeps ids of items that are no posts', () => {
    const ids = ['message-5', 'like-7-90', 'profile-7-20250304T050607Z', 'deletion-90'];
    expect(dirtyEntitiesOf(ids)).toEqual({ ids, leftOut: 0 });
  });

  it.each([
    'post-1',
    'deletion-x',
    'a',
    '',
    '-1',
    '1.5',
    '../x',
    '12345678901234567890',
    null,
    true,
    ['1'],
    { Id: '1' },
    -1,
    1.5,
    2 ** 60,
  ])('leaves out %j, and counts it', (odd) => {
    expect(dirtyEntitiesOf(['1', odd, '2'])).toEqual({ ids: ['1', '2'], leftOut: 1 });
  });
});
