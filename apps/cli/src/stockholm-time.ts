import { civilDateOf } from '#domain/calendar.js';
import { hl7OfInstant, instantOfHl7 } from '#formats/hl7v2/timestamp.js';
import { sv } from './i18n/sv.js';

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(locale: string): Intl.DateTimeFormat {
  const format =
    formats.get(locale) ??
    new Intl.DateTimeFormat(locale, {
      timeZone: 'Europe/Stockholm',
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      hour: '2-digit',
      minute: '2-digit',
    });
  formats.set(locale, format);
  return format;
}

/** An instant as clocks in Sweden show it: `mån 23 nov 08:15`, or `Mon 23 Nov 08:15`. */
export function dayAndTime(instant: Date, locale: string = sv.locale): string {
  const parts = new Map(
    formatOf(locale)
      .formatToParts(instant)
      .map(({ type, value }) => [type, value.replace('.', '')]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.get(type) ?? '';
  const day = `${part('weekday').slice(0, 3)} ${part('day').padStart(2)} ${part('month').slice(0, 3)}`;
  return `${day} ${part('hour')}:${part('minute')}`;
}

/** An instant seen from another: `13:00` on the same civil day in Sweden, else with its day. */
export function seenFrom(instant: Date, other: Date, locale: string = sv.locale): string {
  const full = dayAndTime(instant, locale);
  return civilDateOf(instant) === civilDateOf(other) ? full.slice(-'13:00'.length) : full;
}

/** An instant as ISO 8601 with the zone of that day in Sweden: `2026-11-23T08:15:00+01:00`. */
export function isoInSweden(instant: Date): string {
  return instantOfHl7(hl7OfInstant(instant)) ?? instant.toISOString();
}
