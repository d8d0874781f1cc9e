import type { AdmissionRequest, DecisionGround } from '../../admission/admission-plan.js';
import type { Subject } from '../../condition.js';
import type { Message, Patient } from '../../message.js';
import { missingPatient } from '../../admission/admission-concern.js';
import { asProtected } from '../../person.js';
import type { Profile } from '../../profile/profile.js';
import { present } from '../../profile/profile-values.js';
import { reason } from '../../reason.js';
import type { Reason, Warning } from '../../reason.js';
import { eventOf } from '../events.js';
import { foldPlan } from '../folding/facts.js';
import { codeReasons, misfits } from './fit.js';
import { meantBy } from '../folding/meant.js';
import type { PlanObject } from '../folding/meant.js';
import { unitsNamedIn } from '../folding/meetings.js';
import { callReasons, meetingRemarks, unitReasons } from './calling.js';
import { actingIn, authorIn, permissionFor, permissionReasons } from './permissions.js';
import type { Acting } from './permissions.js';
import type { PlanRules } from '../plan-rule.js';
import { leftBy, subjectForPlan } from './plan-subject.js';
import { isOpenPlan } from '../plan.js';
import type { Plan, PlanFacts, PlanState, PlanStep } from '../plan.js';
import { isRegisterNotice } from './register-notice.js';
import { misfitDetail, moveOf, rowsFor } from './transition.js';
import type { Move } from './transition.js';
import { planRemarks } from './remarks.js';

/** What a message would make of a plan, with every reason against it. */
export interface Draft {
  readonly before: Plan | undefined;
  /** The plan as the message leaves it; where it is refused, as it would. */
  readonly plan: Plan;
  readonly step: PlanStep;
  readonly object: PlanObject | undefined;
  /** What the checks of the kind are asked of. */
  readonly subject: Subject;
  readonly reasons: readonly Reason[];
  readonly warnings: readonly Warning[];
}

/**
 * Lays a message over a plan, or begins one with it: who may do it, whether it fits there, what it names, what the person has
 * agreed to. Who gets it and what the kind's own checks ask is looked at elsewhere. `to`: HSA-ids that a call reached, where
 * something else than the message decided that.
 */
export function draftOf(
  request: AdmissionRequest,
  before: Plan | undefined,
  ground: DecisionGround,
  rules: PlanRules,
  { id, to }: { id: string; to?: readonly string[] | undefined },
): Draft {
  const { profile } = ground;
  const { kind, content } = request.message;
  const base = before ?? newPlan(request, ground);
  const event = eventOf(kind, content);
  const provisional = stepOf(request, { id, to, state: stateBefore(before, rules, request) }, ground);
  const facts = foldPlan({ steps: [...base.steps, provisional] }, profile);
  const { object, reasons: unknown } = meantBy(provisional, before, rules.rules?.reference);
  const acting = actingOf(request, before?.facts ?? facts, rules, object);
  const told: Plan = { ...base, facts, patient: patientAfter(base.patient, request.message) };
  const asked = subjectForPlan(request, { before, after: told, acting, object }, ground);
  const isAside = kind === 'sip-mote' && object?.purpose === 'aktorsmote';
  const move = moveOf(rules, { kind, event, before, facts, subject: leftBy(asked), isAside });
  const step = move === undefined ? provisional : { ...provisional, ...stateIn(move) };
  const steps = [...base.steps, step];
  const plan: Plan = { ...told, version: base.version + 1, steps, facts: foldPlan({ steps }, profile) };
  const subject = subjectForPlan(request, { before, after: plan, acting, object }, ground);
  const reasons = [
    ...personReasons(request.message, before),
    ...(isRegisterNotice(request, ground.directory) ? [] : allowedReasons(request, before, rules, object, event)),
    ...(move === undefined ? [misfitReason(request.message, before, rules, event)] : []),
    ...unknown,
    ...(before === undefined ? [] : misfits({ request, step, facts: before.facts, rules, object })),
    ...codeReasons(step, rules),
    ...unitReasons(request, rules, ground),
    ...callReasons(step, plan.facts, rules),
  ];
  const flag = move?.row?.flag;
  const warnings = [
    ...(flag === undefined ? [] : [reason(flag.code, 'kind', undefined, flag.rule)]),
    ...meetingRemarks(step, plan.facts, object, rules),
    ...planRemarks({ kind, content, unit: step.unit, plan }, rules),
  ];
  return { before, plan, step, object, subject, reasons, warnings };
}

function stateIn({ state, stays }: Move): Pick<PlanStep, 'state' | 'stays'> {
  return { state, ...(stays ? { stays } : { stays: undefined }) };
}

/** The state in which a message finds a plan; of one that it begins the first that the table leads to. */
function stateBefore(before: Plan | undefined, rules: PlanRules, { message }: AdmissionRequest): PlanState {
  if (before !== undefined) return before.facts.state;
  const first = rowsFor(rules, message.kind, eventOf(message.kind, message.content), 'none')[0]?.to;
  return first === undefined || first === 'same' || first === 'previous' ? 'behov' : first;
}

function newPlan({ message, sender }: AdmissionRequest, { newId, profile }: DecisionGround): Plan {
  const nobody: Patient = { id: '', idType: 'reservnummer', givenName: '', familyName: '' };
  const facts = foldPlan({ steps: [] }, profile);
  return { id: newId(), profile: sender.profile, patient: message.patient ?? nobody, version: 0, facts, steps: [] };
}

