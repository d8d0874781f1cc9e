import { refuse } from '../../admission/admission-answer.js';
import type {
  AdmissionDecision,
  AdmissionPlan,
  AdmissionRequest,
  DecisionGround,
  KnownState,
  PlannedDelivery,
} from '../../admission/admission-plan.js';
import { coordinatorOf } from '../../episode/care-contacts.js';
import { recordedOf } from '../../episode/consents.js';
import type { RecordedConsent } from '../../episode/episode.js';
import { standingSteps } from '../../episode/steps.js';
import type { Consent } from '../../message.js';
import { present } from '../../profile/profile-values.js';
import type { Profile } from '../../profile/profile.js';
import { reason } from '../../reason.js';
import type { Warning } from '../../reason.js';
import { ofStay } from './beside-values.js';
import { changePlan } from './change.js';
import { isCoordinatorLeftOut, latestConsent } from '../folding/consents.js';
import { foldPlan } from '../folding/facts.js';
import { takesPart } from '../folding/parties.js';
import { isEnding, unknownPlan } from './locate.js';
import { isOfOnePerson } from './one-person.js';
import { OF_PERSON } from './permissions.js';
import { isOpenPlan, unitsOf } from '../plan.js';
import type { Plan, PlanStep } from '../plan.js';
import { printJobsOf } from '../paper/print-jobs.js';
import { changeDuties } from '../duties/reconcile.js';
import { takenBackBy } from './taken-back.js';

type Accepted = Extract<AdmissionDecision, { kind: 'accepted' }>;

/**
 * What a message about a stay does to the plan (SIP) of the same person: an initiative or a call begins it or leads it on, consents,
 * care contact and death are known to both. Stay and plan change together; the answer about the stay stays as it is. Who calls
 * wrongly calls nobody: the message is refused. Everything else is accepted for the stay, with a remark that the plan stands as it
 * did. A plan needs no stay, and outlives the one beside which it began (B-CLOSE-04, N-ACTOR-15).
 */
export function planBeside(
  request: AdmissionRequest,
  known: KnownState,
  ground: DecisionGround,
  decision: AdmissionDecision,
): AdmissionDecision {
  const rule = ground.profile.kinds[request.message.kind];
  if (decision.kind === 'refused' || rule?.changesPlan !== true) return decision;
  const rules = ground.profile.plan;
  if (rules !== undefined && isNamedInVain(request, known, decision)) return refuse(unknownPlan(request, rules));
  const plans = plansToChange(request, known, ground);
  return plans.reduce<AdmissionDecision>(
    (decided, plan) => (decided.kind === 'refused' ? decided : changedBy(request, known, ground, decided, plan)),
    decision,
  );
}

/** Whether the message names a plan that is not there, or not of the person of its stay. */
function isNamedInVain({ message }: AdmissionRequest, { plans, episode }: KnownState, { plan }: Accepted): boolean {
  if (message.plan === undefined) return false;
  const [named, stay] = [plans?.find(({ id }) => id === message.plan), episode ?? plan.episode];
  return named === undefined || (stay !== undefined && !isOfOnePerson(named, stay));
}

/**
 * The open plan of the person in the region, or a new one: `undefined` stands for that. A death is told of once and concerns the
 * plans of all regions (N-CLOSE-11, N-CLOSE-13, G-CLOSE-02).
 */
function plansToChange(
  { message, sender }: AdmissionRequest,
  { plans = [] }: KnownState,
  ground: DecisionGround,
): (Plan | undefined)[] {
  const open = plans.filter((plan) => isOpenPlan(plan) && profileOf(plan.profile, ground) !== undefined);
  if (message.kind === 'avliden') return open;
  const own = open.find(({ profile }) => profile === sender.profile);
  if (own !== undefined) return [own];
  const rules = profileOf(sender.profile, ground)?.plan;
  const begins = rules?.transitions.some(({ on, from }) => on === message.kind && from === 'none');
  return begins === true && message.plan === undefined ? [undefined] : [];
}

/** The rules of a region that has plans. */
function profileOf(region: string, { profile, profiles }: DecisionGround): Profile | undefined {
  const its = region === profile.id ? profile : profiles?.get(region);
  return its?.plan === undefined ? undefined : its;
}

