import { AppError, countedOnly, type ImportReport } from '@app/domain';
import { type ImportStore, type SuppliedImport } from '@app/imports';

import { anImport } from './supplied-import.builder';

let accounts = 5000;

/** What every ImportStore guarantees. `open` opens the same store again, as another process would. */
export function describeImportStore(name: string, open: () => ImportStore): void {
  describe(`${name} is an ImportStore`, () => {
    let accountId: string;
    beforeEach(() => {
      accountId = String(accounts++);
    });
    const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, second));
    const counts = {
      ...{ entries: 5, added: 1, known: 2, ofApi: 2 },
      ...{ filesAdded: 1, filesKnown: 0, filesMissing: 0 },
    };
    const report = (): ImportReport => ({
      ...{ ...counts, accountId, username: 'contoso', generatedAt: at(0), problems: 1 },
      messages: { ...counts, isOn: true, withoutId: 1 },
      likes: countedOnly(4),
      period: { from: '1', to: '9' },
      closedGaps: [{ from: '1', to: '5' }],
    });
    const added = async (differs: Partial<SuppliedImport> = {}) => {
      const one = anImport({ accountId, ...differs });
      await open().add(one);
      return one;
    };
    const pending = async () =>
      (await open().listPending()).filter((each) => each.accountId === accountId);

    it('knows nothing of an import that was never added', async () => {
      const one = anImport({ accountId });
      expect(await open().find(one)).toBeUndefined();
      expect(await open().list(accountId)).toEqual([]);
      await expect(open().change(one, (known) => known)).rejects.toMatchObject({
        code: 'import.unknown',
      });
    });

    it('keeps all that is known of one, and sizes beyond 32 bits', async () => {
      const small = await added();
      const full = await added({
        ...{ state: 'failed', bytes: 300 * 1024 ** 3, attempts: 3, report: report() },
        ...{ queuedAt: at(1), endedAt: at(2), notBefore: at(3), zipUntil: at(4) },
        progress: {
          ...{ ...counts, announced: 9 },
          byKind: { posts: counts, messages: counts, likes: { ...counts, entries: 0 } },
        },
        failure: { code: 'import.unsafe_archive', message: 'no' },
      });
      expect(await open().find(small)).toEqual(small);
      expect(await open().find(full)).toEqual(full);
    });

    it('lists those of an account, the newest first', async () => {
      const [old, middle, young] = [
        await added({ createdAt: at(1) }),
        await added({ createdAt: at(2) }),
        await added({ createdAt: at(3) }),
      ];
      await added({ accountId: `${accountId}0` });
      expect(await open().list(accountId)).toEqual([young, middle, old]);
    });

    it('lists those that a worker has something to do with, the oldest first', async () => {
      await added({ state: 'done' });
      await added({ state: 'cancelled' });
      const kept = await added({ state: 'failed', zipUntil: at(9), createdAt: at(3) });
      const running = await added({ state: 'running', createdAt: at(2) });
      const waiting = await added({ state: 'waiting', createdAt: at(1) });
      const uploading = await added({ createdAt: at(0) });
      expect(await pending()).toEqual([uploading, waiting, running, kept]);
      await open().change(kept, ({ zipUntil: _, ...rest }) => rest);
      await open().change(running, (known) => ({ ...known, state: 'done' }));
      expect(await pending()).toEqual([uploading, waiting]);
    });

    it('loses no change of several at once', async () => {
      const one = await added();
      const changes = Array.from({ length: 4 }, () =>
        open().change(one, (known) => ({ ...known, attempts: known.attempts + 1 })),
      );
      await Promise.all(changes);
      expect(await open().find(one)).toEqual({ ...one, attempts: 4 });
    });

    it('leaves one as it is when a change is refused, or changes nothing', async () => {
      const one = await added();
      const refused = new AppError('import.ended', 'no');
      const refuse = () => {
        throw refused;
      };
      await expect(open().change(one, refuse)).rejects.toBe(refused);
      expect(await open().change(one, (known) => known)).toEqual(one);
      expect(await open().find(one)).toEqual(one);
    });
  });
}
