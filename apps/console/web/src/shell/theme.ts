import { useEffect, useState } from 'react';

const KEPT_UNDER = 'hemgang-theme';
const DARK = '(prefers-color-scheme: dark)';

export type Theme = 'light' | 'dark';

/** Light or dark: as this browser was told, else as the machine is set. */
export function useTheme(): [Theme, (theme: Theme) => void] {
  const [theme, setTheme] = useState<Theme>(() => {
    const kept = localStorage.getItem(KEPT_UNDER);
    return kept === 'dark' || (kept === null && matchMedia(DARK).matches) ? 'dark' : 'light';
  });
  useEffect(() => {
    document.documentElement.dataset['theme'] = theme;
  }, [theme]);
  return [
    theme,
    (chosen) => {
      localStorage.setItem(KEPT_UNDER, chosen);
      setTheme(chosen);
    },
  ];
}
