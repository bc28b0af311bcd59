import { UsageError } from '../local/usage-error';
import { parseMutationOptions } from './mutation-options';

const parse = (...args: string[]) => parseMutationOptions(args, ['a', 'b']);

describe('parseMutationOptions', () => {
  it('takes all parts, those it is told, or a file of one', () => {
    expect(parse()).toEqual({ parts: ['a', 'b'], mutate: undefined });
    expect(parse('b')).toEqual({ parts: ['b'], mutate: undefined });
    expect(parse('b', '--mutate', 'x.ts')).toEqual({ parts: ['b'], mutate: 'x.ts' });
    expect(parse('--help')).toBeUndefined();
  });

  it.each([[['c']], [['--mutate', 'x.ts']], [['a', 'b', '--mutate', 'x.ts']], [['--wrong']]])(
    'refuses %j',
    (args) => {
      expect(() => parse(...args)).toThrow(UsageError);
    },
  );
});
