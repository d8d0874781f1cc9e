import { addCivilDays, type CivilDate } from '../calendar.js';

/** Civil days in Sweden, both included. */
export interface ReportPeriod {
  readonly from: CivilDate;
  readonly to: CivilDate;
}

/** A month, `YYYY-MM`. */
export type Month = string;

/** Whether the day lies in the period; every day does where there is none. */
export function isWithin(day: CivilDate, period: ReportPeriod | undefined): boolean {
  return period === undefined || (day >= period.from && day <= period.to);
}

/** The civil days from `from` on and before `until`; none when that is not later. */
export function daysBetween(from: CivilDate, until: CivilDate): CivilDate[] {
  const days: CivilDate[] = [];
  for (let day = from; day < until; day = addCivilDays(day, 1)) days.push(day);
  return days;
}

export function monthOf(day: CivilDate): Month {
  return day.slice(0, 'YYYY-MM'.length);
}
