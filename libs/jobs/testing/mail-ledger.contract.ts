import { type HandledMessage, type MailLedger } from '@app/jobs';

let made = 0;

/** What every MailLedger guarantees. `open` opens the same ledger again, as another process would. */
export function describeMailLedger(name: string, open: () => MailLedger): void {
  describe(`${name} is a MailLedger`, () => {
    const at = new Date('2026-01-02T03:04:05.678Z');
    const later = new Date('2026-01-03T03:04:05.678Z');
    let account: string;
    beforeEach(() => {
      account = String(8000 + made++);
    });
    const delivered = (id: string): HandledMessage => ({ id, state: 'delivered', at });
    const parked = (id: string, reason = 'too large'): HandledMessage => ({
      ...{ id, state: 'parked', at, reason },
    });
    const note = (message: HandledMessage, month = '202503') =>
      open().note(account, month, message);
    const list = async (month = '202503') =>
      (await Array.fromAsync(open().list(account, month))).toSorted((a, b) =>
        a.id < b.id ? -1 : 1,
      );

    it('knows nothing of an account that nothing was delivered of', async () => {
      expect(await open().months(account)).toEqual([]);
      expect(await list()).toEqual([]);
    });

    it('keeps what was delivered and what was put aside, month by month, and counts them', async () => {
      await note(delivered('2.0a.message'), '202504');
      await note(delivered('1.0a.post'));
      await note(parked('1.0b.post'));
      await note(delivered('3.0a.post'));
      expect(await list()).toEqual([
        delivered('1.0a.post'),
        parked('1.0b.post'),
        delivered('3.0a.post'),
      ]);
      expect(await open().months(account)).toEqual([
        { month: '202503', delivered: 2, parked: 1 },
        { month: '202504', delivered: 1, parked: 0 },
      ]);
    });

    it('changes nothing when the same is noted again', async () => {
      await note(delivered('1'));
      await note({ ...delivered('1'), at: later });
      await note(parked('1'));
      expect(await list()).toEqual([delivered('1')]);
      expect(await open().months(account)).toEqual([{ month: '202503', delivered: 1, parked: 0 }]);
    });

    it('lets what was put aside be put aside again, and delivered', async () => {
      await note(parked('1'));
      await note({ ...parked('1', 'refused'), at: later });
      expect(await list()).toEqual([{ ...parked('1', 'refused'), at: later }]);
      expect(await open().months(account)).toMatchObject([{ delivered: 0, parked: 1 }]);
      await note({ ...delivered('1'), at: later });
      expect(await list()).toEqual([{ ...delivered('1'), at: later }]);
      expect(await open().months(account)).toMatchObject([{ delivered: 1, parked: 0 }]);
    });

    it('counts each once when several note at once', async () => {
      const ids = ['1', '2', '3', '1', '2', '3'];
      await Promise.all(ids.map((id) => note(delivered(id))));
      expect(await list()).toEqual(['1', '2', '3'].map(delivered));
      expect(await open().months(account)).toMatchObject([{ delivered: 3, parked: 0 }]);
    });

    it('keeps accounts apart', async () => {
      await note(delivered('1'));
      expect(await open().months(`${account}0`)).toEqual([]);
    });
  });
}
