import { type SelfTest, type SelfTests } from '@app/jobs';

/** What every SelfTests guarantees. `open` opens the same store again, as another process would. */
export function describeSelfTests(name: string, open: () => SelfTests): void {
  describe(`${name} keeps SelfTests`, () => {
    const at = new Date('2026-01-02T03:04:05.678Z');
    const begun: SelfTest = {
      accountId: '7',
      startedAt: at,
      startedBy: { kind: 'admin', id: 'ada-id', name: 'Ädä' },
      follow: 'new',
      shown: ['1896493297824694272', '2'],
    };

    it('has none before one is begun', async () => {
      expect(await open().find('nobody')).toBeUndefined();
    });

    it('keeps one of each account, the last', async () => {
      const refusal = { code: 'twitter.unauthorized', message: 'X refuses the keys.' };
      const ended: SelfTest = { ...begun, shown: [], refusal, end: { at, passed: false } };
      const other: SelfTest = { ...begun, accountId: '8', startedBy: { kind: 'operator' } };
      await open().save(ended);
      await open().save(other);
      expect(await open().find('7')).toEqual(ended);
      await open().save(begun);
      expect(await open().find('7')).toEqual(begun);
      expect(await open().find('8')).toEqual(other);
    });
  });
}
