import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import {
  type AbsenceBook,
  type ContentRemoval,
  type MediaArchive,
  type PostArchive,
  type PostEntry,
  type RemovalOrder,
} from '@app/archive';
import { AppError, firstIdAt, REMOVED_TEXT } from '@app/domain';

import { aPostToSave } from './post-to-save.builder';

interface Opened {
  archive: PostArchive;
  media: MediaArchive;
  absences: AbsenceBook;
  removal: ContentRemoval;
}

const at = (day: number) => new Date(Date.UTC(2025, 2, day, 12));
const window = { start: at(1), end: at(30) };
const id = firstIdAt(at(10));
const quoting = firstIdAt(at(11));
let accounts = 71_000;

/** What every ContentRemoval guarantees. `open` opens the same archive again, as another process would. */
export function describeContentRemoval(name: string, open: () => Opened): void {
  describe(`${name} is a ContentRemoval`, () => {
    let accountId: string;
    let signed: string[];
    /** Of the day before the post, of its own, and of that of the post that quotes it. */
    let pages: string[];
    const order = (more: Partial<RemovalOrder> = {}): RemovalOrder => ({
      ...{ accountId, policy: 'redact', at: at(20), postIds: new Set([id]) },
      ...{ mediaKeys: new Set(['3_1']), pollIds: new Set() },
      sign: (text) => {
        signed.push(text);
        return Promise.resolve({ keyId: 'key', value: String(signed.length) });
      },
      ...more,
    });
    const entries = () => Array.fromAsync(open().archive.list(accountId, window));
    const entryOf = async (postId: string) => (await open().archive.find(accountId, postId))[0];
    const own = async () => (await entryOf(id)) as PostEntry;
    const found = () => Array.fromAsync(open().removal.pagesWith(accountId, [`"${id}"`], at(10)));

    /** A post, and one that quotes it, each with its page. */
    beforeEach(async () => {
      accountId = String(accounts++);
      signed = [];
      const raw = { text: 'secret', attachments: { media_keys: ['3_1'] } };
      const post = aPostToSave(accountId, { postId: id, createdAt: at(10), raw });
      const quote = aPostToSave(accountId, { postId: quoting, createdAt: at(11) });
      const media = [{ media_key: '3_1', type: 'photo', alt_text: 'secret' }];
      quote.record.raw.includes = { tweets: [post.record.raw.post], media };
      pages = [];
      for (const [i, each] of [undefined, post, quote].entries()) {
        const { post: raw, includes = {} } = each?.record.raw ?? {};
        const body = JSON.stringify({ data: raw ? [raw] : [{ id }], includes }, undefined, 1);
        const page = { accountId, request: 'GET', headers: {}, receivedAt: at(9 + i) };
        const pageName = await open().archive.savePage({ ...page, body: Buffer.from(body) });
        pages.push(pageName);
        const seen = { pageName, at: page.receivedAt };
        if (each) await open().archive.savePosts(accountId, [each], seen);
      }
    });

    it('finds the pages of a post from a day on', async () => {
      expect((await found()).sort()).toEqual(pages.slice(1).sort());
      const others = open().removal.pagesWith(`${accountId}0`, [`"${id}"`], at(1));
      expect(await Array.fromAsync(others)).toEqual([]);
    });

    it('takes the content out of a page once, and leaves its ids', async () => {
      const { removal } = open();
      const did = [];
      for (const page of [...pages, ...pages]) did.push(await removal.clearPage(page, order()));
      expect(did).toEqual([false, true, true, false, false, false]);
      expect((await found()).sort()).toEqual(pages.slice(1).sort());
      const secrets = removal.pagesWith(accountId, ['secret'], at(1));
      expect(await Array.fromAsync(secrets)).toEqual([]);
    });

    it('redacts the record of a post: it still is there, and says so', async () => {
      const before = await entries();
      const sha256 = (await own()).sha256;
      expect(await open().removal.clearRecord(await own(), order())).toBe(true);
      expect(await open().removal.clearRecord(await own(), order())).toBe(false);
      expect(await entries()).toEqual(before);
      const left = await open().archive.read(await own());
      expect(left).toMatchObject({
        raw: { post: { id, text: REMOVED_TEXT } },
        removed: { at: at(20).toISOString(), policy: 'redact', sha256 },
      });
    });

    it('purges the record of a post: its row tells that there was one', async () => {
      const before = await entries();
      const purge = order({ policy: 'purge' });
      expect(await open().removal.clearRecord(await own(), purge)).toBe(true);
      expect(await open().removal.clearRecord(await own(), purge)).toBe(false);
      expect(await entries()).toEqual(before);
      const { sha256, createdAt } = await own();
      expect(await open().archive.read(await own())).toMatchObject({
        ...{ postId: id, removed: { policy: 'purge', sha256, at: at(20).toISOString() } },
        raw: { post: { id, created_at: createdAt.toISOString(), text: REMOVED_TEXT } },
      });
    });

    it.each(['redact', 'purge'] as const)(
      'takes it out of the record of another (%s)',
      async (policy) => {
        const entry = (await entryOf(quoting)) as PostEntry;
        const before = await open().archive.read(entry);
        expect(await open().removal.clearRecord(entry, order({ policy }))).toBe(true);
        expect(await open().removal.clearRecord(entry, order({ policy }))).toBe(false);
        const { raw, ...rest } = await open().archive.read((await entryOf(quoting)) as PostEntry);
        expect({ ...rest, post: raw.post }).toEqual({ ...rest, post: before.raw.post });
        expect(raw.includes).toMatchObject({ tweets: [{ id, text: REMOVED_TEXT }], media: [] });
      },
    );

    it('removes a file for good, its bytes when no other has the same', async () => {
      const { media } = open();
      const [first, second] = ['3_1.original', '3_2.original'];
      const save = (fileKey: string) => {
        const body = Readable.from([Buffer.from(`photo of ${accountId}`)]);
        return media.save(accountId, { fileKey, contentType: 'image/jpeg', body });
      };
      const { sha256 } = await save(first);
      await save(second);
      const removed = { state: 'missing', reason: 'archive.removed', retry: false, url: '' };
      expect(await open().removal.removeMedium(first, order())).toBe(true);
      expect(await open().removal.removeMedium(first, order())).toBe(false);
      expect((await media.find(accountId, [first])).get(first)).toMatchObject(removed);
      expect(String(await buffer(await media.open(accountId, sha256)))).toContain('photo');
      expect(await open().removal.removeMedium(second, order())).toBe(true);
      await expect(media.open(accountId, sha256)).rejects.toMatchObject({
        code: 'archive.not_found',
      });
      const again = { fileKey: first, url: 'https://pbs.twimg.com/1', reason: 'x', retry: true };
      await media.markMissing(accountId, again);
      await media.tryAnew(accountId, [first, second]);
      expect([...(await media.find(accountId, [first, second])).values()]).toMatchObject([
        removed,
        removed,
      ]);
      expect(await open().removal.removeMedium('3_9.original', order())).toBe(false);
    });

    it('removes a file that could not be had yet, and lets none come back', async () => {
      const { media, removal } = open();
      const file = { fileKey: '3_1.original', url: 'https://pbs.twimg.com/1', reason: 'x' };
      await media.markMissing(accountId, { ...file, retry: true });
      expect(await removal.removeMedium(file.fileKey, order())).toBe(true);
      expect(await removal.removeMedium(file.fileKey, order())).toBe(false);
      expect(await media.listToRetry(accountId, 10)).toEqual([]);
      expect(signed.map((text) => JSON.parse(text) as unknown)).toMatchObject([
        { name: `media/${accountId}/${file.fileKey}`, was: '', is: '' },
      ]);
      const body = Readable.from([Buffer.from('photo')]);
      await media.save(accountId, { ...file, contentType: 'image/jpeg', body });
      const [found] = (await media.find(accountId, [file.fileKey])).values();
      expect(found).toMatchObject({ state: 'missing', reason: 'archive.removed', url: '' });
    });

    it('signs each change before it is made, with what was there', async () => {
      const { sha256, recordName } = await own();
      await open().removal.clearRecord(await own(), order({ policy: 'purge' }));
      expect(signed.map((text) => JSON.parse(text) as unknown)).toEqual([
        {
          ...{ schemaVersion: 1, accountId, name: recordName, was: sha256, is: '', posts: id },
          ...{ at: at(20).toISOString(), policy: 'purge' },
        },
      ]);
      const unsigned = order({
        sign: () => Promise.reject(new AppError('secrets.unavailable', 'No key.')),
      });
      await expect(open().removal.clearPage(pages[1] ?? '', unsigned)).rejects.toMatchObject({
        code: 'secrets.unavailable',
      });
      const secrets = open().removal.pagesWith(accountId, ['secret'], at(1));
      expect(await Array.fromAsync(secrets)).toHaveLength(2);
    });

    it('keeps what is being removed from coming back', async () => {
      const record = await open().archive.read(await own());
      const other = await open().archive.read((await entryOf(quoting)) as PostEntry);
      const state = { policy: 'redact', state: 'begun', begunAt: at(20), at: at(20) } as const;
      await open().absences.save(accountId, {
        ...{ postId: id, state: 'deleted', reason: 'deleted', detail: '', removal: state },
        ...{ shownAt: at(11), missedAt: at(12), lookedAt: at(12) },
      });
      const body = Buffer.from(JSON.stringify({ data: [record.raw.post] }));
      const page = { accountId, request: 'GET', headers: {}, receivedAt: at(21) };
      const pageName = await open().archive.savePage({ ...page, body });
      expect(await found()).toContain(pageName);
      const secrets = open().removal.pagesWith(accountId, ['secret'], at(21));
      expect(await Array.fromAsync(secrets)).toEqual([]);
      const newVersion = { ...record.raw.post, text: 'secret, and more' };
      const posts = [
        { record: { ...record, raw: { ...record.raw, post: newVersion } } },
        { record: { ...other, raw: { ...other.raw, post: { ...other.raw.post, text: 'new' } } } },
      ].map((each) => ({ ...each, createdAt: at(11), kind: 'post' as const }));
      const seen = { pageName, at: at(21) };
      const saved = await open().archive.savePosts(accountId, posts, seen);
      expect(saved).toEqual({ added: 1, known: 1 });
      expect(await open().archive.find(accountId, id)).toHaveLength(1);
      const versions = await open().archive.find(accountId, quoting);
      const [last] = versions.slice(-1);
      expect(JSON.stringify(last && (await open().archive.read(last)))).not.toContain(
        '"text":"secret"',
      );
    });
  });
}
