import { once } from 'node:events';
import { type Readable } from 'node:stream';

import { spool } from './spool';

async function* pieces(count: number): AsyncGenerator<Uint8Array> {
  for (let i = 0; i < count; i++) {
    await Promise.resolve();
    yield Buffer.alloc(64 * 1024, 'a');
  }
}

describe('spool', () => {
  it.each([1, 16])('gives %d pieces of bytes as often as they are asked for', async (count) => {
    const lengths = await spool(pieces(count), async ({ bytes, open }) => {
      const read = async () => Buffer.concat(await Array.fromAsync(open())).length;
      return [bytes, await read(), await read()];
    });
    expect(lengths).toEqual(Array.from({ length: 3 }, () => count * 64 * 1024));
  });

  it('closes its file for who gives up reading it', async () => {
    const opened: Readable[] = [];
    const failure = new Error('storage does not answer');
    const use = spool(pieces(16), async ({ open }) => {
      opened.push(open());
      await Promise.all(opened.map((bytes) => once(bytes, 'readable')));
      throw failure;
    });
    await expect(use).rejects.toBe(failure);
    expect(opened.map(({ destroyed }) => destroyed)).toEqual([true]);
  });
});
