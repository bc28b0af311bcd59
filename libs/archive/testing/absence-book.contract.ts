import { type Absence, type AbsenceBook } from '@app/archive';

const at = new Date('2026-01-01T00:00:00.123Z');
const absence = (postId: string, differs: Partial<Absence> = {}): Absence => ({
  ...{ postId, state: 'suspected', reason: 'deleted', detail: 'Could not find “it” 🙂' },
  ...{ shownAt: at, missedAt: at, lookedAt: at },
  ...differs,
});

let accounts = 12_000;

/** What every AbsenceBook guarantees. `open` opens the same book again, as another process would. */
export function describeAbsenceBook(name: string, open: () => AbsenceBook): void {
  describe(`${name} is an AbsenceBook`, () => {
    let accountId: string;
    beforeEach(() => (accountId = String(accounts++)));

    it('gives back what is missing, by id', async () => {
      const all = [absence('20'), absence('1900000000000000001'), absence('9')];
      for (const each of all) await open().save(accountId, each);
      expect(await open().list(accountId)).toEqual([all[2], all[0], all[1]]);
      expect(await open().list(`${accountId}0`)).toEqual([]);
    });

    it('knows of a post what was saved last', async () => {
      await open().save(accountId, absence('1'));
      const later = absence('1', { state: 'hidden', reason: 'hidden', lookedAt: new Date(1) });
      await open().save(accountId, later);
      expect(await open().list(accountId)).toEqual([later]);
    });

    it('tells whose content is being removed, and how far that is', async () => {
      const removal = { policy: 'purge', state: 'begun', begunAt: at, at } as const;
      const removed = absence('2', { state: 'deleted', removal });
      for (const each of [absence('1'), removed]) await open().save(accountId, each);
      expect(await open().listRemoved(accountId)).toEqual([removed]);
      const done = { ...removed, removal: { ...removal, state: 'done', at: new Date(1) } as const };
      await open().save(accountId, done);
      expect(await open().listRemoved(accountId)).toEqual([done]);
      expect(await open().list(accountId)).toEqual([absence('1'), done]);
      expect(await open().listRemoved(`${accountId}0`)).toEqual([]);
    });

    it('forgets a post that was shown after all, and is not bothered by one it does not know', async () => {
      await open().save(accountId, absence('1'));
      await open().remove(accountId, '1');
      await open().remove(accountId, '1');
      expect(await open().list(accountId)).toEqual([]);
    });
  });
}
