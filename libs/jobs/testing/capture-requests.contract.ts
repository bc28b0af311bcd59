import { type CaptureRequests } from '@app/jobs';

let made = 0;

/** What every CaptureRequests guarantees. `open` opens the same store again, as another process would. */
export function describeCaptureRequests(name: string, open: () => CaptureRequests): void {
  describe(`${name} keeps CaptureRequests`, () => {
    const requestedAt = new Date('2026-01-02T03:04:05.678Z');
    const later = new Date('2026-01-02T03:04:05.679Z');
    const aRequest = () => ({ accountId: String(++made), requestedAt });
    const listed = async (accountId: string) =>
      (await open().list()).filter((each) => each.accountId === accountId);

    it('has none before one is made', async () => {
      const { accountId } = aRequest();
      expect(await open().find(accountId)).toBeUndefined();
      expect(await listed(accountId)).toEqual([]);
    });

    it('keeps each account’s request until it is removed', async () => {
      const [one, other] = [aRequest(), aRequest()];
      await Promise.all([open().ask(one), open().ask(other)]);
      expect(await open().find(one.accountId)).toEqual(one);
      expect(await listed(one.accountId)).toEqual([one]);
      await open().remove(one);
      expect(await open().find(one.accountId)).toBeUndefined();
      expect(await listed(one.accountId)).toEqual([]);
      expect(await listed(other.accountId)).toEqual([other]);
    });

    it('may be told twice that a request was served', async () => {
      const request = aRequest();
      await open().ask(request);
      await Promise.all([open().remove(request), open().remove(request)]);
      await open().remove(request);
      expect(await open().find(request.accountId)).toBeUndefined();
    });

    it('keeps a request that was made while an older one was served', async () => {
      const first = aRequest();
      const second = { ...first, requestedAt: later };
      await open().ask(first);
      await open().ask(second);
      expect(await listed(first.accountId)).toEqual([second]);
      await open().remove(first);
      expect(await open().find(first.accountId)).toEqual(second);
    });
  });
}
