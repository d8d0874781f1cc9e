import type {
  AdmissionPlan,
  AdmissionRequest,
  DecisionGround,
  EndedDeadline,
  KnownState,
  PlannedDeadline,
  WithdrawalTarget,
} from '../../admission/admission-plan.js';
import { cancelled } from '../../deadline/deadline-end.js';
import { standingSteps } from '../../episode/steps.js';
import { reason } from '../../reason.js';
import type { Reason, Warning } from '../../reason.js';
import { CHANGED_FIELD } from '../events.js';
import { foldPlan } from '../folding/facts.js';
import { isOpenPlan } from '../plan.js';
import type { Plan, PlanStep } from '../plan.js';
import { printJobsOf } from '../paper/print-jobs.js';
import { changeDuties } from '../duties/reconcile.js';
import { textIn } from '../reading.js';
import { lookupIn } from '../folding/references.js';

/** Fields in which messages of a plan name what an earlier one told of. */
const REFERENCES = ['meeting', 'goal', 'subgoal', 'intervention', 'area', 'replaces'] as const;

/** What a makulering does to plans, beside what it does to the stay. */
export interface WithdrawnFromPlans {
  readonly plans: readonly Plan[];
  readonly printJobs: AdmissionPlan['printJobs'];
  readonly deadlines: readonly PlannedDeadline[];
  readonly endedDeadlines: readonly EndedDeadline[];
  readonly warnings: readonly Warning[];
}

/** The plans in which the message to be withdrawn stands. */
function plansWith({ id }: WithdrawalTarget, { plans = [] }: KnownState): Plan[] {
  return plans.filter(({ steps }) => standingSteps({ steps }).some(({ message }) => message === id));
}

/**
 * Why a message cannot be withdrawn from a plan. A call can as long as its meeting was not held; whatever a later message names,
 * such as a main goal with sub-goals, cannot, nor can what led the plan on once it has been led on further: the later message is
 * withdrawn first. What closed the plan can be withdrawn unless another plan of the person is open (G-SIP-77).
 */
export function planWithdrawalReasons(target: WithdrawalTarget, known: KnownState): Reason[] {
  return plansWith(target, known).flatMap((plan) => {
    const steps = standingSteps(plan);
    const at = steps.findIndex(({ message }) => message === target.id);
    const step = steps[at];
    if (step === undefined) return [];
    const later = steps.slice(at + 1).filter(({ handled }) => handled !== true);
    if (later.some((one) => buildsOn(one, step, steps))) {
      return [reason('later-message', 'content.messageId', LATER)];
    }
    if (at === 0 ? !later.every(isOfPerson) : isLedOn(step, later)) {
      return [reason('later-message', 'content.messageId', LED_ON)];
    }
    const isClosing = !isOpenPlan(plan) && step.stays !== true;
    if (!isClosing || known.hasOtherOpenPlan !== true) return [];
    return [reason('contradiction', 'content.messageId', OTHER_OPEN)];
  });
}

const LATER = {
  en: 'something later names what this message told of',
  sv: 'något senare hänvisar till det som meddelandet berättade',
};
const LED_ON = {
  en: 'the plan has been led on since by another message',
  sv: 'planen har förts vidare av ett senare meddelande',
};
const OTHER_OPEN = {
  en: 'the person has another open plan by now, and may have one only',
  sv: 'personen har redan en annan öppen plan, och får bara ha en',
};

/** Whether a later message names what an earlier one made, or was sent by whom that made the one who coordinates. */
function buildsOn(later: PlanStep, { message, kind, content, unit }: PlanStep, steps: readonly PlanStep[]): boolean {
  if (kind === 'sip-samordningsansvarig') {
    const named = coordinatorIn(content) ?? unit;
    return later.unit === named && named !== unit;
  }
  const changed = CHANGED_FIELD[kind];
  // What only changed something is no longer what others name.
  if (changed !== undefined && content[changed] !== undefined) return false;
  const lookup = lookupIn(steps);
  const names = REFERENCES.some((field) => {
    const reference = textIn(later.content, field);
    return reference !== undefined && lookup(reference, later.unit) === message;
  });
  return names || isOfOnlyOne(later, kind);
}

