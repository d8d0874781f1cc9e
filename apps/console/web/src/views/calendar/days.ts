import { addDays } from '../../parts/civil-days.js';

export const SPANS = ['week', 'month'] as const;
export type Span = (typeof SPANS)[number];

/** Days from Monday, 0 to 6. */
function placeInWeek(day: string): number {
  return (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
}

function mondayOf(day: string): string {
  return addDays(day, -placeInWeek(day));
}

/** The day in the week or month before (`-1`) or after (`1`). */
export function moved(day: string, span: Span, by: -1 | 1): string {
  if (span === 'week') return addDays(day, 7 * by);
  const [year = 0, month = 1] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 + by, 1)).toISOString().slice(0, 10);
}

/** The weeks that a look shows, each from Monday to Sunday. A month is shown with the whole of its first and last week. */
export function weeksOf(day: string, span: Span): string[][] {
  const first = mondayOf(span === 'week' ? day : `${day.slice(0, 7)}-01`);
  const last = span === 'week' ? day : addDays(moved(day, 'month', 1), -1);
  const weeks: string[][] = [];
  for (let monday = first; monday <= last; monday = addDays(monday, 7)) {
    weeks.push([0, 1, 2, 3, 4, 5, 6].map((days) => addDays(monday, days)));
  }
  return weeks;
}
