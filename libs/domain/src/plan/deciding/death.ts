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
import type { KindRule } from '../../profile/profile.js';
import { reason } from '../../reason.js';
import { visibleHead, visiblePatient } from '../../visible.js';
import { changePlan } from './change.js';
import { answeredOutside, mayHearOf } from './outsiders.js';
import { subjectOfPlan } from './plan-subject.js';
import { isOpenPlan, unitsOf } from '../plan.js';
import type { Plan } from '../plan.js';
import { printJobsOf } from '../paper/print-jobs.js';
import { changeDuties } from '../duties/reconcile.js';

/** A plan that a death changes, by the rules of its own region. */
interface Touched {
  readonly before: Plan;
  readonly after: Plan;
  readonly ground: DecisionGround;
}

/**
 * A death is told of once and concerns every open plan of the person, in whatever region: told by hand it closes them, noticed by
 * the population register it leaves that to whoever coordinates (N-CLOSE-11, N-CLOSE-13). Any unit may tell it; the answer speaks
 * of a plan only to who takes part in it.
 */
export function decideDeath(
  request: AdmissionRequest,
  known: KnownState,
  ground: DecisionGround,
  rule: KindRule,
): AdmissionDecision {
  const { message, sender, receivedAt: now } = request;
  const open = (known.plans ?? []).filter(
    (plan) => isOpenPlan(plan) && (message.plan === undefined || plan.id === message.plan),
  );
  const [first] = open;
  if (first === undefined) {
    return refuse(reason('unknown-plan', 'plan', undefined, ground.profile.plan?.rules?.['unknown-plan']));
  }
  if (message.patient === undefined && message.plan === undefined) return refuse(missingPatient(ground.profile));
  const id = ground.newId();
  const touched = open.flatMap((before) => touchedBy(request, before, ground, id));
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

function touchedBy(request: AdmissionRequest, before: Plan, ground: DecisionGround, id: string): Touched[] {
  const profile = before.profile === ground.profile.id ? ground.profile : ground.profiles?.get(before.profile);
  if (profile === undefined) return [];
  const its = { ...ground, profile };
  const changed = changePlan(request, before, its, id);
  return changed.ok ? [{ before, after: changed.plan, ground: its }] : [];
}

function unitsIn(touched: readonly Touched[]): string[] {
  return [...new Set(touched.flatMap(({ after }) => unitsOf(after.facts)))];
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
