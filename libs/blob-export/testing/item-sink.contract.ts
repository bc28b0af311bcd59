import { createHash } from 'node:crypto';
import { type ItemSink } from '@app/blob-export';
import { AppError, Secret } from '@app/domain';

export interface ItemSinkUnderTest {
  sink: ItemSink;
  /** SAS URI of a container that may be written to. */
  container: Secret;
  /** What is in the container under a path; `undefined` when nothing is. */
  read(path: string): Promise<Uint8Array | undefined>;
}

const MIB = 1024 * 1024;
const sas = '?sv=2024-11-04&sp=acw&sig=signature';

/** `size` bytes in chunks of a megabyte; `then` is done after the last. */
async function* content(size: number, then: () => void = () => undefined) {
  for (let left = size; left > 0; left -= MIB) {
    await Promise.resolve();
    yield Buffer.alloc(Math.min(left, MIB), 'abcdefg');
  }
  then();
}

const fail = (error: Error) => () => {
  throw error;
};

/** What every ItemSink guarantees. */
export function describeItemSink(name: string, make: () => Promise<ItemSinkUnderTest>): void {
  describe(`${name} is an ItemSink`, () => {
    let lent: ItemSinkUnderTest;
    let task = 0;
    const jobId = 'job 1 #ä';
    beforeEach(async () => {
      lent = await make();
      task += 1;
    });
    const open = () => lent.sink.open(lent.container, jobId, `task ${task}`);
    const read = (fileName: string) => lent.read(`${jobId}/task ${task}/${fileName}`);
    const cut = new AppError('archive.corrupt', 'The content cannot be had.');

    it.each([0, 1, 4 * MIB, 4 * MIB + 1, 9 * MIB + 1])('takes a file of %d bytes', async (size) => {
      const expected = Buffer.concat(await Array.fromAsync(content(size)));
      const sha256 = createHash('sha256').update(expected).digest('hex');
      expect(await open().put('1.json', content(size))).toEqual({
        fileName: '1.json',
        bytes: size,
        sha256,
      });
      expect(expected.equals((await read('1.json')) ?? Buffer.from('none'))).toBe(true);
    });

    it.each([5, 5 * MIB])('replaces a file of %d bytes that is put again', async (size) => {
      await open().put('1.json', content(size));
      await open().put('1.json', content(3));
      expect(await read('1.json')).toHaveLength(3);
    });

    it('takes many files at once, each under its name', async () => {
      const sizes = Array.from({ length: 20 }, (_, i) => i);
      const folder = open();
      await Promise.all(sizes.map((size) => folder.put(`${size}.json`, content(size))));
      const files = await Promise.all(sizes.map((size) => read(`${size}.json`)));
      expect(files.map((file) => file?.length)).toEqual(sizes);
    });

    it.each([5, 5 * MIB])('keeps nothing of content that fails after %d bytes', async (size) => {
      await expect(open().put('1.json', content(size, fail(cut)))).rejects.toBe(cut);
      expect(await read('1.json')).toBeUndefined();
    });

    it('keeps what was there when new content fails', async () => {
      await open().put('1.json', content(5));
      await expect(open().put('1.json', content(5 * MIB, fail(cut)))).rejects.toBe(cut);
      expect(await read('1.json')).toHaveLength(5);
    });

    it.each([0, 5, 5 * MIB])(
      'stops after %d bytes when it is told, with the reason',
      async (size) => {
        const [stopping, reason] = [new AbortController(), new Error('shutting down')];
        if (size === 0) stopping.abort(reason);
        const put = open().put(
          '1.json',
          content(size, () => stopping.abort(reason)),
          { signal: stopping.signal },
        );
        await expect(put).rejects.toBe(reason);
        expect(await read('1.json')).toBeUndefined();
      },
    );

    it.each([
      ['https://account.blob.core.windows.net/container', 'export.sas_invalid'],
      [`https://blob.core.windows.net.contoso.com/container${sas}`, 'export.sas_host_not_allowed'],
      [`http://account.blob.core.windows.net/container${sas}`, 'export.sas_host_not_allowed'],
      [`https://169.254.169.254/container${sas}`, 'export.sas_host_not_allowed'],
    ])('writes nothing to %s', (uri, code) => {
      const refusal = expect.objectContaining({ code }) as Error;
      const container = new Secret(uri);
      expect(() => lent.sink.check(container)).toThrow(refusal);
      expect(() => lent.sink.open(container, jobId, 'task')).toThrow(refusal);
    });

    it('has nothing against a container lent at Azure', () => {
      const uri = new Secret(`https://account.blob.core.windows.net/container${sas}`);
      expect(() => lent.sink.check(uri)).not.toThrow();
    });
  });
}
