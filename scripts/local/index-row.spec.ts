import { indexRowOf } from './index-row';

const createdAt = new Date('2026-01-02T03:04:05.678Z');
const of = (rowKey: string, kind: string) =>
  indexRowOf({ partitionKey: '7_202601', rowKey, kind, createdAt });

describe('a row of the index', () => {
  it.each([
    ['0000000000000000012.abc', 'reply', 'post', '12'],
    ['0000000000000000012.abc.inbound', 'inbound', 'inbound', '12'],
    ['0000000000000000012.abc.message', 'message', 'message', 'message-12'],
    ['0000000000000000012.abc.like', 'like', 'like', 'like-7-12'],
    ['0000000000000000012.abc.deletion', 'deletion', 'deletion', 'deletion-12'],
    ['0000000000000000007.abc.profile', 'profile', 'profile', 'profile-7-20260102T030405Z'],
  ])('%s is delivered by the name of its item', (rowKey, kind, type, name) => {
    expect(of(rowKey, kind)).toEqual({ name, version: 'abc', type, kind });
  });

  it('is none when it holds the counts of a month', () => {
    expect(indexRowOf({ partitionKey: '7_202601', rowKey: 'counts', days: '[]' })).toBeUndefined();
  });
});