/** The step by which the plan remembers a message. */
function stepOf(
  { message, sender, receivedAt }: AdmissionRequest,
  { id, to, state }: { id: string; to: readonly string[] | undefined; state: PlanState },
  { directory }: DecisionGround,
): PlanStep {
  const { messageId, kind, content, consent } = message;
  const sent = to ?? message.recipients ?? [];
  const named = kind === 'sip-kallelse' ? unitsNamedIn(content, sent) : [...new Set(sent)];
  const roles = Object.fromEntries(
    unitsIn(content, named).flatMap((unit) => {
      const role = directory.units.get(unit)?.role;
      return role === undefined ? [] : [[unit, role] as const];
    }),
  );
  return {
    message: id,
    messageId,
    kind,
    unit: sender.hsaId,
    role: sender.role,
    at: receivedAt.toISOString(),
    ...present({ to: named.length === 0 ? undefined : named, consent }),
    ...(Object.keys(roles).length === 0 ? {} : { roles }),
    content,
    state,
    stays: true,
  };
}

/** Units whose role the plan has to know: those that are named, and those of who is named. */
function unitsIn(content: Message['content'], named: readonly string[]): string[] {
  const of = ['coordinator', 'careContact', 'participant'].flatMap((field) => {
    const unit: unknown = Reflect.get(Object(content[field]), 'unit');
    return typeof unit === 'string' ? [unit] : [];
  });
  return [...new Set([...named, ...of])];
}

/** What is told of the person is laid over what is known; whoever is protected stays so (L-PROT-01). */
function patientAfter(known: Patient, { patient }: Message): Patient {
  const told = patient === undefined ? known : { ...known, ...patient };
  return known.protected === true ? asProtected(told) : told;
}

function personReasons({ patient }: Message, before: Plan | undefined): Reason[] {
  if (before === undefined || patient === undefined || patient.id === before.patient.id) return [];
  const detail = { en: 'check the plan and the identity', sv: 'kontrollera planen och identiteten' };
  return [reason('patient-mismatch', 'patient.id', detail)];
}

function actingOf(
  { message, sender }: AdmissionRequest,
  facts: PlanFacts,
  rules: PlanRules,
  object: PlanObject | undefined,
): Acting {
  return actingIn(facts, sender, rules, { author: authorIn(message.kind, message.content), object });
}

/** Whoever begins a plan coordinates it or finds who does; what only others may do begins none. */
function allowedReasons(
  { message, sender }: AdmissionRequest,
  before: Plan | undefined,
  rules: PlanRules,
  object: PlanObject | undefined,
  event: string | undefined,
): Reason[] {
  if (before !== undefined) {
    const author = authorIn(message.kind, message.content);
    return permissionReasons(before, sender, message.kind, event, rules, { author, object });
  }
  const row = permissionFor(rules, message.kind, event);
  const isForOthers = row?.by.every((actor) => actor === 'administrator' || actor === 'owner') === true;
  return row !== undefined && isForOthers ? [reason('not-participant', 'sender', undefined, row.rule)] : [];
}

/**
 * A person has one open plan: what would begin another one is told so (N-CALL-10, G-SIP-77). Nobody begins another with the first
 * call to a plan that is named: that comes too early.
 */
function misfitReason(
  { kind, plan }: Message,
  before: Plan | undefined,
  rules: PlanRules,
  event: string | undefined,
): Reason {
  const wasCalled = before?.facts.meetings.some(({ purpose }) => purpose === 'sip') === true;
  const isTooEarly = plan !== undefined && kind === 'sip-kallelse' && !wasCalled;
  const mayBegin = rowsFor(rules, kind, event, 'none').length > 0;
  if (before !== undefined && isOpenPlan(before) && mayBegin && !isTooEarly) return planExists(rules);
  const detail = misfitDetail(rules, kind, event, before?.facts.state);
  return reason('wrong-plan-state', 'kind', detail, rules.rules?.['wrong-state']);
}

export function planExists({ rules }: PlanRules): Reason {
  return reason('plan-exists', 'kind', undefined, rules?.['plan-exists']);
}

/** A plan as a message leaves it, or every reason why it does not. */
export type PlanChange =
  | { readonly ok: true; readonly plan: Plan; readonly warnings: readonly Warning[] }
  | { readonly ok: false; readonly reasons: Reason[] };

/**
 * What a message makes of a plan, or of none: permissions, state, consent and references, without recipients, the checks of the
 * kind, deadlines and answer. `id` is the hub's id of the message; `to` the HSA-ids that a call reached, where the stay decided.
 */
export function changePlan(
  request: AdmissionRequest,
  plan: Plan | undefined,
  ground: DecisionGround,
  id: string,
  to?: readonly string[],
): PlanChange {
  const rules = ground.profile.plan;
  if (rules === undefined) return { ok: false, reasons: [withoutPlans(ground.profile)] };
  const drafted = draftOf(request, plan, ground, rules, { id, to });
  const reasons = [...patientReasons(request, plan, ground), ...drafted.reasons];
  if (reasons.length > 0) return { ok: false, reasons };
  return { ok: true, plan: drafted.plan, warnings: drafted.warnings };
}

export function withoutPlans({ id }: Profile): Reason {
  const detail = { en: `the profile ${id} has no plans`, sv: `profilen ${id} har inga planer` };
  return reason('unknown-kind', 'kind', detail);
}

/** A plan that begins is somebody's. */
export function patientReasons(
  { message }: AdmissionRequest,
  plan: Plan | undefined,
  { profile }: DecisionGround,
): Reason[] {
  return plan === undefined && message.patient === undefined ? [missingPatient(profile)] : [];
}
