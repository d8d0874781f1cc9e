import type { Both } from '#domain/both.js';
import { parseCivilDate } from '#domain/calendar.js';
import type { CalendarKind } from '#domain/plan/sight/calendar.js';
import { colourName } from './colour-name.js';
import { foldedLine, textValue } from './content-line.js';

/** Media type of a calendar, and the ending of its file. */
export const ICALENDAR_TYPE = 'text/calendar; charset=utf-8';

/** What the entries of a calendar are called. */
const CALENDAR_KIND_NAMES: Readonly<Record<CalendarKind, Both>> = {
  sip: { sv: 'SIP-möte', en: 'SIP meeting' },
  uppfoljning: { sv: 'Uppföljning av SIP', en: 'Follow-up of a SIP' },
  aktorsmote: { sv: 'Aktörsmöte', en: "Actors' meeting" },
  'planerad-uppfoljning': { sv: 'Planerad uppföljning av SIP', en: 'Planned follow-up of a SIP' },
  paminnelse: { sv: 'Påminnelse: kalla till uppföljning', en: 'Reminder: call to the follow-up' },
};

const CALLED_OFF: Both = { sv: 'Inställt', en: 'Called off' };
const PLAN: Both = { sv: 'plan', en: 'plan' };

/** Something in the calendar of a unit. It holds nothing of the person: no name, no identity, no place, no agenda. */
export interface CalendarEntry {
  /** The same whenever the same thing is told again, and unlike that of any other entry; of a meeting the hub's id of its call. */
  readonly id: string;
  readonly kind: CalendarKind;
  /** An instant (ISO 8601 with zone), or a civil day in Sweden: then it takes the whole day. */
  readonly start: string;
  /** How long it lasts; an hour where nobody has said. */
  readonly minutes?: number | undefined;
  /** The hub's id of the plan. */
  readonly plan: string;
  /** Names of the units that take part. */
  readonly units: readonly string[];
  /** The colour code of its kind, such as `#1f6feb`. */
  readonly colour?: string | undefined;
  readonly calledOff?: boolean | undefined;
  /** Instant at which it was told last, ISO 8601. */
  readonly changedAt: string;
  /** How often it has been changed. */
  readonly sequence?: number | undefined;
  /** Advice to who calls, without anything of the person. */
  readonly note?: string | undefined;
}

export interface CalendarOptions {
  /** Whose calendar it is. */
  readonly unit: { readonly hsaId: string; readonly name: string };
  readonly now: Date;
  readonly language?: 'sv' | 'en' | undefined;
}

/** Longest entry: a meeting of a week is a mistake. */
const MOST_MINUTES = 7 * 24 * 60;
const USUAL_MINUTES = 60;
/** Dates of iCalendar have four digits for the year. */
const LAST_INSTANT = Date.parse('9999-12-31T23:59:59Z');

/** What a plan is called where nothing of the person may stand: the end of its id, in which plans made at the same time differ. */
export function shortPlanId(plan: string): string {
  return plan.slice(-8);
}

/**
 * The calendar of a unit as iCalendar (RFC 5545; colours by RFC 7986): times in UTC, whole days as dates, the same UID for the same
 * entry whenever it is asked for. What was called off stays in it as cancelled, so that calendars that have it take it out.
 */
export function icalendarOf(
  entries: readonly CalendarEntry[],
  { unit, now, language = 'sv' }: CalendarOptions,
): string {
  const name = textValue(`SIP · ${unit.name}`);
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    `PRODID:-//Hemgång//Hemgång//${language.toUpperCase()}`,
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `UID:${textValue(`calendar-${unit.hsaId}@hemgang`)}`,
    `NAME;LANGUAGE=${language}:${name}`,
    `X-WR-CALNAME:${name}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT15M',
    'X-PUBLISHED-TTL:PT15M',
    ...entries.flatMap((entry) => eventOf(entry, now, language)),
    'END:VCALENDAR',
  ];
  return lines.map(foldedLine).join('');
}

function eventOf(entry: CalendarEntry, now: Date, language: 'sv' | 'en'): string[] {
  const { id, kind, colour, calledOff = false, changedAt, sequence = 0, note } = entry;
  const kindName = CALENDAR_KIND_NAMES[kind][language];
  const isMeeting = kind === 'sip' || kind === 'uppfoljning' || kind === 'aktorsmote';
  const named = colour === undefined ? undefined : colourName(colour);
  return [
    'BEGIN:VEVENT',
    `UID:${textValue(`${id}@hemgang`)}`,
    `DTSTAMP:${utc(now)}`,
    `LAST-MODIFIED:${utc(new Date(changedAt))}`,
    `SEQUENCE:${String(Math.max(0, Math.trunc(sequence)))}`,
    ...timesOf(entry),
    `SUMMARY;LANGUAGE=${language}:${textValue(titleOf(entry, language))}`,
    ...(note === undefined ? [] : [`DESCRIPTION;LANGUAGE=${language}:${textValue(note)}`]),
    `CATEGORIES;LANGUAGE=${language}:${textValue(kindName)}`,
    ...(named === undefined ? [] : [`COLOR:${named}`]),
    ...(colour === undefined ? [] : [`X-HEMGANG-COLOUR:${textValue(colour)}`]),
    `STATUS:${calledOff ? 'CANCELLED' : isMeeting ? 'CONFIRMED' : 'TENTATIVE'}`,
    `TRANSP:${isMeeting && !calledOff ? 'OPAQUE' : 'TRANSPARENT'}`,
    'CLASS:PRIVATE',
    'END:VEVENT',
  ];
}

/** The kind, the plan by its short id, the units: nothing else. */
function titleOf({ kind, plan, units, calledOff = false }: CalendarEntry, language: 'sv' | 'en'): string {
  const what = CALENDAR_KIND_NAMES[kind][language];
  const title = [
    calledOff ? `${CALLED_OFF[language]}: ${what}` : what,
    `${PLAN[language]} ${shortPlanId(plan)}`,
    units.join(', '),
  ];
  return title.filter((part) => part !== '').join(' · ');
}

function timesOf({ start, minutes }: CalendarEntry): string[] {
  const day = parseCivilDate(start);
  // Without an end a date takes its whole day (RFC 5545, 3.6.1).
  if (day !== undefined) return [`DTSTART;VALUE=DATE:${day.replaceAll('-', '')}`];
  const begins = new Date(start);
  const lasts = minutes !== undefined && minutes > 0 ? Math.min(minutes, MOST_MINUTES) : USUAL_MINUTES;
  const ends = new Date(Math.min(begins.getTime() + lasts * 60_000, LAST_INSTANT));
  return [`DTSTART:${utc(begins)}`, `DTEND:${utc(ends)}`];
}

function utc(instant: Date): string {
  return instant.toISOString().replace(/[-:]|\.\d+/g, '');
}
