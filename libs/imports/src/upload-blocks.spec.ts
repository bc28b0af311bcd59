import { BLOCK_BYTES, blocksOf, bytesOf, checkBlock, MAX_ZIP_BYTES } from './upload-blocks';

const wrong = expect.objectContaining({ code: 'import.wrong_block' }) as Error;

describe('the blocks of an upload', () => {
  it.each([
    [1, 1],
    [BLOCK_BYTES, 1],
    [BLOCK_BYTES + 1, 2],
    [40 * 1024 ** 3, 5120],
    [MAX_ZIP_BYTES, 50_000],
  ])('of %d bytes are %d', (bytes, blocks) => {
    expect(blocksOf(bytes)).toBe(blocks);
    expect(bytesOf(blocks, bytes)).toBe(bytes);
  });

  it('are all of one size, but for the last', () => {
    const bytes = 2 * BLOCK_BYTES + 5;
    expect(() => {
      checkBlock(0, BLOCK_BYTES, bytes);
      checkBlock(1, BLOCK_BYTES, bytes);
      checkBlock(2, 5, bytes);
    }).not.toThrow();
  });

  it.each([
    [0, BLOCK_BYTES - 1],
    [1, 0],
    [2, BLOCK_BYTES],
    [2, 4],
    [3, 5],
    [3, 0],
  ])('are not these: number %d with %d bytes', (index, length) => {
    expect(() => checkBlock(index, length, 2 * BLOCK_BYTES + 5)).toThrow(wrong);
  });
});
