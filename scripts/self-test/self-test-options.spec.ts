import { UsageError } from '../local/usage-error';
import { parseSelfTestOptions } from './self-test-options';

describe('the options of npm run self-test', () => {
  it.each([
    [['--account', '@contoso'], { account: '@contoso', follow: 'new' }],
    [['--account', '7', '--newest'], { account: '7', follow: 'newest' }],
    [['--account', '7', '--show'], { account: '7' }],
    [['--help'], undefined],
  ])('are read: %j', (args, options) => {
    expect(parseSelfTestOptions(args)).toEqual(options);
  });

  it.each([
    [[]],
    [['--account']],
    [['--accounts', '7']],
    [['--account', '7', '--show', '--newest']],
  ])('are refused: %j', (args: string[]) => {
    expect(() => parseSelfTestOptions(args)).toThrow(UsageError);
  });
});
