import fc from 'fast-check';

import { preview } from './preview';

const FAMILY = '👩‍👩‍👧‍👦';

describe('preview', () => {
  it('is the text on one line', () => {
    expect(preview('  One\n\ntwo\t three \u2028')).toBe('One two three');
    expect(preview('')).toBe('');
  });

  it('is as long as 140 signs, and says when there is more', () => {
    expect(preview('a'.repeat(140))).toBe('a'.repeat(140));
    expect(preview('a'.repeat(141))).toBe(`${'a'.repeat(140)}…`);
  });

  it.each([
    ['a family', FAMILY],
    ['a flag', '🇳🇿'],
    ['a skin tone', '👍🏽'],
    ['an accent of its own', 'e\u0301'],
    ['four bytes', '𠮷'],
    ['Devanagari', 'क्षि'],
  ])('counts %s as one sign and never cuts it', (_, sign) => {
    expect(preview(sign.repeat(141))).toBe(`${sign.repeat(140)}…`);
  });

  it('does not grow with a sign made of ever more marks', () => {
    const sign = `e${'\u0301'.repeat(100_000)}`;
    expect(preview(sign).length).toBeLessThan(3000);
    expect(preview(`It is ${sign}`)).toBe('It is …');
    expect(preview('e\u0301'.repeat(140))).toBe('e\u0301'.repeat(140));
  });

  it('is the beginning of the text, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        const line = text.replace(/\s+/g, ' ').trim();
        const shown = preview(text);
        const isCut = shown !== line;
        expect(line.startsWith(isCut ? shown.slice(0, -1) : shown)).toBe(true);
        expect(shown.isWellFormed()).toBe(line.isWellFormed());
      }),
    );
  });
});
