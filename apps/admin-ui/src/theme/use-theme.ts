import { useEffect, useState, useSyncExternalStore } from 'react';

import { isDark, keepThemeChoice, readThemeChoice, type ThemeChoice } from './theme-choice';

const darkSystem = window.matchMedia('(prefers-color-scheme: dark)');

function onSystemChange(tell: () => void): () => void {
  darkSystem.addEventListener('change', tell);
  return () => darkSystem.removeEventListener('change', tell);
}

export interface ThemeState {
  choice: ThemeChoice;
  isDark: boolean;
  choose(choice: ThemeChoice): void;
}

/** The theme in use, and how to change it; the browser's own controls follow it. */
export function useTheme(): ThemeState {
  const [choice, setChoice] = useState(() => readThemeChoice(localStorage));
  const systemIsDark = useSyncExternalStore(onSystemChange, () => darkSystem.matches);
  const dark = isDark(choice, systemIsDark);
  useEffect(() => {
    document.documentElement.style.colorScheme = dark ? 'dark' : 'light';
  }, [dark]);
  const choose = (next: ThemeChoice) => {
    keepThemeChoice(localStorage, next);
    setChoice(next);
  };
  return { choice, isDark: dark, choose };
}
