import type { Both } from '../both.js';
import { civilDateOf, instantOf, isStartOfCivilDay, parseCivilDate, parseInstant } from '../calendar.js';
import { isLate } from '../deadline/deadline.js';
import type { DeadlineRule } from '../profile/profile.js';
import { plain } from './names.js';
import { say } from './say.js';

const FORMAT: Intl.DateTimeFormatOptions = {
  timeZone: 'Europe/Stockholm',
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
};
const FORMATS = { sv: new Intl.DateTimeFormat('sv-SE', FORMAT), en: new Intl.DateTimeFormat('en-GB', FORMAT) };

/** An instant as it is said in Sweden: weekday, day, time, and the year where it is another than `now`'s. */
export function moment(instant: Date, now: Date): Both {
  return say('time-day-and-hour', partsOf(instant, now));
}

/** Until when something may be done: a time, or the end of a day where its rule counts days. */
export function dueMoment(due: Date, rule: DeadlineRule | undefined, now: Date): Both {
  const isEndOfDay = rule !== undefined && isStartOfCivilDay(due) && isLate({ ...rule, strict: false }, due, due);
  return isEndOfDay ? say('time-end-of-day', partsOf(new Date(due.getTime() - 1), now)) : moment(due, now);
}

/** A date, or an instant with zone, as a sender wrote it. */
export function momentOf(text: string, now: Date): Both {
  const instant = parseInstant(text);
  if (instant !== undefined) return moment(instant, now);
  const date = parseCivilDate(text);
  return date === undefined ? plain(text) : say('time-day', partsOf(instantOf(date, '12:00'), now));
}

function partsOf(instant: Date, now: Date): Record<'weekday' | 'day' | 'month' | 'hour', Both> {
  const { weekday, day, month, year, hour } = bothOf(instant);
  const isThisYear = civilDateOf(instant).slice(0, 4) === civilDateOf(now).slice(0, 4);
  return { weekday, day, month: isThisYear ? month : say('time-of-year', { month, year }), hour };
}

function bothOf(instant: Date): Record<'weekday' | 'day' | 'month' | 'year' | 'hour', Both> {
  const [sv, en] = [FORMATS.sv, FORMATS.en].map((format) => {
    const parts = new Map(format.formatToParts(instant).map(({ type, value }) => [type, value]));
    return (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? '';
  });
  const part = (type: Intl.DateTimeFormatPartTypes): Both => ({ sv: sv?.(type) ?? '', en: en?.(type) ?? '' });
  return {
    weekday: part('weekday'),
    day: part('day'),
    month: part('month'),
    year: part('year'),
    hour: plain(`${part('hour').sv}:${part('minute').sv}`),
  };
}
