import { civilDateOf } from '../calendar.js';
import { isOfPlan } from '../plan/folding/meetings.js';
import type { Intervention, InterventionState, PlanFacts } from '../plan/plan.js';
import { instantIn } from './ready-spells.js';
import type { ReportPlan } from './report-plan.js';

/** An intervention that goes on, and what is missing of it. */
export interface ReportedIntervention {
  /** The hub's id. */
  readonly id: string;
  /** HSA-id of the unit that wrote it. */
  readonly owner: string;
  readonly state: InterventionState;
  /** Saved, and nobody but its owner sees it. [N-INT-06] */
  readonly isUnshared: boolean;
  /** Until when it is to be shared; undefined where nothing says so. */
  readonly shareBy: Date | undefined;
  /** Whether nobody has told how it went, of the latest follow-up that was called or held; undefined before one. [N-FUP-08] */
  readonly lacksComment: boolean | undefined;
  /** Civil day. */
  readonly endsOn: string | undefined;
  /** Its last day has passed, or it is to be shared and the time for that has. */
  readonly isOverdue: boolean;
}

/** The interventions of a plan that nobody has ended, in the order in which they were written. */
export function interventionsOf({ plan: { facts }, duties }: ReportPlan, now: Date): ReportedIntervention[] {
  const round = followUpOf(facts);
  return facts.interventions.flatMap((one): ReportedIntervention[] => {
    if (one.state === 'avslutad') return [];
    const isUnshared = one.state === 'sparad';
    const sharing = duties.find(({ kind, about, state }) => {
      return kind === 'sip-utdelning' && about === one.id && state === 'open';
    });
    const shareBy = isUnshared ? sharing?.due : undefined;
    const hasEnded = !isUnshared && one.endsOn !== undefined && one.endsOn < civilDateOf(now);
    return [
      {
        ...{ id: one.id, owner: one.owner, state: one.state, isUnshared, shareBy, endsOn: one.endsOn },
        lacksComment: isUnshared ? undefined : lacksComment(one, round),
        isOverdue: hasEnded || (shareBy !== undefined && shareBy < now),
      },
    ];
  });
}

/** A follow-up, with the time in which comments on the interventions belong to it. */
interface FollowUpRound {
  readonly from: Date | undefined;
  /** When it was held; undefined as long as it was not. */
  readonly heldAt: Date | undefined;
}

/** The latest follow-up that was called or held; comments since the meeting before it belong to it. */
function followUpOf({ meetings }: PlanFacts): FollowUpRound | undefined {
  const own = meetings.filter((one) => isOfPlan(one) && one.calledOffAt === undefined);
  const last = own.findLastIndex(({ purpose }) => purpose === 'uppfoljning');
  if (last === -1) return undefined;
  const before = own.slice(0, last).findLast(({ held }) => held !== undefined);
  return { from: instantIn(before?.held?.heldAt), heldAt: instantIn(own[last]?.held?.heldAt) };
}

function lacksComment({ at, comments }: Intervention, round: FollowUpRound | undefined): boolean | undefined {
  if (round === undefined) return undefined;
  const { from, heldAt } = round;
  // What was begun after it had nothing to be followed up.
  if (heldAt !== undefined && new Date(at) > heldAt) return undefined;
  return !comments.some((one) => from === undefined || new Date(one.at) > from);
}

export interface InterventionSum {
  readonly interventions: number;
  readonly unshared: number;
  readonly overdue: number;
  readonly lacksComment: number;
  /** Of those that were to be followed up, 0 to 1; undefined when none was. */
  readonly commentedShare: number | undefined;
}

export function sumInterventions(of: readonly ReportedIntervention[]): InterventionSum {
  const asked = of.filter((one) => one.lacksComment !== undefined);
  const lacksComment = asked.filter((one) => one.lacksComment === true).length;
  return {
    interventions: of.length,
    unshared: of.filter((one) => one.isUnshared).length,
    overdue: of.filter((one) => one.isOverdue).length,
    lacksComment,
    commentedShare: asked.length === 0 ? undefined : (asked.length - lacksComment) / asked.length,
  };
}
