import { filesOfPost, type Media } from '@app/domain';
import { aPost } from '@testing/domain';
import { aMessageContext } from '@testing/message-conversion';

import { withinLimit } from './within-limit';

/** Which of so large pictures go in, when each takes its bytes, and the text or the name of one that stays beside takes its own. */
function kept(sizes: number[], maxBytes: number, text = 0, nameOfOne = 0): number[] {
  const media = sizes.map((_, i): Media => ({ key: `${i}`, type: 'photo', url: `https://p/${i}` }));
  const stored = sizes.map((bytes, i) => {
    return [`${i}.original`, { sha256: `sha of ${i}`, bytes, contentType: 'image/jpeg' }] as const;
  });
  const context = aMessageContext({ media: new Map(stored), maxBytes });
  const isIn = ([, { isBeside }]: readonly [string, { isBeside?: boolean }]) => !isBeside;
  return withinLimit(
    filesOfPost(aPost({ media })),
    context,
    ({ media: fitted }) =>
      sizes.flatMap((_, i) =>
        [...fitted].filter(isIn).some(([key]) => key === `${i}.original`) ? [i] : [],
      ),
    (made) =>
      made.reduce(
        (sum, i) => sum + (sizes[i] ?? 0),
        text + nameOfOne * (sizes.length - made.length),
      ),
  );
}

describe('withinLimit', () => {
  it('keeps every file where there is room', () => {
    expect(kept([30, 10, 20], 60)).toEqual([0, 1, 2]);
  });

  it('keeps as many as there is room for: the small ones', () => {
    expect(kept([30, 10, 20], 59)).toEqual([1, 2]);
    expect(kept([30, 10, 20], 29)).toEqual([1]);
    expect(kept([30, 10, 20], 9)).toEqual([]);
  });

  it('keeps of files of one size those the post shows first', () => {
    expect(kept([10, 10, 10], 20)).toEqual([0, 1]);
  });

  it('counts what is said of the files that stay beside, and the text', () => {
    expect(kept([30, 10, 20], 40, 5, 5)).toEqual([1, 2]);
    expect(kept([30, 10, 20], 39, 5, 5)).toEqual([1]);
  });

  it('leaves all files beside when the text alone is too large', () => {
    expect(kept([1, 2], 100, 101)).toEqual([]);
  });

  it('does nothing to a post without files', () => {
    expect(kept([], 0, 100)).toEqual([]);
  });
});
