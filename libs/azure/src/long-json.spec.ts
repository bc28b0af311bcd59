import { joinJson, splitJson } from './long-json';

describe('splitJson', () => {
  it.each([0, 1, 31_999, 32_000, 32_001, 64_000, 90_000])(
    'keeps a text of %i units in parts that fit',
    (length) => {
      const text = 'x'.repeat(length);
      const parts = splitJson('name', text);
      expect(Object.values(parts).every((part) => part.length <= 32_000)).toBe(true);
      expect(joinJson('name', parts)).toBe(text);
    },
  );

  it.each([0, 1])('cuts no sign of two units in two, whatever stands before it: %i', (before) => {
    const text = 'x'.repeat(before) + '🙂'.repeat(50_000);
    const parts = splitJson('name', text);
    expect(Object.values(parts).every((part) => part.isWellFormed())).toBe(true);
    expect(joinJson('name', parts)).toBe(text);
  });

  it('holds signs of one byte, whatever is in it, halves of signs too', () => {
    const value = { Grüße: ['🙂', '\ud83d', null, 1, { of: '\u2028\u0000' }] };
    const parts = splitJson('name', value);
    expect(Object.values(parts).join('')).toMatch(/^[\0-\x7f]+$/);
    expect(joinJson('name', parts)).toEqual(value);
  });

  it('is not there in a row without', () => {
    expect(joinJson('name', { name2: '1' })).toBeUndefined();
  });
});
