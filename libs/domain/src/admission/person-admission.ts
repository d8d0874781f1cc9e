import { accept, refuse } from './admission-answer.js';
import type {
  AdmissionDecision,
  AdmissionPlan,
  AdmissionRequest,
  DecisionGround,
  KnownState,
  PlannedDelivery,
  VisibleMessage,
} from './admission-plan.js';
import { checkAgainst } from './admission-checks.js';
import { missingPatient } from './admission-concern.js';
import { passedOn } from './admission-consent.js';
import type { Passed } from './admission-consent.js';
import { clockAhead } from './admission-remarks.js';
import { subjectOf } from './admission-subject.js';
import { isOpen } from '../episode/episode.js';
import type { Episode, Identity } from '../episode/episode.js';
import { standingSteps } from '../episode/steps.js';
import type { Message, Patient } from '../message.js';
import { takesPart } from '../plan/folding/parties.js';
import { plansOfPerson } from '../plan/person-plans.js';
import type { Plan } from '../plan/plan.js';
import { asProtected, personalIn, previousIdOf, underIdentity, withPerson } from '../person.js';
import type { KindRule } from '../profile/profile.js';
import { reason } from '../reason.js';
import type { Warning } from '../reason.js';
import { visibleContent, visibleHead, visiblePatient } from '../visible.js';

/** What a message about a person finds: one of that person's stays, and what it is afterwards. */
interface Touched {
  readonly before: Episode;
  readonly after: Episode;
  /** Whether the message is about this stay, and not only about its person. */
  readonly isMeant: boolean;
}

/**
 * Decides what is told of a person rather than of a stay: it changes what is known in the stays of that person at the sender's
 * organisation and leaves their states, deliveries and duties as they are. Record systems tell of everybody: where the hub
 * knows no stay, the message is accepted and nothing comes of it.
 */
export function decidePerson(
  request: AdmissionRequest,
  known: KnownState,
  ground: DecisionGround,
  rule: KindRule,
): AdmissionDecision {
  const { patient } = request.message;
  const subject = subjectOf(request, { state: known, concern: undefined, joined: [] }, ground);
  const passed = passedOn(request.message, rule, subject.hasConsent);
  const checked = checkAgainst(rule, subject);
  const reasons = [
    ...(patient === undefined ? [missingPatient(ground.profile)] : []),
    ...passed.reasons,
    ...checked.reasons,
  ];
  if (patient === undefined || reasons.length > 0) return refuse(...reasons);
  const touched = touchedBy(request, patient, known);
  const changed = touched.filter(({ before, after }) => after !== before);
  const plans = plansOfPerson(request, patient, known, ground.directory);
  // A record system tells of everybody: which of them have a plan is for those who take part in it (G-SIP-77).
  const heard = plans.filter((plan) => takesPart(plan, request.sender.hsaId));
  const meant = touched.filter(({ isMeant }) => isMeant);
  const open = meant.filter(({ before, after }) => after !== before && isOpen(after));
  const main = meant.find(({ before }) => before.id === known.episode?.id) ?? open[0] ?? meant[0];
  const deliveries = rule.recipients === 'none' || passed.isWithheld ? [] : deliveriesTo(open, ground);
  const isProtected = patient.protected ?? touched.some(({ after }) => after.patient.protected === true);
  // Who plans for one stay of the person is not told which other stays there are.
  const named = open.length > 1 ? undefined : main;
  const { message, warnings } = shown(request, rule, ground, passed, { named, isProtected });
  const decision = accept(
    {
      message,
      profile: ground.profile.id,
      episode: main?.after,
      alsoEpisodes: changed.flatMap(({ after }) => (after === main?.after ? [] : [after])),
      ...(plans.length === 0 ? {} : { plans }),
      deliveries,
      deadlines: [],
      endedDeadlines: [],
      endedDeliveries: [],
      withdraws: undefined,
      ...renamed(request.message, patient),
    },
    [
      ...warnings,
      ...clockAhead(request),
      ...checked.warnings,
      ...(changed.length + heard.length === 0 ? [reason('nothing-changed', '')] : []),
    ],
  );
  return tellingOf(decision, heard[0]);
}

