import { inBlocks } from './in-blocks';

const KB = 1024;

/** The sizes of the blocks that pieces of these sizes come in, and whether they are the same bytes. */
async function blocksOf(sizes: number[]) {
  const pieces = sizes.map((size, i) => Buffer.alloc(size, i + 1));
  async function* chunks() {
    await Promise.resolve();
    yield* pieces;
  }
  const blocks = await Array.fromAsync(inBlocks(chunks()));
  expect(Buffer.concat(blocks).equals(Buffer.concat(pieces))).toBe(true);
  return { sizes: blocks.map((block) => block.length), blocks, pieces };
}

describe('inBlocks', () => {
  it.each([
    { sizes: [], blocks: [] },
    { sizes: [0], blocks: [] },
    { sizes: [10, 20], blocks: [30] },
    { sizes: [64 * KB], blocks: [64 * KB] },
    { sizes: [64 * KB - 1, 1, 5], blocks: [64 * KB, 5] },
    { sizes: [60 * KB, 60 * KB, 60 * KB], blocks: [120 * KB, 60 * KB] },
  ])('makes $blocks of $sizes', async ({ sizes, blocks }) => {
    expect((await blocksOf(sizes)).sizes).toEqual(blocks);
  });

  it('copies nothing that is large already', async () => {
    const { blocks, pieces } = await blocksOf([100 * KB, 200 * KB]);
    expect(blocks.map((block, i) => block === pieces[i])).toEqual([true, true]);
  });
});
