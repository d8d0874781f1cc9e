import { instantOf, parseCivilDate, parseInstant } from '#domain/calendar.js';
import type { Address, Patient } from '#domain/message.js';
import type { PaperLanguage } from './paper.js';

/** How dates and times stand on paper, in Swedish civil time. */
export interface PaperDates {
  /** A day, or an instant with its time, as it was written; what is neither stands as it is. */
  when(text: string): string;
  /** An instant with its time. */
  at(instant: Date): string;
  /** The day of an instant, without its name. */
  day(instant: Date): string;
  /** The same of a day or an instant, as it was written; what is neither stands as it is. */
  dayIn(text: string): string;
}

const DAY: Intl.DateTimeFormatOptions = {
  timeZone: 'Europe/Stockholm',
  ...{ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
};
const SHORT_DAY: Intl.DateTimeFormatOptions = {
  timeZone: 'Europe/Stockholm',
  ...{ day: 'numeric', month: 'long', year: 'numeric' },
};
const TIME: Intl.DateTimeFormatOptions = {
  timeZone: 'Europe/Stockholm',
  ...{ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
};
const LANGUAGES = {
  sv: { locale: 'sv-SE', clock: 'kl.', hourMark: '.' },
  en: { locale: 'en-GB', clock: 'at', hourMark: ':' },
} as const satisfies Readonly<Record<PaperLanguage, { locale: string; clock: string; hourMark: string }>>;

/** The language as documents name it. */
export function localeOf(language: PaperLanguage): string {
  return LANGUAGES[language].locale;
}

export function datesIn(language: PaperLanguage): PaperDates {
  const { locale, clock, hourMark } = LANGUAGES[language];
  const day = new Intl.DateTimeFormat(locale, DAY);
  const short = new Intl.DateTimeFormat(locale, SHORT_DAY);
  const time = new Intl.DateTimeFormat(locale, TIME);
  const at = (instant: Date) => `${day.format(instant)} ${clock} ${time.format(instant).replace(':', hourMark)}`;
  const when = (text: string) => {
    const instant = parseInstant(text);
    if (instant !== undefined) return at(instant);
    const date = parseCivilDate(text);
    return date === undefined ? text : day.format(instantOf(date, '12:00'));
  };
  const dayIn = (text: string) => {
    const date = parseCivilDate(text);
    const instant = date === undefined ? parseInstant(text) : instantOf(date, '12:00');
    return instant === undefined ? text : short.format(instant);
  };
  return { at, when, day: (instant) => short.format(instant), dayIn };
}

/** Identity numbers of twelve digits with the hyphen that people know. */
export function identityOf({ id, idType }: Pick<Patient, 'id' | 'idType'>): string {
  return idType === 'reservnummer' ? id : `${id.slice(0, 8)}-${id.slice(8)}`;
}

/** An address as it is written on an envelope. */
export function addressLines({ line, postalCode, city }: Address): string[] {
  const town = [postalCode?.replace(/^(\d{3})(\d{2})$/u, '$1 $2'), city].filter((part) => part !== undefined);
  return [...line, town.join(' ')].filter((one) => one.trim() !== '');
}

/** What a code is called; a code without a word of its own stands as it is. */
export function wordFor(words: Readonly<Record<string, string>>, code: string): string {
  return Object.hasOwn(words, code) ? (words[code] ?? code) : code;
}
