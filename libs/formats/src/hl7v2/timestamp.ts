import { addCivilDays, civilDateOf, endOfCivilDay, instantOf, parseCivilDate, parseInstant } from '#domain/calendar.js';

const TIMESTAMP = /^(\d{4})(?:(\d{2})(?:(\d{2})(?:(\d{2})(?:(\d{2})(?:(\d{2})(?:\.(\d{1,9}))?)?)?)?)?)?([+-]\d{4}|Z)?$/;
const ISO = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(?:Z|([+-])(\d{2}):(\d{2}))$/;
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/**
 * An HL7 timestamp (`YYYYMMDD[HH[MM[SS[.S+]]]][+/-ZZZZ]`) as an ISO instant with the zone it was written in; without zone
 * it is Swedish civil time, of a doubled hour the first. A day without time of day is its first instant. `+0000` is `Z`.
 * `undefined` when it is not well formed or does not say the day.
 */
export function instantOfHl7(text: string): string | undefined {
  const match = TIMESTAMP.exec(text);
  const date = match === null ? undefined : civilDate(match);
  if (match === null || date === undefined) return undefined;
  const [hour = '00', minute = '00', second = '00'] = [match[4], match[5], match[6]];
  const time = `${hour}:${minute}`;
  if (hour > '23' || minute > '59' || second > '59') return undefined;
  const fraction = match[7] === undefined ? '' : `.${match[7]}`;
  const instant = `${date}T${time}:${second}${fraction}${isoZone(match[8]) ?? swedishZone(date, time)}`;
  return parseInstant(instant) === undefined ? undefined : instant;
}

/** The same, but a timestamp without time of day stays a civil day, `YYYY-MM-DD`. */
export function dateOrInstantOfHl7(text: string): string | undefined {
  const match = TIMESTAMP.exec(text);
  if (match === null) return undefined;
  return match[4] === undefined ? civilDate(match) : instantOfHl7(text);
}

/** A civil day or an ISO instant as HL7 writes it, zone and precision kept; empty for anything else. */
export function hl7OfIso(text: string): string {
  if (parseCivilDate(text) !== undefined) return text.replaceAll('-', '');
  const match = ISO.exec(text);
  if (match === null) return '';
  const [, year, month, day, hour, minute, second = '00', fraction, sign = '+', zoneHour = '00', zoneMinute = '00'] =
    match;
  const decimals = fraction === undefined ? '' : `.${fraction}`;
  return [year, month, day, hour, minute, second, decimals, sign, zoneHour, zoneMinute].join('');
}

/** An instant as HL7 writes it in Swedish civil time, to the second. */
export function hl7OfInstant(instant: Date): string {
  const second = Math.floor(instant.getTime() / 1000) * 1000;
  const offset = swedishOffset(new Date(second));
  const wall = new Date(second + offset * MINUTE).toISOString().slice(0, 19);
  return wall.replace(/[-:T]/g, '') + zoneText(offset, '');
}

function civilDate(match: RegExpExecArray): string | undefined {
  const [, year, month, day] = match;
  return month === undefined || day === undefined ? undefined : parseCivilDate(`${year ?? ''}-${month}-${day}`);
}

function isoZone(zone: string | undefined): string | undefined {
  if (zone === undefined) return undefined;
  return zone === 'Z' || zone === '+0000' ? 'Z' : `${zone.slice(0, 3)}:${zone.slice(3)}`;
}

/** The offset with which this wall-clock time names the instant that the calendar gives it. */
function swedishZone(date: string, time: string): string {
  const offset = wholeDayOffset(date) ?? (Date.parse(`${date}T${time}:00Z`) - instantOf(date, time).getTime()) / MINUTE;
  return zoneText(offset, ':');
}

/** Minutes that Swedish civil time is ahead of UTC at an instant. */
function swedishOffset(instant: Date): number {
  const constant = wholeDayOffset(civilDateOf(instant));
  if (constant !== undefined) return constant;
  const minute = instant.getTime() - (instant.getTime() % MINUTE);
  const summer = new Date(minute + 120 * MINUTE).toISOString();
  return instantOf(summer.slice(0, 10), summer.slice(11, 16)).getTime() === minute ? 120 : 60;
}

/** The offset in minutes on a day that has one: the calendar remembers days, so this is cheap on all but two days a year. */
function wholeDayOffset(date: string): number | undefined {
  const start = endOfCivilDay(addCivilDays(date, -1)).getTime();
  if (endOfCivilDay(date).getTime() - start !== DAY) return undefined;
  return (Date.parse(`${date}T00:00:00Z`) - start) / MINUTE;
}

function zoneText(offset: number, colon: string): string {
  const minutes = Math.abs(Math.round(offset));
  const digits = [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0'));
  return (offset < 0 ? '-' : '+') + digits.join(colon);
}
