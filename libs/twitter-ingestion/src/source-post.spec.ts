import { aRawPost } from '@testing/domain';

import { toSourcePost } from './source-post';

describe('toSourcePost', () => {
  it('reads a post and keeps what X sent', () => {
    const raw = aRawPost({ text: 'Good &amp; new' });
    expect(toSourcePost(raw)).toMatchObject({ id: raw.post.id, raw, post: { text: 'Good & new' } });
  });

  it('keeps a post that it cannot read by its id', () => {
    const raw = aRawPost({ id: '1234', text: ['not', 'a', 'text'] });
    expect(toSourcePost(raw)).toEqual({ id: '1234', raw });
  });

  it.each([undefined, 12, '', '12a', '12345678901234567890'])('has no use for the id %p', (id) => {
    expect(toSourcePost({ ...aRawPost(), post: { id, text: 'x' } })).toBeUndefined();
  });
});
