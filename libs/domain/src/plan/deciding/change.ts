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
import { fullReasons } from './fullness.js';
import { meantBy } from '../folding/meant.js';
import type { PlanObject } from '../folding/meant.js';
import { unitsNamedIn } from '../folding/meetings.js';
import { takesPart } from '../folding/parties.js';
import { callReasons, meetingRemarks, unitReasons } from './calling.js';
import { coordinatorReasons, leftOutReasons, leftOutRemarks } from './left-out.js';
import { actingIn, authorIn, isAdministrator, permissionFor, permissionReasons } from './permissions.js';
import type { Doing } from './permissions.js';
import type { PlanRules } from '../plan-rule.js';
import { leftBy, subjectForPlan } from './plan-subject.js';
import { coordinatorOf, isOpenPlan } from '../plan.js';
import type { Plan, PlanState, PlanStep } from '../plan.js';
import { objectIn, textIn } from '../reading.js';
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

/** What is known of a message beside what it says. */
export interface Told {
  /** The hub's id of the message. */
  readonly id: string;
  /** HSA-ids that a call reached, where something else than the message decided that. */
  readonly to?: readonly string[] | undefined;
  /** The hub's id of the open stay that it tells of too. */
  readonly stay?: string | undefined;
  /** Its sender has the person in another stay or plan. */
  readonly hasOther?: boolean | undefined;
}

/**
 * Lays a message over a plan, or begins one with it: who may do it, whether it fits there, what it names, what the person has
 * agreed to. Who gets it and what the kind's own checks ask is looked at elsewhere.
 */
