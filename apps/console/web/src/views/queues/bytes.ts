import type { Language } from '../../i18n/texts.js';

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'] as const;
const STEP = 1_000;

/** `12,4 GB`: a size with one decimal, in steps of a thousand. */
export function bytesText(bytes: number, language: Language): string {
  let [value, unit] = [bytes, 0];
  while (value >= STEP && unit < UNITS.length - 1) {
    value /= STEP;
    unit += 1;
  }
  const digits = value < 100 && unit > 0 ? 1 : 0;
  const number = value.toLocaleString(language === 'sv' ? 'sv-SE' : 'en-GB', { maximumFractionDigits: digits });
  return `${number} ${UNITS[unit] ?? ''}`;
}
