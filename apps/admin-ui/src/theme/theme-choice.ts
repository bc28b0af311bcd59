export const themeChoices = ['system', 'light', 'dark'] as const;
export type ThemeChoice = (typeof themeChoices)[number];

const KEY = 'theme';

/** What was chosen in this browser before; whatever else is kept there counts as no choice. */
export function readThemeChoice(storage: Pick<Storage, 'getItem'>): ThemeChoice {
  const kept = storage.getItem(KEY);
  return themeChoices.find((choice) => choice === kept) ?? 'system';
}

export function keepThemeChoice(
  storage: Pick<Storage, 'setItem' | 'removeItem'>,
  choice: ThemeChoice,
): void {
  if (choice === 'system') storage.removeItem(KEY);
  else storage.setItem(KEY, choice);
}

export function isDark(choice: ThemeChoice, systemIsDark: boolean): boolean {
  return choice === 'system' ? systemIsDark : choice === 'dark';
}
