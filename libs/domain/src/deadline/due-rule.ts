import type { CalendarKind } from '../calendar.js';

/** When something is due, counted from its start. Civil times are Europe/Stockholm. */
export type DueRule =
  | { readonly window: string }
  | { readonly hours: number; readonly orEndOf?: 'next-weekday' }
  /** The first instant of the civil day after the start's, or after the next weekday. */
  | { readonly endOf: 'day' | 'next-weekday' }
  /** That time of the civil day of the start. */
  | { readonly timeOfDay: string }
  /** That time of the first weekday after the start's day. */
  | { readonly nextWeekdayAt: string }
  /** So many days after the start's day, the start's day not counted; the end of the last of them. */
  | { readonly days: number; readonly calendar: CalendarKind }
  | { readonly cutOff: CutOff };

/** One rule before a time of day, another from it on; `otherDays` when the start falls on a day without the calendar. */
export interface CutOff {
  readonly time: string;
  readonly calendar: CalendarKind;
  readonly before: DueRule;
  readonly from: DueRule;
  readonly otherDays: DueRule;
}