/** The answer speaks of the plan in which its sender takes part, if there is one. */
function tellingOf(decision: AdmissionDecision, plan: Plan | undefined): AdmissionDecision {
  if (decision.kind === 'refused') return decision;
  const answer = { ...decision.plan.answer };
  delete answer.plan;
  const told = plan === undefined ? answer : { ...answer, plan: { id: plan.id, state: plan.facts.state } };
  return { ...decision, plan: { ...decision.plan, answer: told } };
}

/**
 * A person with a new identity is still the one for whose stay something waits. A reservnummer is known to its hospital alone:
 * what others sent under the same number is about somebody else.
 */
function renamed(message: Message, { id }: Patient): Pick<AdmissionPlan, 'renames'> {
  const isLocal = message.content['previousIdType'] === 'reservnummer';
  const previousId = isLocal ? undefined : previousIdOf(message);
  return previousId === undefined || previousId === id ? {} : { renames: { from: previousId, to: id } };
}

/** The person's stays as they are afterwards, in the order of their numbers. */
function touchedBy(request: AdmissionRequest, patient: Patient, known: KnownState): Touched[] {
  const stays = [...(known.ofPerson ?? [])].sort((one, other) => (one.number < other.number ? -1 : 1));
  const knownProtection = stays.some((stay) => stay.patient.protected === true);
  const spread = (patient.protected ?? knownProtection) ? asProtected : (person: Patient) => person;
  const tell = personalIn(request);
  const previousId = previousIdOf(request.message);
  return stays.map((before): Touched => {
    const isMeant = previousId === undefined ? isTold(before, known.episode) : isMoved(before, previousId, patient);
    const told = isMeant ? withPerson(before, (person) => spread(tell(person))) : withPerson(before, spread);
    const after = isMeant && previousId !== undefined ? underIdentity(told, patient) : told;
    return { before, after: oneVersionOn(before, after), isMeant };
  });
}

/** What is told of the person is laid over the stay that was named, or over all that are open. */
function isTold(stay: Episode, named: Episode | undefined): boolean {
  return named === undefined ? isOpen(stay) : stay.id === named.id;
}

function isMoved({ patient }: Episode, previousId: string, next: Identity): boolean {
  return patient.id === previousId && (next.id !== previousId || next.idType !== patient.idType);
}

function oneVersionOn(before: Episode, after: Episode): Episode {
  return after === before ? before : { ...after, version: before.version + 1 };
}

/** Each unit that is a party of one of these stays gets the message once. */
function deliveriesTo(open: readonly Touched[], ground: DecisionGround): PlannedDelivery[] {
  const parties = open
    .filter(({ after }) => standingSteps(after).length > 0)
    .flatMap(({ after }) => after.facts.parties.map((party) => ({ ...party, episode: after.id })));
  return parties
    .filter(({ unit }, at) => parties.findIndex((other) => other.unit === unit) === at)
    .map(({ unit, role, episode }) => ({ id: ground.newId(), unit, role, receiptDue: null, episode }));
}

function shown(
  request: AdmissionRequest,
  rule: KindRule,
  { profile, newId }: DecisionGround,
  passed: Passed,
  { named, isProtected }: { named: Touched | undefined; isProtected: boolean },
): { message: VisibleMessage; warnings: Warning[] } {
  const { patient } = request.message;
  const person = patient && visiblePatient({ ...patient, ...(isProtected ? { protected: true } : {}) }, profile);
  return {
    message: {
      ...visibleHead(request, newId()),
      ...(named === undefined ? {} : { episode: named.after.id, episodeId: named.after.number }),
      ...(person === undefined ? {} : { patient: person.patient }),
      ...visibleContent(passed, isProtected),
    },
    warnings: rule.recipients === 'none' ? [] : [...passed.warnings, ...(person?.warnings ?? [])],
  };
}
