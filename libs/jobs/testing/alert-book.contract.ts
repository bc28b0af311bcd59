import { type AlertBook, type KeptAlert } from '@app/jobs';

/** What every AlertBook guarantees; `open` opens the same empty book again, as another process would. */
export function describeAlertBook(name: string, open: () => AlertBook): void {
  describe(`${name} is an AlertBook`, () => {
    const at = new Date('2026-01-02T03:04:05.678Z');
    const anAlert = (more: Partial<KeptAlert> = {}): KeptAlert => ({
      ...{ code: 'gap-opened', subject: '7', since: at, text: 'What "ä"', action: 'Do' },
      ...{ state: 'raised', raisedAt: at, isTold: false },
      ...more,
    });
    afterEach(async () => {
      for (const alert of await open().list()) await open().remove(alert);
    });

    it('keeps alerts as they are now, by code and subject', async () => {
      expect(await open().list()).toEqual([]);
      const told = anAlert({
        subject: 'job/1 #',
        about: 'messages',
        isTold: true,
        heard: ['webhook raised', 'mail raised'],
      });
      const resolved = anAlert({ code: 'silence', state: 'resolved', resolvedAt: at, heard: [] });
      for (const alert of [resolved, anAlert(), told]) await open().put(alert);
      expect(await open().list()).toEqual(expect.arrayContaining([anAlert(), told, resolved]));
      await open().put(anAlert({ isTold: true }));
      expect(await open().list()).toHaveLength(3);
      expect((await open().list())[0]).toEqual(anAlert({ isTold: true }));
    });

    it('forgets what is over, also when it is over already', async () => {
      await open().put(anAlert());
      await open().remove(anAlert());
      await open().remove(anAlert());
      expect(await open().list()).toEqual([]);
    });

    it('remembers the last daily check, which is no alert', async () => {
      expect(await open().lastDaily()).toBeUndefined();
      await open().noteDaily('2026-01-01');
      await open().noteDaily('2026-01-02');
      expect(await open().lastDaily()).toBe('2026-01-02');
      expect(await open().list()).toEqual([]);
    });
  });
}
