import { addCivilDays, civilDateOf } from './calendar.js';
import type { CivilDate } from './calendar.js';
import { dueOf, isLate } from './deadline/deadline.js';
import type { DeadlineRule, Profile } from './profile/profile.js';

/**
 * From which day services can be promised when the discharge notice came then: before the time of day in the rule the same day,
 * from then on the day after; never before the day on which the patient leaves (G-DIS-02, G-DIS-03).
 */
export function serviceDay(
  rule: DeadlineRule,
  leavesAt: Date,
  receivedAt: Date,
  { windows }: Pick<Profile, 'windows'>,
): CivilDate {
  const today = civilDateOf(receivedAt);
  const limit = dueOf(rule, windows, receivedAt);
  const isTooLate = limit !== undefined && isLate(rule, limit, receivedAt);
  const earliest = isTooLate ? addCivilDays(today, 1) : today;
  const leavesOn = civilDateOf(leavesAt);
  return leavesOn > earliest ? leavesOn : earliest;
}

/** The rule by which a region says from which day services can be promised; not every region has one. */
export function serviceDayRule({ deadlines }: Pick<Profile, 'deadlines'>): DeadlineRule | undefined {
  return Object.values(deadlines).find(({ annotate }) => annotate === 'servicesFrom');
}