export function draftOf(
  request: AdmissionRequest,
  before: Plan | undefined,
  ground: DecisionGround,
  rules: PlanRules,
  { id, to, stay, hasOther }: Told,
): Draft {
  const { profile } = ground;
  const { kind, content } = request.message;
  const base = before ?? newPlan(request, ground);
  const event = eventOf(kind, content);
  const provisional = stepOf(request, { id, to, state: stateBefore(before, rules, request) }, ground);
  const facts = foldPlan({ steps: [...base.steps, provisional] }, profile);
  const corrects = before !== undefined && isAdministrator(request.sender, before, rules);
  const { object, reasons: unknown } = meantBy(provisional, before, rules.rules?.reference, corrects);
  const doing = { author: authorIn(kind, content), object, stay, hasOther };
  const acting = actingIn(before ?? { ...base, facts, steps: [provisional] }, request.sender, rules, doing);
  const told: Plan = { ...base, facts, patient: patientAfter(base.patient, request.message) };
  const asked = subjectForPlan(request, { before, after: told, acting, object }, ground);
  const isAside = kind === 'sip-mote' && object?.purpose === 'aktorsmote';
  const move = moveOf(rules, { kind, event, before, subject: leftBy(asked), isAside });
  const step = move === undefined ? provisional : { ...provisional, ...stateIn(move) };
  const steps = [...base.steps, step];
  const plan: Plan = { ...told, version: base.version + 1, steps, facts: foldPlan({ steps }, profile) };
  const subject = subjectForPlan(request, { before, after: plan, acting, object }, ground);
  const reasons = [
    ...personReasons(request.message, before),
    ...fullReasons(request, before, ground.directory),
    ...(isRegisterNotice(request, ground.directory) ? [] : allowedReasons(request, before, rules, doing, event)),
    ...(move === undefined ? [misfitReason(request, before, rules, event)] : []),
    ...unknown,
    ...(before === undefined ? [] : misfits({ request, step, facts: before.facts, rules, object })),
    ...codeReasons(step, rules),
    ...unitReasons(request, rules, ground),
    ...callReasons(step, plan.facts, rules),
    ...coordinatorReasons(step, plan.facts, rules),
    ...leftOutReasons(step, plan.facts, rules),
  ];
  const flag = move?.row?.flag;
  const warnings = [
    ...(flag === undefined ? [] : [reason(flag.code, 'kind', undefined, flag.rule)]),
    ...meetingRemarks(step, plan.facts, object, rules),
    ...leftOutRemarks(plan.facts, rules),
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
  // The identity changes by a message of its own.
  const { id, idType } = known.id === '' && patient !== undefined ? patient : known;
  const told = patient === undefined ? known : { ...known, ...patient, id, idType };
  return known.protected === true ? asProtected(told) : told;
}

/** Whether somebody with this identity has the plan now. */
function isOfIdentity({ patient, formerIds = [] }: Plan, id: string): boolean {
  return patient.id === id || formerIds.some((one) => one.now === true && one.id === id);
}

function personReasons({ patient }: Message, before: Plan | undefined): Reason[] {
  if (before === undefined || patient === undefined || isOfIdentity(before, patient.id)) return [];
  const detail = { en: 'check the plan and the identity', sv: 'kontrollera planen och identiteten' };
  return [reason('patient-mismatch', 'patient.id', detail)];
}

/** Whoever begins a plan coordinates it or finds who does; what only others may do begins none. */
function allowedReasons(
  request: AdmissionRequest,
  before: Plan | undefined,
  rules: PlanRules,
  doing: Doing,
  event: string | undefined,
): Reason[] {
  const { message, sender } = request;
  if (before !== undefined) {
    const reasons = permissionReasons(before, sender, message.kind, event, rules, doing);
    const isHandingOver = reasons.length === 0 && namesAnotherCoordinator(request, before);
    return isHandingOver
      ? permissionReasons(before, sender, 'sip-samordningsansvarig', undefined, rules, doing)
      : reasons;
  }
  const row = permissionFor(rules, message.kind, event);
  const isForOthers = row?.by.every((actor) => actor === 'administrator' || actor === 'owner') === true;
  return row !== undefined && isForOthers ? [reason('not-participant', 'sender', undefined, row.rule)] : [];
}

/** Whether an underlag or a meeting hands the coordination over on the way, which is asked as if that were a message of its own. */
function namesAnotherCoordinator({ message, sender }: AdmissionRequest, { facts }: Plan): boolean {
  const { kind, content } = message;
  const named = objectIn(content, 'coordinator');
  const now = coordinatorOf(facts);
  if (named === undefined || now === undefined || kind === 'sip-samordningsansvarig') return false;
  const [unit, name] = [textIn(named, 'unit') ?? sender.hsaId, textIn(named, 'name')];
  return unit !== now.unit || (now.name !== undefined && name !== undefined && name !== now.name);
}

/**
 * A person has one open plan: what would begin another one is told so (N-CALL-10, G-SIP-77). Nobody begins another with the first
 * call to a plan that is named: that comes too early. Where the plan is hears nobody who has nothing to do with it.
 */
function misfitReason(
  { message: { kind, plan }, sender }: AdmissionRequest,
  before: Plan | undefined,
  rules: PlanRules,
  event: string | undefined,
): Reason {
  const wasCalled = before?.facts.meetings.some(({ purpose }) => purpose === 'sip') === true;
  const isTooEarly = plan !== undefined && kind === 'sip-kallelse' && !wasCalled;
  const mayBegin = rowsFor(rules, kind, event, 'none').length > 0;
  if (before !== undefined && isOpenPlan(before) && mayBegin && !isTooEarly) return planExists(rules);
  const isKnown = before === undefined || takesPart(before, sender.hsaId) || isAdministrator(sender, before, rules);
  const detail = misfitDetail(rules, kind, event, isKnown ? (before?.facts.state ?? 'none') : undefined);
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
 * kind, deadlines and answer.
 */
export function changePlan(
  request: AdmissionRequest,
  plan: Plan | undefined,
  ground: DecisionGround,
  told: Told,
): PlanChange {
  const rules = ground.profile.plan;
  if (rules === undefined) return { ok: false, reasons: [withoutPlans(ground.profile)] };
  const drafted = draftOf(request, plan, ground, rules, told);
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
