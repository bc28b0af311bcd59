import { joinText, splitText } from './long-text';

describe('splitText', () => {
  it.each([0, 1, 31_999, 32_000, 32_001, 64_000, 90_000])(
    'keeps a text of %i units in parts that fit',
    (length) => {
      const text = 'x'.repeat(length);
      const parts = splitText('name', text);
      expect(Object.values(parts).every((part) => part.length <= 32_000)).toBe(true);
      expect(joinText('name', parts)).toBe(text);
    },
  );

  it.each([0, 1])('cuts no sign of two units in two, whatever stands before it: %i', (before) => {
    const text = 'x'.repeat(before) + '🙂'.repeat(50_000);
    const parts = splitText('name', text);
    expect(Object.values(parts).every((part) => part.isWellFormed())).toBe(true);
    expect(joinText('name', parts)).toBe(text);
  });
});
