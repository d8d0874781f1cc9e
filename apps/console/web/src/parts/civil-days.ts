import { civilOf } from './civil-time.js';

/** The day in Sweden at an instant, `YYYY-MM-DD`, as `<input type="date">` has it. */
export function dayOf(instant: string | number | Date): string {
  return civilOf(instant).slice(0, 10);
}

/** So many days later, or earlier. @param day `YYYY-MM-DD` */
export function addDays(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}
