import { Temporal } from 'temporal-polyfill';

import { swedishHolidaysOf, type SwedishHoliday } from './swedish-holidays.js';

/** A civil day in Sweden, `YYYY-MM-DD`. */
export type CivilDate = string;

/** Which civil days a rule counts: all of them, or Monday to Friday without holidays and eves. */
export type CalendarKind = 'every-calendar-day' | 'weekdays';

/** The times of day (Europe/Stockholm, `HH:MM`) at which something falls due, and the days that have them. */
export interface TimeWindow {
  readonly times: readonly string[];
  readonly calendar: CalendarKind;
}

const ZONE = 'Europe/Stockholm';
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/**
 * What has been worked out about one civil day. `number` counts days from 1970-01-01; `start` and `end` are the first
 * instants of this and of the next civil day, in ms; `instants` holds the windows' times of day, which are few.
 */
interface CivilDay {
  readonly number: number;
  readonly date: CivilDate;
  readonly start: number;
  readonly end: number;
  readonly instants: Map<string, number>;
  isWeekday: boolean | undefined;
}

// Time zone arithmetic costs far more than all else that an admission asks of the calendar, and the same few days are
// asked for again and again. The answers never change, so forgetting them all at the bound is harmless.
const REMEMBERED_DAYS = 1_000;
const REMEMBERED_YEARS = 100;
const daysByNumber = new Map<number, CivilDay>();
const holidaysByYear = new Map<number, ReadonlyMap<string, SwedishHoliday>>();

/**
 * The named public holiday (lag 1989:253) or eve that `date` is. Ordinary Sundays, which the law counts too, are
 * `undefined` here; `isWeekday` knows them.
 */
export function swedishHoliday(date: CivilDate): SwedishHoliday | undefined {
  const year = Number(date.slice(0, -6));
  return remembered(holidaysByYear, REMEMBERED_YEARS, year, swedishHolidaysOf).get(date);
}

/** Monday to Friday, and neither a public holiday nor an eve that is counted as one. */
export function isWeekday(date: CivilDate): boolean {
  return isWeekdayOn(dayNumbered(dayNumberOf(date)));
}

function isWeekdayOn(day: CivilDay): boolean {
  if (day.isWeekday === undefined) {
    const weekday = new Date(day.number * DAY).getUTCDay();
    day.isWeekday = weekday >= 1 && weekday <= 5 && swedishHoliday(day.date) === undefined;
  }
  return day.isWeekday;
}

/** The first weekday after `date`; never `date` itself. */
export function nextWeekday(date: CivilDate): CivilDate {
  let next = dayNumbered(dayNumberOf(date) + 1);
  while (!isWeekdayOn(next)) next = dayNumbered(next.number + 1);
  return next.date;
}

/** The day that is `n` days of the calendar after `date`, which is not counted itself. */
export function addDays(date: CivilDate, n: number, calendar: CalendarKind): CivilDate {
  if (calendar === 'every-calendar-day') return addCivilDays(date, n);
  let day = date;
  for (let counted = 0; counted < n; counted += 1) day = nextWeekday(day);
  return day;
}

/** The civil day on which `instant` falls in Sweden. */
export function civilDateOf(instant: Date): CivilDate {
  return dayOf(instant.getTime()).date;
}

/**
 * The instant at which clocks in Sweden show `time` (`HH:MM`) on `date`. A time that the spring night skips is moved
 * forward by what was skipped; of a time that the autumn night has twice, it is the first.
 * @throws RangeError when `date` or `time` is not well formed.
 */
export function instantOf(date: CivilDate, time: string): Date {
  const day = dayNumbered(dayNumberOf(date));
  if (day.date !== date) throw new RangeError('There is no such day');
  return new Date(instantOn(day, time));
}

/** What clocks in Sweden show at `instant`, `HH:MM`. */
export function clockTimeOf(instant: Date): string {
  const day = dayOf(instant.getTime());
  // Only on the two nights that the clocks are changed is the time of day not what has passed of the day.
  if (day.end - day.start !== DAY) {
    const zoned = Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(ZONE);
    return zoned.toPlainTime().toString({ smallestUnit: 'minute' });
  }
  return new Date(instant.getTime() - day.start).toISOString().slice('1970-01-01T'.length, -':00.000Z'.length);
}

/** The first instant of the next civil day: what is allowed until the end of `date` is late from here on. */
export function endOfCivilDay(date: CivilDate): Date {
  return new Date(dayNumbered(dayNumberOf(date)).end);
}

/** Whether a civil day in Sweden begins at `instant`. */
export function isStartOfCivilDay(instant: Date): boolean {
  return dayOf(instant.getTime()).start === instant.getTime();
}

