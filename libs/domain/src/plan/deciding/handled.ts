import type { DecisionGround, EndedDeadline, KnownDeadline, PlannedDeadline } from '../../admission/admission-plan.js';
import type { Delivery } from '../../delivery.js';
import { standingSteps } from '../../episode/steps.js';
import type { Content, PartyRole } from '../../message.js';
import type { Profile } from '../../profile/profile.js';
import { changeDuties } from '../duties/reconcile.js';
import { foldPlan } from '../folding/facts.js';
import { participantOf, takesPart } from '../folding/parties.js';
import { coordinatorOf, isOpenPlan, unitsOf } from '../plan.js';
import type { Plan, PlanStep } from '../plan.js';
import { isOfPlan } from './handing-on.js';

/** A unit that does not keep what it got of a plan. */
export interface HandledInPlan {
  readonly plan: Plan;
  readonly delivery: Pick<Delivery, 'kind' | 'plan' | 'episode' | 'unit' | 'role'>;
  /** To whom it was handed on; undefined: it was misdirected. */
  readonly to: { readonly unit: string; readonly role: PartyRole } | undefined;
  /** The hub's id of the message that tells the sender so, where there is one. */
  readonly notice: string | undefined;
  readonly now: Date;
  /** Deadlines that hang on the plan. */
  readonly deadlines: readonly KnownDeadline[];
}

export interface PlanAfterHandling {
  readonly plan: Plan;
  readonly started: readonly PlannedDeadline[];
  readonly ended: readonly EndedDeadline[];
}

/**
 * The plan after a unit has said that what it got of it was misdirected, or has handed that on: who was named in error takes part no
 * more and is called to nothing, and whoever it was handed on to has the place. A unit that coordinates or has told something in the
 * plan is engaged in it: it stays until somebody removes it, and who it hands something on to comes beside it (N-PART-01, N-PART-03).
 * Undefined where nothing changes.
 */
export function planAfterHandling(
  handled: HandledInPlan,
  ground: Pick<DecisionGround, 'newId'> & { readonly profile: Profile },
): PlanAfterHandling | undefined {
  const { plan, now, deadlines } = handled;
  const step = stepOf(handled);
  if (step === undefined) return undefined;
  const steps = [...plan.steps, step];
  const after: Plan = { ...plan, version: plan.version + 1, steps, facts: foldPlan({ steps }, ground.profile) };
  return {
    plan: after,
    ...changeDuties({ plan: after, known: deadlines, ground, now, message: step.message }),
  };
}

/** How the plan remembers it; undefined where the unit has no place to give, or the other one has one. */
function stepOf({ plan, delivery, to, notice, now }: HandledInPlan): PlanStep | undefined {
  const { unit, role } = delivery;
  const { facts } = plan;
  if (!isOfPlan(delivery) || !isOpenPlan(plan) || !takesPart(plan, unit)) return undefined;
  const isParty = unitsOf(facts).includes(unit);
  const isEngaged =
    coordinatorOf(facts)?.unit === unit ||
    standingSteps(plan).some((step) => step.unit === unit && step.handled !== true);
  const isThere = to !== undefined && unitsOf(facts).includes(to.unit);
  if (isEngaged && (to === undefined || !isParty || isThere)) return undefined;
  const own = facts.participants.findLast(({ participantUnit }) => participantUnit === unit);
  const called = facts.meetings.findLast((meeting) => meeting.called.some((one) => one.unit === unit));
  // What it stands and falls with: the message that made the unit take part.
  const message = notice ?? own?.message ?? called?.message;
  if (message === undefined) return undefined;
  const step: PlanStep = {
    ...{ message, messageId: message, kind: 'sip-deltagare', unit, role, at: now.toISOString(), handled: true },
    ...(to === undefined ? {} : { roles: { [to.unit]: to.role } }),
    ...{ content: {}, state: facts.state, stays: true },
  };
  return {
    ...step,
    content: contentOf(to?.unit, own?.relation ?? participantOf(unit, step).relation, unit, isEngaged),
  };
}

function contentOf(to: string | undefined, relation: string, unit: string, isEngaged: boolean): Content {
  if (to === undefined) return { event: 'borttagen', participant: { unit, relation } };
  return { event: 'tillagd', participant: { unit: to, relation }, ...(isEngaged ? {} : { inPlaceOf: unit }) };
}
