import {
  addDays,
  addHours,
  civilDateOf,
  endOfCivilDay,
  instantOf,
  isStartOfCivilDay,
  isWeekday,
  nextWeekday,
  windowDue,
} from '../calendar.js';
import { PLAN_DUTIES } from '../plan/plan-rule.js';
import type { PlanDutyRule } from '../plan/plan-rule.js';
import type { CutOff, DeadlineRule, DueRule, LadderStep, Profile, WindowRule } from '../profile/profile.js';

export type DeadlineState = 'open' | 'met' | 'cancelled';

/** Something that a unit has to do by a time. */
export interface Deadline {
  id: string;
  /** Name in the profile, such as `kvittens`. */
  kind: string;
  rule: string;
  profile: string;
  /** Instant from which it runs. */
  startedAt: Date;
  due: Date;
  state: DeadlineState;
  /** HSA-id of the unit whose duty it is. */
  responsible: string;
  /** HSA-id of the unit that waits for it. */
  informs: string;
  episode: string | undefined;
  /** The hub's id of the plan (SIP) that it hangs on. */
  plan?: string | undefined;
  /** What of the plan it is about; see `PlannedDeadline.about`. */
  about?: string | undefined;
  message: string;
  delivery: string | undefined;
  /** How far the ladder has come; see `firing.ts`. */
  fired: FiredStep[];
}

/** One rung that has fired: how often, and for which instant last. */
export interface FiredStep {
  step: string;
  count: number;
  /** Instant for which it fired last, ISO 8601 UTC. */
  last: string;
}

type Windows = Readonly<Record<string, WindowRule>>;

/** When a deadline that starts at `start` is due, or undefined if its profile names an unknown window. */
export function dueOf(rule: Pick<DeadlineRule, 'due'>, windows: Windows, start: Date): Date | undefined {
  return dueBy(rule.due, windows, start);
}

function dueBy(due: DueRule, windows: Windows, start: Date): Date | undefined {
  if ('cutOff' in due) return dueBy(sideOf(due.cutOff, start), windows, start);
  if ('hours' in due) return hoursAfter(start, due);
  if ('window' in due) {
    const window = windows[due.window];
    return window === undefined ? undefined : windowDue(start, window);
  }
  const day = civilDateOf(start);
  if ('timeOfDay' in due) return instantOf(day, due.timeOfDay);
  if ('nextWeekdayAt' in due) return instantOf(nextWeekday(day), due.nextWeekdayAt);
  if ('days' in due) return endOfCivilDay(addDays(day, due.days, due.calendar));
  return endOfCivilDay(due.endOf === 'day' ? day : nextWeekday(day));
}

/** Which side of the time of day the start lies on; that time itself belongs to what comes after it (B-ACK-05). */
export function sideOf({ time, calendar, before, from, otherDays }: CutOff, start: Date): DueRule {
  const day = civilDateOf(start);
  if (calendar === 'weekdays' && !isWeekday(day)) return otherDays;
  return start < instantOf(day, time) ? before : from;
}

/** Hours that run out on a day off are prolonged to the end of the weekday that follows (B-ANS-02). */
function hoursAfter(start: Date, { hours, orEndOf }: Extract<DueRule, { hours: number }>): Date {
  const due = addHours(start, hours);
  const day = civilDateOf(due);
  return orEndOf === undefined || isWeekday(day) ? due : endOfCivilDay(nextWeekday(day));
}

/**
 * Whether something done at `at` came too late. The due instant itself is in time, unless the rule is strict or what is
 * due is due by the end of a day: that end is the first instant of the next day, which is too late.
 */
export function isLate(rule: Pick<DeadlineRule, 'due' | 'strict'>, due: Date, at: Date): boolean {
  return rule.strict || isEndOfDay(rule.due, due) ? at >= due : at > due;
}

/** Whether `due` is the end of a day by its rule; where the rule also knows times of the day, midnight is such an end. */
function isEndOfDay(rule: DueRule, due: Date): boolean {
  if ('endOf' in rule || 'days' in rule) return true;
  if ('cutOff' in rule) {
    const { before, from, otherDays } = rule.cutOff;
    return isStartOfCivilDay(due) && [before, from, otherDays].some((side) => isEndOfDay(side, due));
  }
  return 'hours' in rule && rule.orEndOf !== undefined && isStartOfCivilDay(due);
}

/** The rungs of a deadline's ladder, be it of a stay or of a plan; none when the profile gives it no ladder. */
export function ladderOf(profile: Profile, kind: string): readonly LadderStep[] {
  const name = (profile.deadlines[kind] ?? planDutyOf(profile, kind))?.ladder;
  const ladder = name === undefined ? [] : (profile.ladders[name] ?? []);
  // That a unit has yet to share what it saved is told to nobody else, as it would tell that there is something (N-INT-03).
  return kind === 'sip-utdelning' ? ladder.filter(({ to }) => to === 'responsible') : ladder;
}

/** The rule by which a kind of deadline is owed around plans (SIP); undefined for what stays and deliveries bring. */
export function planDutyOf(profile: Pick<Profile, 'plan'>, kind: string): PlanDutyRule | undefined {
  const duty = PLAN_DUTIES.find((one) => one === kind);
  return duty === undefined ? undefined : profile.plan?.duties[duty];
}
