import { type LoginStore, type PendingLogin } from '@app/jobs';
import { type FakeClock } from '@testing/domain';

const MINUTE_MS = 60_000;
let made = 0;

/** What every LoginStore guarantees. `open` opens the same store again, as another process would. */
export function describeLoginStore(
  name: string,
  { clock, open }: { clock: FakeClock; open: () => LoginStore },
): void {
  describe(`${name} is a LoginStore`, () => {
    async function keepOne(differs: Partial<PendingLogin> = {}) {
      const key = `key${++made}`;
      const expiresAt = new Date(clock.now().getTime() + 10 * MINUTE_MS);
      const login = {
        sealedToken: `token ${made}`,
        sealedSecret: 'sealed',
        expiresAt,
        ...differs,
      };
      await open().keep(key, login);
      return { key, login };
    }

    it('gives a login back once', async () => {
      const accepted = { sha256: 'a'.repeat(64), at: clock.now() };
      const { key, login } = await keepOne({ jobId: 'job', accepted });
      await expect(open().take(key)).resolves.toEqual(login);
      await expect(open().take(key)).resolves.toBeUndefined();
    });

    it('gives it to one of many who come at once', async () => {
      const { key } = await keepOne();
      const taken = await Promise.all(Array.from({ length: 8 }, () => open().take(key)));
      expect(taken.filter(Boolean)).toHaveLength(1);
    });

    it('keeps logins apart', async () => {
      const [one, two] = [await keepOne(), await keepOne()];
      await expect(open().take(two.key)).resolves.toEqual(two.login);
      await expect(open().take(one.key)).resolves.toEqual(one.login);
      await expect(open().take('another')).resolves.toBeUndefined();
    });

    it('gives it until its time is over', async () => {
      const [early, late] = [await keepOne(), await keepOne()];
      clock.advance(10 * MINUTE_MS - 1);
      await expect(open().take(early.key)).resolves.toEqual(early.login);
      clock.advance(1);
      await expect(open().take(late.key)).resolves.toBeUndefined();
    });
  });
}
