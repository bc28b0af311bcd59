import { FakeClock } from '@testing/domain';

import { Background, repeat } from './background';

const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('Background', () => {
  it('stops the work and waits for its end', async () => {
    const background = new Background();
    const steps: string[] = [];
    background.start(async (signal) => {
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      steps.push('told to stop');
      await settle();
      steps.push('tidied up');
    });
    const stopped = background.stop().then(() => steps.push('stopped'));
    await stopped;
    expect(steps).toEqual(['told to stop', 'tidied up', 'stopped']);
  });

  it('has nothing to stop before it was started', async () => {
    await expect(new Background().stop()).resolves.toBeUndefined();
  });
});

describe('repeat', () => {
  /** Takes turns that end as given, then idle ones, until stopped. */
  function start(...ends: ('busy' | 'idle')[]) {
    const clock = new FakeClock();
    const stop = new AbortController();
    const turns: number[] = [];
    const turn = () => {
      turns.push(clock.now().getTime());
      return Promise.resolve(ends.shift() ?? 'idle');
    };
    const ended = repeat(turn, { restMs: 5000, clock, signal: stop.signal });
    return { clock, stop, turns, ended };
  }

  it('takes one turn after the other while there is something to do', async () => {
    const { turns, stop, ended } = start('busy', 'busy');
    await settle();
    expect(turns).toHaveLength(3);
    stop.abort();
    await ended;
  });

  it('rests when there is nothing, and no longer than told', async () => {
    const { clock, turns, stop, ended } = start();
    await settle();
    clock.advance(4999);
    await settle();
    expect(turns).toHaveLength(1);
    clock.advance(1);
    await settle();
    expect(turns).toHaveLength(2);
    stop.abort();
    await ended;
  });

  it('ends at once when it is stopped while it rests', async () => {
    const { turns, stop, ended } = start();
    await settle();
    stop.abort();
    await expect(ended).resolves.toBeUndefined();
    expect(turns).toHaveLength(1);
  });

  it('does not begin when it was stopped before', async () => {
    const turn = () => Promise.reject(new Error('must not run'));
    const signal = AbortSignal.abort();
    await expect(
      repeat(turn, { restMs: 1, clock: new FakeClock(), signal }),
    ).resolves.toBeUndefined();
  });
});
