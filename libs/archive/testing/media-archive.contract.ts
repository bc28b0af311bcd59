import { type MediaArchive } from '@app/archive';
import { AppError } from '@app/domain';

const MIB = 1024 * 1024;
const url = 'https://pbs.twimg.com/media/a.jpg';

let accounts = 7000;

async function* chunks(...parts: (Uint8Array | AppError)[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) {
    await Promise.resolve();
    if (part instanceof AppError) throw part;
    yield part;
  }
}

export interface MediaArchiveUnderTest {
  /** Opens the same archive again, as another process would. */
  open: () => MediaArchive;
  /** Does of storing a file that was missing what comes before it is there, as a process that dies then. */
  beginToStore: (accountId: string, fileKey: string) => Promise<void>;
}

/** What every MediaArchive guarantees. */
export function describeMediaArchive(
  name: string,
  { open, beginToStore }: MediaArchiveUnderTest,
): void {
  describe(`${name} is a MediaArchive`, () => {
    let archive: MediaArchive;
    let accountId: string;
    beforeEach(() => {
      archive = open();
      accountId = String(accounts++);
    });
    const file = (fileKey: string, ...parts: (Uint8Array | AppError)[]) => ({
      fileKey,
      contentType: 'image/jpeg',
      body: chunks(...parts),
    });
    const missing = (fileKey: string, retry = true) => ({
      fileKey,
      url,
      reason: 'media.unavailable',
      retry,
    });
    const find = async (fileKey: string) => (await open().find(accountId, [fileKey])).get(fileKey);
    const bytesOf = async (sha256: string) =>
      Buffer.concat(await Array.fromAsync(await open().open(accountId, sha256)));

    it('knows nothing of files never heard of', async () => {
      expect(await archive.find(accountId, ['3_1.original'])).toEqual(new Map());
      expect(await archive.find(accountId, [])).toEqual(new Map());
      await expect(archive.open(accountId, '0'.repeat(64))).rejects.toMatchObject({
        code: 'archive.not_found',
      });
    });

    it('finds a stored file by its key and opens it by its hash', async () => {
      const stored = await archive.save(
        accountId,
        file('3_1.original', Buffer.from('pic'), Buffer.from('ture')),
      );
      expect(stored).toEqual({
        state: 'stored',
        fileKey: '3_1.original',
        sha256: '2cea274d0bedc39ec4ab6ba9e59ec889e3ed6fb56a1cf088a64d9b383378dc97',
        bytes: 7,
        contentType: 'image/jpeg',
      });
      expect(await find('3_1.original')).toEqual(stored);
      expect((await bytesOf(stored.sha256)).toString()).toBe('picture');
    });

    it.each([0, 1, 4 * MIB, 9 * MIB + 1])('gives back each of %d bytes', async (size) => {
      const bytes = Buffer.alloc(size, 'abcdefg');
      const half = Math.floor(size / 2);
      const { sha256, bytes: counted } = await archive.save(
        accountId,
        file('7_1.original', bytes.subarray(0, half), bytes.subarray(half)),
      );
      expect(counted).toBe(size);
      expect(bytes.equals(await bytesOf(sha256))).toBe(true);
    });

    it('looks up many keys at once, known and unknown', async () => {
      const keys = Array.from({ length: 20 }, (_, i) => `3_${i}.original`);
      const saves = keys.map((key) => archive.save(accountId, file(key, Buffer.from(key))));
      await Promise.all([...saves, archive.markMissing(accountId, missing('a/b#c?.preview'))]);
      const found = await open().find(accountId, [...keys, 'a/b#c?.preview', 'unknown']);
      expect([...found.keys()].sort()).toEqual([...keys, 'a/b#c?.preview'].sort());
    });

    it('stores nothing of a stream that fails', async () => {
      const cut = new AppError('media.unavailable', 'The stream was cut.');
      const save = archive.save(accountId, file('3_1.original', Buffer.alloc(5 * MIB), cut));
      await expect(save).rejects.toBe(cut);
      expect(await find('3_1.original')).toBeUndefined();
    });

    it('never replaces a stored file', async () => {
      const first = await archive.save(accountId, file('3_1.original', Buffer.from('first')));
      const again = await open().save(accountId, file('3_1.original', Buffer.from('second')));
      expect(again).toEqual(first);
      expect(await find('3_1.original')).toEqual(first);
    });

    it('keeps one file of several that are saved under a key at once', async () => {
      const saves = ['one', 'two', 'three', 'four'].map((text) =>
        open().save(accountId, file('3_1.original', Buffer.from(text))),
      );
      const kept = new Set((await Promise.all(saves)).map(({ sha256 }) => sha256));
      expect([...kept]).toEqual([((await find('3_1.original')) as { sha256: string }).sha256]);
    });

    it('keeps the same bytes under several keys', async () => {
      const saves = ['3_1.original', '3_2.original'].map((key) =>
        open().save(accountId, file(key, Buffer.from('same'))),
      );
      const [one, two] = await Promise.all(saves);
      expect(one?.sha256).toBe(two?.sha256);
      expect(await find('3_2.original')).toEqual(two);
    });

    it('counts how often a file could not be had, until it is stored', async () => {
      await archive.markMissing(accountId, missing('3_1.original'));
      await open().markMissing(accountId, missing('3_1.original', false));
      expect(await find('3_1.original')).toEqual({
        state: 'missing',
        ...missing('3_1.original', false),
        attempts: 2,
      });
      const stored = await archive.save(accountId, file('3_1.original', Buffer.from('here')));
      expect(await find('3_1.original')).toEqual(stored);
      await archive.markMissing(accountId, missing('3_1.original'));
      expect(await find('3_1.original')).toEqual(stored);
    });

    it('loses no stored file and no count when several work on one key at once', async () => {
      const marks = (key: string) =>
        Array.from({ length: 5 }, () => open().markMissing(accountId, missing(key)));
      const save = open().save(accountId, file('3_1.original', Buffer.from('here')));
      await Promise.all([...marks('3_1.original'), save, ...marks('3_2.original')]);
      expect(await find('3_1.original')).toEqual(await save);
      expect(await find('3_2.original')).toMatchObject({ attempts: 5 });
    });

    it('lists what is worth another try, and no more than asked for', async () => {
      await archive.save(accountId, file('stored', Buffer.from('here')));
      await archive.markMissing(accountId, missing('gone', false));
      for (const key of ['a', 'b', 'c']) await archive.markMissing(accountId, missing(key));
      const keys = async (limit: number) =>
        (await open().listToRetry(accountId, limit)).map(({ fileKey }) => fileKey).sort();
      expect(await keys(10)).toEqual(['a', 'b', 'c']);
      expect(await keys(2)).toHaveLength(2);
      expect(await keys(0)).toEqual([]);
    });

    it('lists what is to be tried later once its time has come', async () => {
      const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, second));
      for (const second of [1, 2, 3]) {
        const later = { ...missing(`later ${second}`), retryAt: at(second) };
        await archive.markMissing(accountId, later);
        expect(await find(later.fileKey)).toEqual({ state: 'missing', ...later, attempts: 1 });
      }
      await archive.markMissing(accountId, missing('any time'));
      const keys = async (limit: number, now?: Date) =>
        (await open().listToRetry(accountId, limit, now)).map(({ fileKey }) => fileKey).sort();
      expect(await keys(9, at(0))).toEqual(['any time']);
      expect(await keys(9, at(2))).toEqual(['any time', 'later 1', 'later 2']);
      expect(await keys(2, at(2))).toHaveLength(2);
      expect(await keys(9)).toHaveLength(4);
      await archive.markMissing(accountId, { ...missing('later 3', false), retryAt: at(3) });
      expect(await keys(9, at(9))).not.toContain('later 3');
      await open().tryAnew(accountId, ['later 3']);
      expect(await keys(9, at(0))).toEqual(['any time', 'later 3']);
    });

    it('lets what was given up be tried anew, and nothing else', async () => {
      const gone = { ...missing('gone', false), reason: 'media.not_found' };
      for (const each of [missing('waits'), gone]) {
        for (let tries = 0; tries < 3; tries++) await archive.markMissing(accountId, each);
      }
      const stored = await archive.save(accountId, file('stored', Buffer.from('here')));
      await open().tryAnew(accountId, ['waits', 'gone', 'stored', 'unknown']);
      expect(await find('gone')).toEqual({ state: 'missing', ...gone, retry: true, attempts: 0 });
      expect(await find('waits')).toMatchObject({ retry: true, attempts: 3 });
      expect(await find('stored')).toEqual(stored);
      expect(await find('unknown')).toBeUndefined();
      const toRetry = await open().listToRetry(accountId, 10);
      expect(toRetry.map(({ fileKey }) => fileKey).sort()).toEqual(['gone', 'waits']);
    });

    describe('of files that items were handed over without', () => {
      const [late, other] = ['a/b#c?.original', '3_1.original'];
      const come = (fileKey: string) => archive.save(accountId, file(fileKey, Buffer.from('here')));
      const listed = async (limit = 9) =>
        (await open().listLate(accountId, limit)).map(({ fileKey, items }) => [
          ...[fileKey, ...items.map(({ itemId }) => itemId)],
        ]);
      const forget = async (limit = 9) =>
        archive.forgetLate(accountId, await open().listLate(accountId, limit));
      beforeEach(async () => {
        for (const key of [late, other]) await archive.markMissing(accountId, missing(key));
      });

      it('lists those that have come since, with the items, until they are forgotten', async () => {
        await archive.noteLacking(accountId, '1', [late, other, 'unknown']);
        await open().noteLacking(accountId, 'message-2', [late]);
        await open().noteLacking(accountId, '3', [other]);
        await open().noteLacking(accountId, '3', [`${other}.more`, other]);
        expect(await listed()).toEqual([]);
        await come(late);
        expect(await listed()).toEqual([[late, '1', 'message-2']]);
        await forget();
        await come(late);
        expect(await listed()).toEqual([]);
        await come(other);
        expect(await listed()).toEqual([[other, '1', '3']]);
        expect(await open().listLate(`${accountId}0`, 9)).toEqual([]);
      });

      it('lists one that came while the item was being handed over', async () => {
        await come(late);
        await forget();
        await archive.noteLacking(accountId, '1', [late]);
        expect(await listed()).toEqual([[late, '1']]);
      });

      it('lists no more than asked for, and the rest once that is forgotten', async () => {
        for (const id of ['1', '2', '3']) await archive.noteLacking(accountId, id, [late, other]);
        for (const key of [late, other]) await come(key);
        const [first, ...more] = await listed(2);
        expect([first?.slice(1), more]).toEqual([['1', '2'], []]);
        await forget(2);
        const rest = (await listed(9)).map(([, ...itemIds]) => itemIds);
        expect(rest.sort()).toEqual([['1', '2', '3'], ['3']]);
        expect(await listed(1)).toHaveLength(1);
        await forget();
        expect(await listed()).toEqual([]);
      });

      it('forgets none that was noted anew meanwhile', async () => {
        await come(late);
        const before = await archive.listLate(accountId, 9);
        await open().noteLacking(accountId, '1', [late]);
        await archive.forgetLate(accountId, before);
        const [noted] = await archive.listLate(accountId, 9);
        expect(noted?.items).toMatchObject([{ itemId: '1' }]);
        await open().noteLacking(accountId, '1', [late]);
        await archive.forgetLate(accountId, noted ? [noted] : []);
        expect(await listed()).toEqual([[late, '1']]);
        await forget();
        expect(await listed()).toEqual([]);
      });

      it('lists none that was not stored whole', async () => {
        await archive.noteLacking(accountId, '1', [late]);
        const cut = new AppError('media.unavailable', 'The stream was cut.');
        const save = archive.save(accountId, file(late, Buffer.from('he'), cut));
        await expect(save).rejects.toBe(cut);
        expect(await listed()).toEqual([]);
      });

      it('lists none that was to be stored only, until it is', async () => {
        await archive.noteLacking(accountId, '1', [late]);
        await beginToStore(accountId, late);
        expect(await listed()).toEqual([]);
        await forget();
        await come(late);
        expect(await listed()).toEqual([[late, '1']]);
      });

      it('misses no item, however many are noted while the file comes', async () => {
        const ids = Array.from({ length: 100 }, (_, i) => `${i + 100}`);
        const notes = ids.map((id) => open().noteLacking(accountId, id, [late]));
        await Promise.all([...notes, come(late)]);
        expect(await listed(200)).toEqual([[late, ...ids]]);
      });
    });

    it('keeps accounts apart', async () => {
      const { sha256 } = await archive.save(accountId, file('3_1.original', Buffer.from('mine')));
      await archive.markMissing(accountId, missing('3_2.original'));
      const other = `${accountId}0`;
      expect(await archive.find(other, ['3_1.original', '3_2.original'])).toEqual(new Map());
      expect(await archive.listToRetry(other, 10)).toEqual([]);
      await expect(archive.open(other, sha256)).rejects.toMatchObject({
        code: 'archive.not_found',
      });
    });
  });
}
