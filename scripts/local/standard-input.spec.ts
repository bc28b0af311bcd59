import { keysSchema } from '../connect/connect-account';
import { parseInput } from './standard-input';
import { UsageError } from './usage-error';

describe('what a command reads from standard input', () => {
  const keys = {
    ...{ jobId: 'job', xAppKey: 'a', xAppSecret: 'b', xAccessToken: 'c', xAccessSecret: 'd' },
  };

  it('is JSON of what it needs', () => {
    expect(parseInput(keysSchema, ` ${JSON.stringify(keys)}\n`)).toEqual(keys);
  });

  it.each([
    '',
    'canary',
    '{"jobId":"job","xAppSecret":canary}',
    '{"xAppSecret":"canary",}',
    '{"xAppSecret":{"canary":1},"xAccessToken":["canary"]}',
    '["canary"]',
  ])('is not %j, of which nothing is quoted', (given) => {
    const read = () => parseInput(keysSchema, given);
    expect(read).toThrow(UsageError);
    expect(read).toThrow(/^(?![^]*canary)/);
  });
});
