import type { Evaluation } from '../plan/plan.js';
import type { Profile } from '../profile/profile.js';
import type { ReportPeriod } from './period.js';
import type { ReportPlan } from './report-plan.js';

/** How a goal was evaluated, time after time. [G-EVAL-10] */
export interface GoalSeries {
  /** The hub's id of the goal. */
  readonly goal: string;
  readonly of: 'huvudmal' | 'delmal';
  /** Heading of a sub-goal. */
  readonly heading: string | undefined;
  /** HSA-id of the unit that wrote it. */
  readonly unit: string;
  /** The oldest first; never none. */
  readonly evaluations: readonly Evaluation[];
  readonly first: Evaluation;
  readonly last: Evaluation;
  /** Degrees of the region's scale from the first to the last, up or down; undefined where it does not know one of them. */
  readonly change: number | undefined;
}

/** The goals that were evaluated in the period, each with the evaluations up to its end. */
export function seriesOf({ plan }: ReportPlan, profile: Profile | undefined, period: ReportPeriod): GoalSeries[] {
  const { goals, subgoals } = plan.facts;
  const scale = profile?.plan?.scale?.codes.map(({ code }) => code) ?? [];
  const main = goals.map(({ id, unit, evaluations }) => ({
    ...{ goal: id, of: 'huvudmal' as const, heading: undefined, unit, evaluations },
  }));
  const parts = subgoals.map(({ id, owner, heading, evaluations }) => ({
    ...{ goal: id, of: 'delmal' as const, heading, unit: owner, evaluations },
  }));
  return [...main, ...parts].flatMap((one): GoalSeries[] => {
    const evaluations = one.evaluations.filter(({ on }) => on <= period.to).sort(byDay);
    const [first, last] = [evaluations[0], evaluations.at(-1)];
    if (first === undefined || last === undefined || last.on < period.from) return [];
    return [{ ...one, evaluations, first, last, change: changeOn(scale, first.score, last.score) }];
  });
}

function byDay(one: Evaluation, other: Evaluation): number {
  return Math.sign(Number(one.on > other.on) - Number(one.on < other.on)) || Date.parse(one.at) - Date.parse(other.at);
}

function changeOn(scale: readonly string[], first: string, last: string): number | undefined {
  const [from, to] = [scale.indexOf(first), scale.indexOf(last)];
  return from === -1 || to === -1 ? undefined : to - from;
}
