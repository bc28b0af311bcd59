import { type Absence, type AbsenceBook } from '@app/archive';

const at = new Date('2026-01-01T00:00:00.123Z');
const absence = (postId: string, differs: Partial<Absence> = {}): Absence => ({
  ...{ postId, state: 'suspected', reason: 'deleted', detail: 'Could not find “it” 🙂' },
  ...{ shownAt: at, missedAt: at, lookedAt: at },
  ...differs,
});
const withoutRevision = ({ revision: _, ...noted }: Absence) => noted;

let accounts = 12_000;

/** What every AbsenceBook guarantees. `open` opens the same book again, as another process would. */
export function describeAbsenceBook(name: string, open: () => AbsenceBook): void {
  describe(`${name} is an AbsenceBook`, () => {
    let accountId: string;
    beforeEach(() => (accountId = String(accounts++)));
    const save = (one: Absence) => open().save(accountId, one);
    const list = async () => (await open().list(accountId)).map(withoutRevision);
    const listRemoved = async () => (await open().listRemoved(accountId)).map(withoutRevision);

    it('gives back what is missing, by id', async () => {
      const all = [absence('20'), absence('1900000000000000001'), absence('9')];
      for (const each of all) await save(each);
      expect(await list()).toEqual([all[2], all[0], all[1]]);
      expect(await open().list(`${accountId}0`)).toEqual([]);
    });

    it('knows of a post what was saved last', async () => {
      const { revision } = await save(absence('1'));
      const later = absence('1', { state: 'hidden', reason: 'hidden', lookedAt: new Date(1) });
      const saved = await save({ ...later, revision });
      expect(await open().list(accountId)).toEqual([saved]);
      expect(await list()).toEqual([later]);
    });

    it('refuses who has not seen what was saved, or removed, meanwhile', async () => {
      const old = await save(absence('1'));
      const now = await save({ ...old, state: 'hidden' });
      for (const late of [absence('1'), old]) {
        await expect(save(late)).rejects.toMatchObject({ code: 'archive.conflict' });
      }
      await expect(open().remove(accountId, old)).rejects.toMatchObject({
        code: 'archive.conflict',
      });
      expect(await open().list(accountId)).toEqual([now]);
      await open().remove(accountId, now);
      await expect(save(now)).rejects.toMatchObject({ code: 'archive.conflict' });
      expect(await list()).toEqual([]);
    });

    it('tells whose content is being removed, and how far that is', async () => {
      const removal = { policy: 'purge', state: 'begun', begunAt: at, at } as const;
      const removed = absence('2', { state: 'deleted', removal });
      await save(absence('1'));
      const { revision } = await save(removed);
      expect(await listRemoved()).toEqual([removed]);
      const done = { ...removed, removal: { ...removal, state: 'done', at: new Date(1) } as const };
      await save({ ...done, revision });
      expect(await listRemoved()).toEqual([done]);
      expect(await list()).toEqual([absence('1'), done]);
      expect(await open().listRemoved(`${accountId}0`)).toEqual([]);
    });

    it('forgets a post that was shown after all, and is not bothered by one it does not know', async () => {
      const saved = await save(absence('1'));
      await open().remove(accountId, saved);
      await open().remove(accountId, saved);
      expect(await list()).toEqual([]);
    });
  });
}
