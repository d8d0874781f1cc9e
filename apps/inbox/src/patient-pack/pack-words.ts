import { instantOf, parseCivilDate, parseInstant } from '#domain/calendar.js';
import type { PatientPack } from '#domain/patient-pack/pack.js';
import type { PackText } from './pack-text-sv.js';

/** How dates, times and numbers stand on the paper. */
export interface PackWords {
  /** A day, or an instant with its time in Sweden, as it was written; what is neither stands as it is. */
  when(text: string): string;
  /** An instant with its time in Sweden. */
  at(instant: Date): string;
}

const DAY: Intl.DateTimeFormatOptions = {
  timeZone: 'Europe/Stockholm',
  ...{ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
};
const TIME: Intl.DateTimeFormatOptions = {
  timeZone: 'Europe/Stockholm',
  ...{ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
};

export function packWords({ locale, clock, hourMark }: PackText): PackWords {
  const day = new Intl.DateTimeFormat(locale, DAY);
  const time = new Intl.DateTimeFormat(locale, TIME);
  const at = (instant: Date) => `${day.format(instant)} ${clock} ${time.format(instant).replace(':', hourMark)}`;
  const when = (text: string) => {
    const instant = parseInstant(text);
    if (instant !== undefined) return at(instant);
    const date = parseCivilDate(text);
    return date === undefined ? text : day.format(instantOf(date, '12:00'));
  };
  return { at, when };
}

/** Identity numbers of twelve digits with the hyphen that people know. */
export function identityOf({ id, idType }: PatientPack['patient']): string {
  return idType === 'reservnummer' ? id : `${id.slice(0, 8)}-${id.slice(8)}`;
}
