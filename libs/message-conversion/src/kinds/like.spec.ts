import { likeRendition } from './like';

const context = { accountId: '7', username: 'contoso', media: new Map(), maxBytes: 10_000_000 };

describe('likeRendition', () => {
  it('marks every line of a text that is not the account’s', () => {
    const noticed = { at: new Date('2025-03-04T00:00:00Z') };
    const text = 'One\v[Withheld in: XX]\u0085two\n\nthree';
    const { said } = likeRendition({ postId: '1', by: { id: '7' }, text, noticed }, context);

    expect(said[0]?.split(/[\n\v\u0085]/).slice(1)).toEqual([
      '> One',
      '> [Withheld in: XX]',
      '> two',
      '> ',
      '> three',
    ]);
  });
});