function coordinatorIn(content: PlanStep['content']): string | undefined {
  const value = content['coordinator'];
  return typeof value === 'object' && value !== null ? textIn({ ...value }, 'unit') : undefined;
}

/** What does not name its main goal or its meeting means the one that there is. */
function isOfOnlyOne(later: PlanStep, kind: PlanStep['kind']): boolean {
  if (kind === 'sip-huvudmal') return later.kind === 'sip-delmal' && later.content['goal'] === undefined;
  return false;
}

/** What is known of the person whatever is done: nothing of the plan builds on its beginning. */
function isOfPerson({ kind }: PlanStep): boolean {
  return kind === 'samtycke' || kind === 'samtycke-aterkallat' || kind === 'fast-vardkontakt';
}

/** Whether the message led the plan to another state, and one after it led it on from there. */
function isLedOn(step: PlanStep, later: readonly PlanStep[]): boolean {
  return step.stays !== true && later.some(({ stays }) => stays !== true);
}

/**
 * The plans without a message: it stands marked in them, what is known is read off the others, what was owed because of it ends,
 * and what it had ended is owed again.
 */
export function withdrawFromPlans(
  target: WithdrawalTarget,
  request: AdmissionRequest,
  known: KnownState,
  ground: DecisionGround,
  message: string,
): WithdrawnFromPlans | undefined {
  const plans = plansWith(target, known);
  if (plans.length === 0) return undefined;
  const changes = plans.map((plan) => withdrawFrom(plan, target, request, known, ground, message));
  return {
    plans: changes.map(({ after }) => after),
    printJobs: changes.find(({ printJobs }) => printJobs !== undefined)?.printJobs,
    deadlines: changes.flatMap(({ started }) => started),
    endedDeadlines: changes.flatMap(({ ended }) => ended),
    // That something was done late was told when it was done.
    warnings: [],
  };
}

function withdrawFrom(
  plan: Plan,
  target: WithdrawalTarget,
  { receivedAt: now }: AdmissionRequest,
  { planDeadlines = [] }: KnownState,
  ground: DecisionGround,
  message: string,
) {
  const profile = ground.profiles?.get(plan.profile) ?? ground.profile;
  const after = planWithout(plan, target.id, { ...ground, profile });
  const its = planDeadlines.filter((deadline) => deadline.plan === plan.id);
  const { started, ended } = changeDuties({ plan: after, known: its, ground: { ...ground, profile }, now, message });
  const receipts = its
    .filter(
      (deadline) => deadline.delivery !== undefined && deadline.message === target.id && deadline.state === 'open',
    )
    .map(({ id }) => cancelled(id));
  const printJobs = printJobsOf({ before: plan, after, message, profile, newId: ground.newId, now });
  return { after, started, ended: [...ended, ...receipts], printJobs };
}

/**
 * The plan without one message, folded anew. With the message that it began with falls what was only known of the person; a plan
 * of which nothing stands any more was begun in error, and is stopped.
 */
function planWithout(plan: Plan, message: string, { profile }: Pick<DecisionGround, 'profile'>): Plan {
  const isOpening = standingSteps(plan)[0]?.message === message;
  const steps = plan.steps.map((step) => (isOpening || step.message === message ? { ...step, withdrawn: true } : step));
  const after = { ...plan, version: plan.version + 1, steps, facts: foldPlan({ ...plan, steps }, profile) };
  return isOpening || !hasLeftStay(plan, after, message) ? after : alone(after);
}

/** Whether nothing stands any more by which a plan that was there before belongs to a stay: its clocks are its own again. */
function hasLeftStay(before: Plan, after: Plan, message: string): boolean {
  const was = before.steps.some((step) => step.message === message && step.beside === true);
  return was && !standingSteps(after).some(({ beside }) => beside === true);
}

function alone(plan: Plan): Plan {
  const after = { ...plan };
  delete after.episode;
  return after;
}