function changedBy(
  request: AdmissionRequest,
  known: KnownState,
  ground: DecisionGround,
  decision: Accepted,
  plan: Plan | undefined,
): AdmissionDecision {
  const { message } = request;
  const { plan: admitted } = decision;
  const profile = profileOf(plan?.profile ?? request.sender.profile, ground) ?? ground.profile;
  const its = { ...ground, profile };
  const own = admitted.deliveries.filter((delivery) => delivery.message === undefined);
  const to = message.kind === 'sip-kallelse' ? own.map(({ unit }) => unit) : undefined;
  const told = { id: admitted.message.id, to, ...ofStay(known.episode ?? admitted.episode) };
  const changed = changePlan(asTheStayKnows(request, admitted, plan, known), plan, its, told);
  if (!changed.ok) {
    // What begins no plan is the stay's alone, such as the judgement that none is needed.
    if (plan === undefined && changed.reasons.every(({ code }) => code === 'wrong-plan-state')) return decision;
    if (message.kind === 'sip-kallelse') return { kind: 'refused', reasons: changed.reasons };
    // To who takes no part in it there is no plan that stands as it did.
    const isKnown = plan === undefined || takesPart(plan, request.sender.hsaId);
    return { kind: 'accepted', plan: isKnown ? withWarnings(admitted, changed.reasons.map(unchanged)) : admitted };
  }
  const begun = plan === undefined ? begunBeside(changed.plan, admitted, profile) : undefined;
  const after = begun?.plan ?? joined(changed.plan, admitted);
  const warnings = [...changed.warnings, ...(begun?.warnings ?? [])];
  return { kind: 'accepted', plan: merged({ request, known, ground: its, admitted, plan, after, warnings }) };
}

/**
 * The message with the person and the consent that the stay knows: what is told of a stay need not repeat them. A consent is
 * taken over as long as nothing later was said to the plan itself; who says it outright says it to both.
 */
function asTheStayKnows(
  request: AdmissionRequest,
  { episode }: AdmissionPlan,
  plan: Plan | undefined,
  { planConsentEndedAt }: KnownState,
): AdmissionRequest {
  const { message } = request;
  const patient = message.patient ?? episode?.patient;
  const isAboutConsent = message.kind === 'samtycke' || message.kind === 'samtycke-aterkallat';
  const consent = isAboutConsent ? undefined : consentFrom(episode?.facts.consents ?? [], plan, planConsentEndedAt);
  return {
    ...request,
    message: {
      ...message,
      ...(patient === undefined ? {} : { patient }),
      ...(consent === undefined ? {} : { consent }),
    },
  };
}

const SCOPES = ['sip', 'informationsoverforing'] as const;

/** What the person has said of a SIP, and of information passed on where that was the same. */
function consentFrom(
  remembered: readonly RecordedConsent[],
  plan: Plan | undefined,
  endedAt: string | undefined,
): Consent | undefined {
  const word = recordedOf('sip', remembered);
  // What was taken back from an earlier plan is not given to the next one (G-CON-09).
  if (word !== undefined && endedAt !== undefined && Date.parse(word.at) <= Date.parse(endedAt)) return undefined;
  const known = plan && latestConsent(plan.facts, 'kallelse');
  if (word === undefined || (known !== undefined && Date.parse(known.at) >= Date.parse(word.at))) return undefined;
  const { given, at, actors } = word;
  const isSame = (scope: string) => {
    const other = recordedOf(scope, remembered);
    return other?.given === given && JSON.stringify(other.actors) === JSON.stringify(actors);
  };
  return {
    given,
    scope: SCOPES.filter(isSame),
    recordedAt: at,
    ...(actors === undefined ? {} : { actors: [...actors] }),
  };
}

/** A plan that was prepared for by itself belongs to the stay in which the others are called to its first meeting. */
function joined(plan: Plan, { episode, message }: AdmissionPlan): Plan {
  const isMade = plan.facts.meetings.some(({ held }) => held !== undefined);
  if (episode === undefined || (plan.episode ?? episode.id) !== episode.id) return plan;
  return plan.episode === undefined && isMade ? plan : besideStay(plan, episode.id, message.id);
}

/** The plan beside a stay of which a message told: what was said of the plan itself keeps it there as long as it stands. */
function besideStay(plan: Plan, episode: string, message: string): Plan {
  const marked = (step: PlanStep): PlanStep => {
    const isOfPlan = step.message === message && !OF_PERSON.includes(step.kind);
    return isOfPlan ? { ...step, beside: true } : step;
  };
  return { ...plan, episode, steps: plan.steps.map(marked) };
}

interface Begun {
  readonly plan: Plan;
  readonly warnings: readonly Warning[];
}

/**
 * A plan that begins beside a stay takes over its care contact, who may have been named long before (G-SIP-10, S-GEN-03); one whom the
 * person has not agreed to stays the stay's alone (S-CON-06).
 */
function begunBeside(plan: Plan, { episode, message }: AdmissionPlan, profile: Profile): Begun {
  if (episode === undefined) return { plan, warnings: [] };
  const beside = besideStay(plan, episode.id, message.id);
  const contact = coordinatorOf(episode.facts.careContacts);
  if (contact === undefined) return { plan: beside, warnings: [] };
  const { name, title, phone, unit, by, role, from } = contact;
  const told = standingSteps(episode).findLast((step) => step.unit === by && step.at === from);
  const step: PlanStep = {
    message: told?.message ?? message.id,
    messageId: told?.message ?? message.messageId,
    kind: 'fast-vardkontakt',
    unit: by,
    role,
    at: from,
    content: present({ name, title, phone, unit, coordinator: true }),
    state: plan.facts.state,
    stays: true,
  };
  const steps = [...beside.steps, step];
  const facts = foldPlan({ steps }, profile);
  const isAgreed = isCoordinatorLeftOut(plan.facts) || !isCoordinatorLeftOut(facts);
  return isAgreed ? { plan: { ...beside, steps, facts }, warnings: [] } : { plan: beside, warnings: [notLed(profile)] };
}

