import { type Link } from '@app/domain';
import { aPost } from '@testing/domain';

import { textPieces } from './text-pieces';

const link = (n: number, isMedia = false): Link => ({
  url: `https://t.co/${n}`,
  expandedUrl: `https://x/${n}`,
  isMedia,
});
const photo = { key: '3_1', type: 'photo' } as const;

describe('textPieces', () => {
  it('tells links from what stands between them', () => {
    const post = aPost({ text: 'a https://t.co/1 b', links: [link(1)] });

    expect(textPieces(post)).toEqual(['a ', link(1), ' b']);
  });

  it('cuts the blanks that a link to a medium leaves at either end', () => {
    const links = [link(1, true), link(2), link(3, true)];
    const text = ' https://t.co/1 https://t.co/2 \n https://t.co/3 ';

    expect(textPieces(aPost({ text, links, media: [photo] }))).toEqual([link(2)]);
  });

  it('is empty for a post that is only its media', () => {
    const post = aPost({ text: 'https://t.co/1', links: [link(1, true)], media: [photo] });

    expect(textPieces(post)).toEqual([]);
    expect(textPieces(aPost({ text: ' ' }))).toEqual([]);
  });
});
