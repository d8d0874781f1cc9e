import { addCivilDays, civilDateOf, clockTimeOf, instantOf, isWeekday, swedishHoliday } from '../calendar.js';
import type { CivilDate } from '../calendar.js';
import type { Both } from '../both.js';

const MINUTE = 60_000;

/** What clocks in Sweden showed one week earlier: the same time of day, also when they were changed since. */
export function weekBefore(instant: Date): Date {
  const date = addCivilDays(civilDateOf(instant), -7);
  return new Date(instantOf(date, clockTimeOf(instant)).getTime() + (instant.getTime() % MINUTE));
}

/** The latest days before `date` that are of its sort, working days or free ones, the latest first. */
export function daysLike(date: CivilDate, within: number): CivilDate[] {
  const isWorking = isWeekday(date);
  return Array.from({ length: within }, (_, index) => addCivilDays(date, -1 - index)).filter(
    (day) => isWeekday(day) === isWorking,
  );
}

/** What a civil day is called in English, by its Swedish name. */
const ENGLISH: Readonly<Record<string, string>> = {
  nyårsdagen: "New Year's Day",
  'trettondedag jul': 'Epiphany',
  långfredagen: 'Good Friday',
  påskdagen: 'Easter Sunday',
  'annandag påsk': 'Easter Monday',
  'första maj': 'May Day',
  'Kristi himmelsfärdsdag': 'Ascension Day',
  pingstdagen: 'Whit Sunday',
  'Sveriges nationaldag': 'National Day of Sweden',
  midsommardagen: 'Midsummer Day',
  'alla helgons dag': "All Saints' Day",
  juldagen: 'Christmas Day',
  'annandag jul': 'Boxing Day',
  påskafton: 'Easter Eve',
  pingstafton: 'Whitsun Eve',
  midsommarafton: 'Midsummer Eve',
  julafton: 'Christmas Eve',
  nyårsafton: "New Year's Eve",
};

/** A civil day in Sweden, and what it is to those who work on it. */
export interface CivilDayView {
  readonly date: CivilDate;
  readonly isWorkingDay: boolean;
  /** Name of the holiday or eve; null on other days, Sundays too. */
  readonly name: Both | null;
}

/** The civil day in Sweden at an instant, and the holiday or eve that it is. */
export function civilDayAt(now: Date): CivilDayView {
  const date = civilDateOf(now);
  const sv = swedishHoliday(date)?.name;
  const name = sv === undefined ? null : { sv, en: ENGLISH[sv] ?? sv };
  return { date, isWorkingDay: isWeekday(date), name };
}
