import { civilDateOf, clockTimeOf, instantOf, isWeekday } from '../calendar.js';
import type { Both } from '../both.js';
import type { Downtime } from '../directory/directory.js';
import { endOfDowntime } from '../downtime.js';
import { daysLike } from './clock-weeks.js';

const HOUR = 3_600_000;
/** How many days back the counts per hour reach. */
const DAYS_KEPT = 8;
/** Of so many comparable days the middle one is what the unit usually does: no single day makes a habit, or ends one. */
const DAYS_ASKED = 3;

/** When silence is worth a call. */
export interface SilenceRule {
  /** Hours that a unit may be silent, at least two. */
  readonly hours: number;
  /** What it usually does in the whole hours of that time, at the least: messages sent and calls for its inbox. */
  readonly least: number;
}

export const SILENCE: SilenceRule = { hours: 2, least: 3 };

/** The same hours of one comparable day; first instants of hours, as counts are kept. */
export type ComparableHours = readonly Date[];

/** What is known of a unit. */
export interface HeardUnit {
  /** When it last sent something or asked for its inbox; null when it never did. */
  readonly lastHeardAt: Date | null;
  readonly downtime?: readonly Downtime[];
}

/** A unit that is silent although it usually is not. */
export interface Silence {
  /** When it was last heard of. */
  readonly since: Date;
  readonly usual: Both;
}

/**
 * The whole hours of the time up to `now` in which silence counts, on comparable days, the latest day first: an hour of a working
 * day is compared with the same hour of earlier working days, that of a Saturday, Sunday, holiday or eve with earlier such days.
 */
export function comparableHours(now: Date, rule: SilenceRule): ComparableHours[] {
  const earlier = hoursBefore(now, rule).map((hour) => {
    const time = clockTimeOf(hour);
    return daysLike(civilDateOf(hour), DAYS_KEPT).map((day) => instantOf(day, time));
  });
  const days = Math.min(...earlier.map((hours) => hours.length));
  return Array.from({ length: days }, (_, day) => earlier.flatMap((hours) => hours[day] ?? []));
}

/** First instants of the whole hours between `now` less the hours of the rule and `now`. */
function hoursBefore(now: Date, { hours }: SilenceRule): Date[] {
  const first = Math.ceil((now.getTime() - hours * HOUR) / HOUR) * HOUR;
  const count = Math.floor((now.getTime() - first) / HOUR);
  return Array.from({ length: count }, (_, index) => new Date(first + index * HOUR));
}

/**
 * Whether a unit is silent against its own habit, by how often it was heard of in the hours that `comparableHours` gave. Never
 * during planned downtime, nor until it has been over for as long as a unit may be silent; and never a unit that was not heard
 * of yet. Days since the unit fell silent say nothing about its habit: silence does not become one.
 * @param heardIn how often the unit was heard of in the hour that begins then.
 */
export function silenceOf(
  unit: HeardUnit,
  now: Date,
  days: readonly ComparableHours[],
  heardIn: (hour: Date) => number,
  rule: SilenceRule = SILENCE,
): Silence | undefined {
  const { lastHeardAt } = unit;
  const silentFrom = new Date(now.getTime() - rule.hours * HOUR);
  if (lastHeardAt === null || lastHeardAt > silentFrom || wasAway(unit, silentFrom, now)) return undefined;
  const counts = days
    .filter((hours) => hours.every((hour) => hour <= lastHeardAt && endOfDowntime(unit, hour) === undefined))
    .slice(0, DAYS_ASKED)
    .map((hours) => hours.reduce((sum, hour) => sum + heardIn(hour), 0))
    .sort((a, b) => b - a);
  const usual = counts.length < DAYS_ASKED ? counts[0] : counts[1];
  if (usual === undefined || usual < rule.least) return undefined;
  return { since: lastHeardAt, usual: usualText(usual, now, rule) };
}

/** Whether any of the time from one instant to another was planned downtime. */
function wasAway({ downtime = [] }: HeardUnit, from: Date, to: Date): boolean {
  return downtime.some(
    ({ from: begin, to: end }) => Date.parse(begin) <= to.getTime() && Date.parse(end) > from.getTime(),
  );
}

function usualText(count: number, now: Date, rule: SilenceRule): Both {
  const hours = hoursBefore(now, rule);
  const from = clockTimeOf(hours[0] ?? now);
  const to = clockTimeOf(new Date((hours.at(-1) ?? now).getTime() + HOUR));
  const day = isWeekday(civilDateOf(now)) ? { sv: 'en arbetsdag', en: 'on a working day' } : FREE_DAY;
  return {
    sv: `Hör annars av sig omkring ${String(count)} gånger mellan ${from} och ${to} ${day.sv}`,
    en: `Is otherwise heard of about ${String(count)} times between ${from} and ${to} ${day.en}`,
  };
}

const FREE_DAY: Both = { sv: 'en ledig dag', en: 'on a day off' };
