import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { setImmediate as turn } from 'node:timers/promises';

import { unlessSilent } from './unless-silent';

const LIMIT_MS = 1000;
const silence = new Error('silent');
/** Two of them are more than is held between who writes and who reads. */
const LARGE = Buffer.alloc(256 * 1024, 'x');

describe('unlessSilent', () => {
  let source: PassThrough;
  let passed: NodeJS.ReadableStream;
  const passAlmostTheLimit = () => jest.advanceTimersByTime(LIMIT_MS * 0.9);

  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
    source = new PassThrough();
    passed = unlessSilent(source, LIMIT_MS, () => silence);
  });
  afterEach(() => {
    source.destroy();
    jest.useRealTimers();
  });

  it.each([[[]], [['begun']]])(
    'fails after nothing has come for so long, after %j',
    async (come) => {
      const read = buffer(passed);
      for (const bytes of come) source.write(bytes);
      await turn();
      jest.advanceTimersByTime(LIMIT_MS);
      await expect(read).rejects.toBe(silence);
      expect(source.destroyed).toBe(true);
    },
  );

  it('passes all on, however long it takes, as long as it flows', async () => {
    const read = buffer(passed);
    for (const bytes of ['a', 'b', 'c', 'd']) {
      passAlmostTheLimit();
      source.write(bytes);
      await turn();
    }
    source.end();
    expect((await read).toString()).toBe('abcd');
  });

  it('waits for who reads slowly', async () => {
    source.write(LARGE);
    source.write(LARGE);
    await turn();
    jest.advanceTimersByTime(5 * LIMIT_MS);
    const read = buffer(passed);
    await turn();
    passAlmostTheLimit();
    source.end('end');
    expect((await read).length).toBe(2 * LARGE.length + 'end'.length);
  });

  it('is not silent when all has come', async () => {
    source.end(LARGE.subarray(0, 100 * 1024));
    await turn();
    jest.advanceTimersByTime(5 * LIMIT_MS);
    expect((await buffer(passed)).length).toBe(100 * 1024);
  });

  it('tells how the source has failed', async () => {
    const broken = new Error('reset');
    const read = buffer(passed);
    source.destroy(broken);
    await expect(read).rejects.toBe(broken);
  });

  it('lets go of the source when nobody reads on', async () => {
    source.write('begun');
    for await (const bytes of passed) {
      expect(String(bytes)).toBe('begun');
      break;
    }
    await turn();
    expect(source.destroyed).toBe(true);
  });
});
