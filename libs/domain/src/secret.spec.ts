import { format, inspect } from 'node:util';

import { Secret } from './secret';

describe('a secret', () => {
  const secret = new Secret('hunter2');

  it('is told to who asks for it', () => {
    expect(secret.reveal()).toBe('hunter2');
  });

  it.each([
    ['text', String(secret)],
    ['JSON', JSON.stringify({ secret, list: [secret] })],
    ['inspect', inspect({ secret }, { depth: 9, showHidden: true })],
    ['format', format('%s %o %j', secret, secret, secret)],
    ['its keys', JSON.stringify([Object.entries(secret), structuredClone(secret)])],
    ['an error', new Error('failed', { cause: secret }).stack ?? ''],
  ])('is not shown as %s', (_, shown) => {
    expect(shown).not.toContain('hunter2');
  });
});
