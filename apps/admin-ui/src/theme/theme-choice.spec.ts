import { isDark, keepThemeChoice, readThemeChoice, themeChoices } from './theme-choice';

function aStorage(kept?: string) {
  const values = new Map(kept === undefined ? [] : [['theme', kept]]);
  return {
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
    removeItem: (key: string) => void values.delete(key),
  };
}

it.each(themeChoices)('%s is remembered', (choice) => {
  const storage = aStorage('dark');
  keepThemeChoice(storage, choice);
  expect(readThemeChoice(storage)).toBe(choice);
});

it.each([undefined, '', 'purple', '{"a":1}'])('%j is no choice', (kept) => {
  expect(readThemeChoice(aStorage(kept))).toBe('system');
});

it.each([
  ['system', true, true],
  ['system', false, false],
  ['light', true, false],
  ['dark', false, true],
] as const)('%s on a system that is dark: %s → dark: %s', (choice, system, expected) => {
  expect(isDark(choice, system)).toBe(expected);
});
