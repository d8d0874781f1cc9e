import { addHours, civilDateOf, endOfCivilDay, instantOf, windowDue } from './calendar.js';
import type { DeadlineRule, LadderStep, Profile, WindowRule } from './profile.js';

export type DeadlineState = 'open' | 'met' | 'cancelled';

/** Something that a unit has to do by a time. */
export interface Deadline {
  id: string;
  /** Name in the profile, such as `kvittens`. */
  kind: string;
  rule: string;
  profile: string;
  due: Date;
  state: DeadlineState;
  /** HSA-id of the unit whose duty it is. */
  responsible: string;
  /** HSA-id of the unit that waits for it. */
  informs: string;
  episode: string | undefined;
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

/** When a deadline that starts at `start` is due, or undefined if its profile names an unknown window. */
export function dueOf(
  rule: DeadlineRule,
  windows: Readonly<Record<string, WindowRule>>,
  start: Date,
): Date | undefined {
  if ('window' in rule.due) {
    const window = windows[rule.due.window];
    return window === undefined ? undefined : windowDue(start, window);
  }
  if ('hours' in rule.due) return addHours(start, rule.due.hours);
  if ('timeOfDay' in rule.due) return instantOf(civilDateOf(start), rule.due.timeOfDay);
  return endOfCivilDay(civilDateOf(start));
}

/** Whether something done at `at` came too late; the due instant itself is in time unless the rule is strict. */
export function isLate(rule: DeadlineRule, due: Date, at: Date): boolean {
  return rule.strict || 'endOf' in rule.due ? at >= due : at > due;
}

/** The rungs of a deadline's ladder; none when the profile gives it no ladder. */
export function ladderOf(profile: Profile, kind: string): readonly LadderStep[] {
  const name = profile.deadlines[kind]?.ladder;
  return name === undefined ? [] : (profile.ladders[name] ?? []);
}