function notLed({ plan: rules }: Profile): Warning {
  const detail = {
    en: 'the consent does not cover the care contact',
    sv: 'samtycket omfattar inte den fasta vårdkontakten',
  };
  return reason('plan-not-changed', 'plan', detail, rules?.consent.scopeRule);
}

function unchanged({ rule, message, sv }: Warning): Warning {
  return reason('plan-not-changed', 'plan', { en: message, ...(sv === undefined ? {} : { sv }) }, rule);
}

function withWarnings(admitted: AdmissionPlan, warnings: readonly Warning[]): AdmissionPlan {
  const { answer } = admitted;
  return { ...admitted, answer: { ...answer, warnings: [...answer.warnings, ...warnings] } };
}

interface Beside {
  readonly request: AdmissionRequest;
  readonly known: KnownState;
  readonly ground: DecisionGround;
  readonly admitted: AdmissionPlan;
  /** The plan before and after; undefined before it begins. */
  readonly plan: Plan | undefined;
  readonly after: Plan;
  readonly warnings: readonly Warning[];
}

/** The admission of the stay's message with what it does to the plan. */
function merged({ request, known, ground, admitted, plan, after, warnings }: Beside): AdmissionPlan {
  const { receivedAt: now } = request;
  const message = admitted.message.id;
  const duties = changeDuties({ plan: after, known: known.planDeadlines ?? [], ground, now, message });
  const prints = printJobsOf({ before: plan, after, message, profile: ground.profile, newId: ground.newId, now });
  const back = takenBackBy(after, message, known);
  // Whoever takes part in a plan that ends is told, also who has no part in the stay.
  const isOver = isEnding(request.message.kind) && (!isOpenPlan(after) || after.facts.death !== undefined);
  const told = isOver ? toOthers(request, admitted, after, ground) : [];
  const { answer } = admitted;
  // A ward that tells of a death learns nothing of a plan in which it takes no part.
  const isShown = answer.plan === undefined && takesPart(after, request.sender.hsaId);
  const owed = duties.started
    .filter((deadline) => isShown && deadline.message === undefined)
    .map(({ kind, due, responsible }) => ({ kind, due: due.toISOString(), responsible }));
  const shown = isShown ? told.map(({ id, unit, role }) => ({ id, unit, role, receiptDue: null })) : [];
  return {
    ...admitted,
    message: { ...admitted.message, plan: admitted.message.plan ?? after.id },
    plans: [...(admitted.plans ?? []), after],
    ...(prints === undefined ? {} : { printJobs: both(admitted.printJobs, prints) }),
    deliveries: [...admitted.deliveries, ...told],
    deadlines: [...admitted.deadlines, ...duties.started],
    endedDeadlines: [...admitted.endedDeadlines, ...duties.ended, ...notIn(admitted.endedDeadlines, back.receipts)],
    endedDeliveries: [...admitted.endedDeliveries, ...notIn(admitted.endedDeliveries, back.deliveries)],
    answer: {
      ...answer,
      ...(isShown ? { plan: { id: after.id, state: after.facts.state } } : {}),
      deliveries: [...answer.deliveries, ...shown],
      deadlines: [...answer.deadlines, ...owed],
      warnings: [...answer.warnings, ...(isShown || plan === undefined ? [...warnings, ...duties.warnings] : [])],
    },
  };
}

/** What the stay has not ended already. */
function notIn<One extends { readonly id: string }>(known: readonly One[], more: readonly One[]): One[] {
  return more.filter(({ id }) => !known.some((one) => one.id === id));
}

type Prints = NonNullable<AdmissionPlan['printJobs']>;

function both(known: Prints | undefined, more: Prints): Prints {
  if (known === undefined) return more;
  return {
    ...known,
    ...more,
    queued: [...known.queued, ...more.queued],
    cancelled: [...known.cancelled, ...more.cancelled],
  };
}

/** Units that take part in the plan and are not told by the stay. */
function toOthers(
  { sender }: AdmissionRequest,
  { deliveries }: AdmissionPlan,
  { facts }: Plan,
  { directory, newId }: DecisionGround,
): PlannedDelivery[] {
  const reached = new Set([sender.hsaId, ...deliveries.map(({ unit }) => unit)]);
  return unitsOf(facts).flatMap((hsaId) => {
    const unit = directory.units.get(hsaId);
    return unit === undefined || reached.has(hsaId)
      ? []
      : [{ id: newId(), unit: hsaId, role: unit.role, receiptDue: null }];
  });
}
