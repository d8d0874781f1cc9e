import { civilDateOf, civilDaysBetween } from '../calendar.js';
import { isOfPlan } from '../plan/folding/meetings.js';
import { coordinatorOf, PLAN_STATES } from '../plan/plan.js';
import type { PlanFacts, PlanState } from '../plan/plan.js';
import type { Profile } from '../profile/profile.js';
import { percentile } from './ready-time.js';
import { instantIn } from './ready-spells.js';
import type { ReportPlan } from './report-plan.js';

/** How an open plan stands. */
export interface PlanStanding {
  readonly state: PlanState;
  /** HSA-id of who coordinates now; undefined as long as nobody does. */
  readonly coordinator: string | undefined;
  /** Civil days since its first message. */
  readonly days: number;
  /** Whether a meeting was held and no main goal is there; undefined in a region that has none. [N-GOAL-06] */
  readonly lacksMainGoal: boolean | undefined;
  /** When the death was noticed by which nothing is closed yet; undefined for everybody else. [N-CLOSE-15] */
  readonly deathNoticedAt: Date | undefined;
  /** Whether a meeting was held and nobody has said when it is followed up from now on. [S-FUP-07] */
  readonly lacksFollowUp: boolean;
  /** Civil day. */
  readonly followUpOn: string | undefined;
  /** Duties that are not done in time, and when the first of them was due. */
  readonly overdue: number;
  readonly overdueSince: Date | undefined;
}

/** @param profile the one of the plan's region; undefined when it is not there at present. */
export function standingOf(
  { plan: { facts }, openedAt, duties }: ReportPlan,
  profile: Profile | undefined,
  now: Date,
): PlanStanding {
  const isDeceased = facts.state === 'avliden-aviserad';
  const hasMet = facts.meetings.some((meeting) => isOfPlan(meeting) && meeting.held !== undefined);
  const overdue = duties.filter(({ state, due }) => state === 'open' && due < now);
  return {
    state: facts.state,
    coordinator: coordinatorOf(facts)?.unit,
    days: civilDaysBetween(civilDateOf(openedAt), civilDateOf(now)),
    lacksMainGoal: profile?.kinds['sip-huvudmal'] && hasMet && facts.goals.length === 0,
    deathNoticedAt: isDeceased ? instantIn(facts.death?.at) : undefined,
    lacksFollowUp: hasMet && !isDeceased && !isFollowedUp(facts, now),
    followUpOn: facts.followUpOn,
    overdue: overdue.length,
    overdueSince: overdue.reduce<Date | undefined>((first, { due }) => (first && first < due ? first : due), undefined),
  };
}

/** A day that was set is one until it has passed; so is a meeting that was called and is still to come. */
function isFollowedUp({ followUpOn, meetings }: PlanFacts, now: Date): boolean {
  if (followUpOn !== undefined && followUpOn >= civilDateOf(now)) return true;
  return meetings.some((meeting) => {
    const { held, calledOffAt, meetingAt } = meeting;
    const at = instantIn(meetingAt);
    return isOfPlan(meeting) && held === undefined && calledOffAt === undefined && at !== undefined && at >= now;
  });
}

export interface OpenPlansSum {
  /** All states together where it is undefined. */
  readonly state: PlanState | undefined;
  readonly plans: number;
  /** Civil days since the first message: the middle, and the most. */
  readonly p50Days: number | undefined;
  readonly mostDays: number | undefined;
  readonly lacksMainGoal: number;
  readonly deathNoticed: number;
  readonly lacksFollowUp: number;
  /** Plans in which something is overdue. */
  readonly overdue: number;
}

/** Sums up open plans of one region, in all and by state. */
export class OpenPlans {
  private readonly standings: PlanStanding[] = [];

  add(standing: PlanStanding): void {
    this.standings.push(standing);
  }

  sums(): OpenPlansSum[] {
    const present = PLAN_STATES.filter((state) => this.standings.some((one) => one.state === state));
    return [undefined, ...present].map((state) => this.sum(state));
  }

  private sum(state: PlanState | undefined): OpenPlansSum {
    const of = this.standings.filter((one) => state === undefined || one.state === state);
    const days = of.map((one) => one.days);
    return {
      state,
      plans: of.length,
      p50Days: percentile(days, 0.5),
      mostDays: percentile(days, 1),
      lacksMainGoal: of.filter((one) => one.lacksMainGoal === true).length,
      deathNoticed: of.filter((one) => one.deathNoticedAt !== undefined).length,
      lacksFollowUp: of.filter((one) => one.lacksFollowUp).length,
      overdue: of.filter((one) => one.overdue > 0).length,
    };
  }
}