/** `n` elapsed hours later (earlier when negative), whatever clocks on the wall do meanwhile. [L-ADM-03] */
export function addHours(instant: Date, n: number): Date {
  return new Date(instant.getTime() + n * HOUR);
}

/** Civil days from one day to another, the first not counted; negative when the other is earlier. */
export function civilDaysBetween(from: CivilDate, to: CivilDate): number {
  return dayNumberOf(to) - dayNumberOf(from);
}

/** `n` civil days later (earlier when negative). */
export function addCivilDays(date: CivilDate, n: number): CivilDate {
  return dateNumbered(dayNumberOf(date) + n);
}

/**
 * The instant at which what came at `received` is to be receipted: the first instant strictly after it at which `window`
 * has one of its times. A window thus holds its first instant and not its last: with 09:00 and 13:00, what came at
 * 09:00:00.000 is due at 13:00. Asked about an instant of the window itself it gives the next one, which is when a
 * reminder is repeated. [G-ACK-03, G-ACK-04]
 * @throws RangeError when the window has no times.
 */
export function windowDue(received: Date, window: TimeWindow): Date {
  if (window.times.length === 0) throw new RangeError('A window needs at least one time of day');
  const from = received.getTime();
  for (let day = dayOf(from); ; day = dayNumbered(day.number + 1)) {
    if (window.calendar === 'weekdays' && !isWeekdayOn(day)) continue;
    let next = Infinity;
    for (const time of window.times) {
      const instant = instantOn(day, time);
      if (instant > from && instant < next) next = instant;
    }
    if (next !== Infinity) return new Date(next);
  }
}

const DATE_PATTERN = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;
const TIME_PATTERN = /^(?:[01]\d|2[0-3]):[0-5]\d$/;
const INSTANT_PATTERN =
  /^(\d{4}-\d{2}-\d{2})T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;
const FIRST_INSTANT = Date.parse('0001-01-01T00:00:00Z');
const LAST_INSTANT = Date.parse('9999-12-31T23:59:59.999Z');

/**
 * Reads an ISO 8601 date and time with zone (`2026-11-23T08:15:00+01:00`, `Z`; seconds and their fraction may be left
 * out, digits beyond milliseconds are dropped). `undefined` for everything else: no zone, a day that does not exist,
 * 24:00, second 60, the basic form, a year outside 0001 to 9999.
 */
export function parseInstant(text: string): Date | undefined {
  const date = INSTANT_PATTERN.exec(text)?.[1];
  if (date === undefined || parseCivilDate(date) === undefined) return undefined;
  const time = Date.parse(text);
  return time >= FIRST_INSTANT && time <= LAST_INSTANT ? new Date(time) : undefined;
}

/** Reads `YYYY-MM-DD`; `undefined` for everything else, also for a day that does not exist. */
export function parseCivilDate(text: string): CivilDate | undefined {
  // The engine rolls 30 February over into March instead of refusing it.
  if (!DATE_PATTERN.test(text) || text < '0001') return undefined;
  return dateNumbered(dayNumberOf(text)) === text ? text : undefined;
}

function dayOf(instant: number): CivilDay {
  // Standard time guesses the right day but for one hour of a summer's night.
  let day = dayNumbered(Math.floor((instant + HOUR) / DAY));
  while (instant >= day.end) day = dayNumbered(day.number + 1);
  while (instant < day.start) day = dayNumbered(day.number - 1);
  return day;
}

function dayNumbered(number: number): CivilDay {
  return remembered(daysByNumber, REMEMBERED_DAYS, number, workOutDay);
}

function workOutDay(number: number): CivilDay {
  const date = dateNumbered(number);
  const end = wallClock(dateNumbered(number + 1), '00:00');
  return { number, date, start: wallClock(date, '00:00'), end, instants: new Map(), isWeekday: undefined };
}

function instantOn(day: CivilDay, time: string): number {
  const known = day.instants.get(time);
  if (known !== undefined) return known;
  const instant = wallClock(day.date, time);
  day.instants.set(time, instant);
  return instant;
}

function wallClock(date: CivilDate, time: string): number {
  if (!TIME_PATTERN.test(time)) throw new RangeError('A time of day is written HH:MM');
  return Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(ZONE, { disambiguation: 'compatible' })
    .epochMilliseconds;
}

function dayNumberOf(date: CivilDate): number {
  const time = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(time)) throw new RangeError('A civil date is written YYYY-MM-DD');
  return time / DAY;
}

function dateNumbered(number: number): CivilDate {
  return new Date(number * DAY).toISOString().slice(0, -'T00:00:00.000Z'.length);
}

function remembered<K, V>(known: Map<K, V>, bound: number, key: K, workOut: (key: K) => V): V {
  const found = known.get(key);
  if (found !== undefined) return found;
  const value = workOut(key);
  if (known.size >= bound) known.clear();
  known.set(key, value);
  return value;
}
