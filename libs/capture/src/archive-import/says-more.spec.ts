import { type JsonObject, type Post } from '@app/domain';
import { type SuppliedPost } from '@app/twitter-ingestion';
import { aDirectMessage, aPost, aRawPost } from '@testing/domain';

import { saysMore } from './says-more';

const copyOf = (differs: Partial<SuppliedPost>, raw: JsonObject = {}): SuppliedPost => ({
  ...{ id: '1', raw: aRawPost(raw), supplied: {}, files: [], ...differs },
});
const known = (post: Partial<Post>) => ({ type: 'post', post: aPost(post) }) as const;
const post = (text: string, of: Partial<Post> = {}) =>
  saysMore(copyOf({ post: aPost({ text: 'one two three' }) }), known({ ...of, text }));
const photo = { key: '3_1', type: 'photo', url: 'https://pbs.twimg.com/1.jpg' } as const;

describe("an owner's copy of a post", () => {
  it.each([
    'one two three',
    'one two three and four',
    'one  two\nthree',
    ' one two three',
    'one https://t.co/abc123 two three https://t.co/Xy',
  ])('says nothing new beside: %j', (text) => {
    expect(post(text)).toBe(false);
  });

  it.each([
    '',
    'one two',
    'onetwothree',
    'one two thre…',
    'another',
    'http://t.co/a one two three',
  ])('says more than: %j', (text) => {
    expect(post(text)).toBe(true);
  });

  it('says nothing new where X cut it, and more where the dots are words', () => {
    const cut = (text: string) =>
      saysMore(copyOf({ post: aPost({ text }) }), known({ text: 'one two three' }));
    expect(['one two…', 'one two …'].map(cut)).toEqual([false, false]);
    expect(cut('one… two')).toBe(true);
  });

  it('says nothing new of a repost, but of a reply', () => {
    const other = (type: 'reposted' | 'replied_to') =>
      post('another', { references: [{ type, id: '5' }] });
    expect([other('reposted'), other('replied_to')]).toEqual([false, true]);
  });

  it('says that it was deleted, or all where X said nothing', () => {
    const text = 'one';
    const deleted = copyOf({ post: aPost({ text }) }, { deleted_at: 'yesterday' });
    expect(saysMore(deleted, known({ text }))).toBe(true);
    expect(saysMore(copyOf({ post: aPost({ text }) }), undefined)).toBe(true);
  });

  it('says nothing that can be read', () => {
    expect(saysMore(copyOf({}, { deleted_at: 'yesterday' }), undefined)).toBe(false);
  });
});

describe("an owner's copy of a message", () => {
  const message = (differs: Parameters<typeof aDirectMessage>[0]) =>
    saysMore(copyOf({ message: aDirectMessage({ text: 'one two', ...differs }) }), {
      ...{ type: 'message', message: aDirectMessage({ text: 'one two', media: [photo] }) },
    });

  it('says more with other words, or with more files', () => {
    expect(message({})).toBe(false);
    expect(message({ media: [photo] })).toBe(false);
    expect(message({ media: [photo, photo] })).toBe(true);
    expect(message({ text: 'one two three' })).toBe(true);
  });
});
