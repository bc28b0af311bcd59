import fc from 'fast-check';

import { headerText } from './header-text';

describe('headerText', () => {
  it.each([
    [' one\r\n two\t', 'one two'],
    ['a\0b\x7fc\x85d', 'a\ufffdb\ufffdc\ufffdd'],
    ['half \ud83d', 'half \ufffd'],
    ['12345678901', '1234567890…'],
  ])('makes of %j %j', (text, header) => {
    expect(headerText(text, 10)).toBe(header);
  });

  it('lets nothing pass for an encoded word', () => {
    expect(headerText('=?utf-8?Q?=48?=', 99)).toBe('=\u2060?utf-8?Q?=48?=');
    expect(headerText('==??', 99)).not.toContain('=?');
  });

  it('never breaks a line', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(headerText(text, 300)).not.toMatch(/[\r\n\u2028\u2029]/);
      }),
    );
  });
});
