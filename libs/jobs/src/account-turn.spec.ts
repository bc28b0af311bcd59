import { FakeClock } from '@testing/domain';
import { FakeLeaseStore } from '@testing/jobs';

import { AccountTurn } from './account-turn';
import { ExclusiveWork } from './exclusive-work';

const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('AccountTurn', () => {
  const clock = new FakeClock();
  const leases = new FakeLeaseStore(clock);
  const turn = new AccountTurn(new ExclusiveWork(leases, clock), clock);
  const pass = async (ms: number) => {
    for (let passed = 0; passed < ms; passed += 250) {
      await settle();
      clock.advance(250);
    }
    await settle();
  };

  it('is one at a time for an account', async () => {
    const done: string[] = [];
    const note = (what: string) => {
      done.push(what);
      return done;
    };
    let end: () => void = () => undefined;
    const first = turn.take('7', async () => {
      await new Promise<void>((resolve) => (end = resolve));
      return note('first');
    });
    await settle();
    const second = turn.take('7', () => Promise.resolve(note('second')));
    await turn.take('8', () => Promise.resolve(note('other')));
    await pass(20_000);
    end();
    await pass(500);
    await Promise.all([first, second]);
    expect(done).toEqual(['other', 'first', 'second']);
  });

  it('ends with a failure, and the next begins', async () => {
    const failing = turn.take('7', () => Promise.reject(new Error('no')));
    await expect(failing).rejects.toThrow('no');
    expect(await turn.take('7', () => Promise.resolve({ done: true }))).toEqual({ done: true });
  });

  it('is not kept by who died at it', async () => {
    await leases.acquire('account.7', 'dead', 15);
    const taking = turn.take('7', () => Promise.resolve({ done: true }));
    await pass(16_000);
    expect(await taking).toEqual({ done: true });
  });

  it('is not waited for by who stops', async () => {
    await leases.acquire('account.9', 'busy', 3600);
    const stop = new AbortController();
    const taking = turn.take('9', () => Promise.resolve({ done: true }), stop.signal);
    await settle();
    const reason = new Error('stop');
    stop.abort(reason);
    await expect(taking).rejects.toBe(reason);
  });

  it('is waited for half a minute', async () => {
    await leases.acquire('account.7', 'busy', 3600);
    const never = (): Promise<object> => Promise.reject(new Error('must not run'));
    const refused = turn.take('7', never).catch((error: unknown) => error);
    await pass(31_000);
    expect(await refused).toMatchObject({ code: 'jobs.conflict' });
  });
});
