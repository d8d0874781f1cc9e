import { accept, refuse } from '../../admission/admission-answer.js';
import { missingPatient } from '../../admission/admission-concern.js';
import type {
  AdmissionDecision,
  AdmissionRequest,
  DecisionGround,
  KnownState,
} from '../../admission/admission-plan.js';
import { clockAhead } from '../../admission/admission-remarks.js';
import { receiptDeadline } from '../../admission/admission-deadlines.js';
import { receiptDeadlines } from '../../deadline/deadline-start.js';
import type { KindRule, Profile } from '../../profile/profile.js';
import type { Reason } from '../../reason.js';
import { visibleHead, visiblePatient } from '../../visible.js';
import { leaderOf } from '../folding/consents.js';
import { changePlan } from './change.js';
import type { Told } from './change.js';
import { isKnownTo, unknownPlan } from './locate.js';
import { answeredOutside, mayHearOf } from './outsiders.js';
import { subjectOfPlan } from './plan-subject.js';
import { isRegisterNotice } from './register-notice.js';
import type { PlanRules } from '../plan-rule.js';
import { isOpenPlan, unitsOf } from '../plan.js';
import type { Plan, PlanFacts } from '../plan.js';
import { printJobsOf } from '../paper/print-jobs.js';
import { changeDuties } from '../duties/reconcile.js';

/** A plan that a death changes, by the rules of its own region. */
interface Touched {
  readonly before: Plan;
  readonly after: Plan;
  readonly ground: DecisionGround;
}

/**
 * A death is told of once and concerns every open plan of the person, in whatever region: each region's table says to what it leads,
 * by who tells it (N-CLOSE-11, N-CLOSE-13). It is told by a unit that has to do with at least one of these plans, and by the
 * population register; to everybody else there is none. The answer speaks of a plan only to who takes part in it.
 */
export function decideDeath(
  request: AdmissionRequest,
  known: KnownState,
  ground: DecisionGround,
  rule: KindRule,
  rules: PlanRules,
): AdmissionDecision {
  const { message, sender, receivedAt: now } = request;
  const open = (known.plans ?? []).filter(
    (plan) => isOpenPlan(plan) && (message.plan === undefined || plan.id === message.plan),
  );
  const own = open.filter((plan) => isOwn(plan, request, ground));
  const [first] = own;
  if (first === undefined) return refuse(unknownPlan(request, rules));
  if (message.patient === undefined && message.plan === undefined) return refuse(missingPatient(ground.profile));
  const id = ground.newId();
  const told = open.map((plan) => touchedBy(request, plan, ground, { id, hasOther: own.some((one) => one !== plan) }));
  const touched = told.flatMap((one) => (Array.isArray(one) ? [] : [one]));
  if (touched.length === 0) return refuse(...told.flatMap((one) => (Array.isArray(one) ? one : [])));
  const units = rule.recipients === 'none' ? [] : unitsIn(touched).filter((unit) => unit !== sender.hsaId);
  const due = receiptDeadline(ground.profile, message.kind, now) ?? null;
  const deliveries = units.flatMap((hsaId) => {
    const role = ground.directory.units.get(hsaId)?.role;
    return role === undefined ? [] : [{ id: ground.newId(), unit: hsaId, role, receiptDue: due }];
  });
  const duties = touched.map(({ after, ground: its }) =>
    changeDuties({ plan: after, known: known.planDeadlines ?? [], ground: its, now, message: id }),
  );
  const asked = { request, known, ground, deliveries, takenBack: [], facts: undefined };
  const receipts = receiptDeadlines({ ...asked, subject: subjectOfPlan(first, ground.profile) });
  const person = visiblePatient(message.patient ?? first.patient, ground.profile);
  const plans = touched.map(({ after }) => after);
  const decision = accept(
    {
      message: {
        ...visibleHead(request, id),
        ...(plans.length === 1 ? { plan: first.id } : {}),
        patient: person.patient,
        content: message.content,
      },
      profile: ground.profile.id,
      episode: undefined,
      alsoEpisodes: [],
      plans,
      printJobs: printsOf(touched, id, now),
      deliveries,
      deadlines: [...receipts, ...duties.flatMap(({ started }) => started)],
      endedDeadlines: duties.flatMap(({ ended }) => ended),
      endedDeliveries: [],
      withdraws: undefined,
    },
    [...(message.patient === undefined ? [] : person.warnings), ...clockAhead(request)],
  );
  return answered(decision, touched, request);
}

/** Whether the sender has to do with the plan; the population register is told of everybody (N-CLOSE-12). */
function isOwn(plan: Plan, request: AdmissionRequest, ground: DecisionGround): boolean {
  const rules = profileOf(plan, ground)?.plan;
  if (rules === undefined) return false;
  return isRegisterNotice(request, ground.directory) || isKnownTo(plan, request, ground, rules);
}

function profileOf({ profile: region }: Plan, { profile, profiles }: DecisionGround): Profile | undefined {
  return region === profile.id ? profile : profiles?.get(region);
}

/** The plan as the death leaves it, or why it does not. */
function touchedBy(request: AdmissionRequest, before: Plan, ground: DecisionGround, told: Told): Touched | Reason[] {
  const profile = profileOf(before, ground);
  if (profile === undefined) return [];
  const its = { ...ground, profile };
  const changed = changePlan(request, before, its, told);
  return changed.ok ? { before, after: changed.plan, ground: its } : changed.reasons;
}

/** Whom the death is told: who coordinates where it is a notice that leaves the plan open, otherwise all (N-CLOSE-11, N-CLOSE-13). */
function unitsIn(touched: readonly Touched[]): string[] {
  return [...new Set(touched.flatMap(({ after: { facts } }) => toldOf(facts)))];
}

function toldOf(facts: PlanFacts): readonly string[] {
  const leader = leaderOf(facts);
  return facts.state === 'avliden-aviserad' && leader !== undefined ? [leader] : unitsOf(facts);
}

function printsOf(touched: readonly Touched[], message: string, now: Date) {
  const prints = touched.flatMap(({ before, after, ground: { profile, newId } }) => {
    return printJobsOf({ before, after, message, profile, newId, now }) ?? [];
  });
  if (prints.length === 0) return undefined;
  return { queued: prints.flatMap(({ queued }) => queued), cancelled: prints.flatMap(({ cancelled }) => cancelled) };
}

/** Of the plans that it concerns the answer speaks of those in which its sender takes part. */
function answered(
  decision: AdmissionDecision,
  touched: readonly Touched[],
  request: AdmissionRequest,
): AdmissionDecision {
  const heard = touched.filter(({ before, after, ground }) => mayHearOf({ before, after }, request, ground));
  if (heard.length === touched.length) return decision;
  const [first] = heard;
  if (first === undefined || decision.kind === 'refused') return answeredOutside(decision, request);
  const units = unitsIn(heard);
  const { answer } = decision.plan;
  const { id, facts } = first.after;
  const told = {
    ...answer,
    plan: { id, state: facts.state },
    deliveries: answer.deliveries.filter(({ unit }) => units.includes(unit)),
    deadlines: answer.deadlines.filter(({ responsible }) => units.includes(responsible)),
  };
  return { ...decision, plan: { ...decision.plan, answer: told } };
}
