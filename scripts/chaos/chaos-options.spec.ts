import { UsageError } from '../local/usage-error';
import { parseChaosOptions } from './chaos-options';
import { faultKinds } from './faults';

describe('parseChaosOptions', () => {
  it('runs 500 times over all faults, from the first seed on', () => {
    const all = { kinds: faultKinds, isWhole: true };
    expect(parseChaosOptions([])).toMatchObject({ ...all, seeds: { length: 500, 0: 1, 499: 500 } });
  });

  it('runs one seed alone, or some from a seed on', () => {
    expect(parseChaosOptions(['--seed', '17'])).toMatchObject({ seeds: [17], isWhole: false });
    expect(parseChaosOptions(['--first', '3', '--runs', '2'])).toMatchObject({ seeds: [3, 4] });
  });

  it('keeps results where it is told to, or nowhere', () => {
    expect(parseChaosOptions(['--resume', 'r.jsonl'])).toMatchObject({ resume: 'r.jsonl' });
    expect(parseChaosOptions([])).toMatchObject({ resume: undefined });
  });

  it('takes faults by parts of their names', () => {
    const options = parseChaosOptions(['--faults', 'x-429,vault']);
    const kinds = typeof options === 'object' ? options.kinds.map(({ name }) => name) : [];
    expect(kinds).toEqual(expect.arrayContaining(['x-429', 'vault-down']));
    expect(kinds.every((name) => name.includes('x-429') || name.includes('vault'))).toBe(true);
  });

  it('shows help, or the faults', () => {
    expect(parseChaosOptions(['--help'])).toBeUndefined();
    expect(parseChaosOptions(['--list'])).toBe('list');
  });

  it.each([['--runs', 'many'], ['--seed', '-1'], ['--faults', 'rain'], ['--faults', ','], ['--x']])(
    'refuses %s %s',
    (...args) => {
      expect(() => parseChaosOptions(args)).toThrow(UsageError);
    },
  );
});
