import { gateReason } from './admission-gate.js';
import type { AdmissionRequest, DecisionGround } from './admission-plan.js';
import type { Unit } from '../directory/directory.js';
import type { Episode, Party } from '../episode/episode.js';
import type { Message, Patient, PlanningCategory } from '../message.js';
import { asProtected } from '../person.js';
import type { KindRule, Profile } from '../profile/profile.js';
import { reason } from '../reason.js';
import type { Reason } from '../reason.js';
import { categoryOf, resolveParties } from '../routing.js';
import type { KnownParties, Resolved } from '../routing.js';

/** Who a message is about and whom it concerns. */
export interface Concern {
  readonly patient: Patient;
  /** Undefined while nobody has said it of a stay that is only planned. */
  readonly category: PlanningCategory | undefined;
  readonly parties: Party[];
  /** Whether the sender is of those who have the patient, and so decides over the stay. */
  readonly isKeeper: boolean;
}

/** Whether the unit is of those who have the patient: of the organisation and the role whose stay it is. */
function isKeeper(sender: Unit, episode: Episode | undefined, { directory }: DecisionGround): boolean {
  if (episode === undefined) return true;
  const ward = directory.units.get(episode.facts.ward);
  return sender.organisation === episode.organisation && sender.role === (ward?.role ?? 'slutenvard');
}

/** Works out patient, category and parties, with every reason against them at once. */
export function resolveConcern(
  { message, sender }: AdmissionRequest,
  episode: Episode | undefined,
  rule: KindRule,
  ground: DecisionGround,
): Resolved<Concern> {
  const { profile } = ground;
  const keeps = isKeeper(sender, episode, ground);
  if (episode !== undefined && !(keeps && CHOOSING.includes(rule.recipients))) {
    return asKnown(message, episode, keeps, rule, profile);
  }
  const reasons: Reason[] = [];
  const patient = patientOf(message, episode, rule);
  if (patient === undefined) reasons.push(missingPatient(profile));
  if (rule.recipients === 'none') return toNobody(message, episode, patient, profile, reasons);
  const category = categoryOf(message, episode?.facts.category, profile);
  if (!category.ok) reasons.push(...category.reasons);
  const gate = category.ok ? gateReason(message, episode, category.value, rule, profile) : undefined;
  if (gate !== undefined) reasons.push(gate);
  const parties = resolveParties({
    category: category.ok ? category.value : undefined,
    profile,
    directory: ground.directory,
    patient,
    named: message.recipients ?? [],
    known: chosenIn(episode),
  });
  if (!parties.ok) reasons.push(...parties.reasons);
  if (patient === undefined || !category.ok || !parties.ok || reasons.length > 0) return { ok: false, reasons };
  return { ok: true, value: { patient, category: category.value, parties: parties.value, isKeeper: true } };
}

/** Kinds that go to those by which the stay's parties are chosen; what they say of the person and the category holds. */
const CHOOSING: readonly KindRule['recipients'][] = ['category', 'parties', 'none'];

export function missingPatient({ rules }: Profile): Reason {
  return reason(
    'missing-field',
    'patient',
    { en: 'give name and identity', sv: 'ange namn och identitet' },
    rules.patient,
  );
}

/**
 * What is told among the parties of a stay leaves it as it is. Of the person those who have the patient tell; only that somebody
 * is protected holds whoever knows it (L-PROT-01).
 */
function asKnown(
  message: Message,
  episode: Episode,
  keeps: boolean,
  rule: KindRule,
  profile: Profile,
): Resolved<Concern> {
  const { category, parties } = episode.facts;
  const gate = category === undefined ? undefined : gateReason(message, episode, category, rule, profile);
  if (gate !== undefined) return { ok: false, reasons: [gate] };
  const told = keeps ? (patientOf(message, episode, rule) ?? episode.patient) : episode.patient;
  const patient = message.patient?.protected === true ? asProtected(told) : told;
  return { ok: true, value: { patient, category, parties, isKeeper: keeps } };
}

/**
 * What goes to nobody leaves the parties as they are and needs no category. One that comes with it is kept for later while the
 * stay is planned; of one that has begun it would move the parties, which only a notice does.
 */
function toNobody(
  message: Message,
  episode: Episode | undefined,
  patient: Patient | undefined,
  profile: Profile,
  reasons: Reason[],
): Resolved<Concern> {
  const isStated = message.planningCategory !== undefined || message.needs !== undefined;
  const stated = isStated ? categoryOf(message, undefined, profile) : undefined;
  if (stated?.ok === false) reasons.push(...stated.reasons);
  if (patient === undefined || reasons.length > 0) return { ok: false, reasons };
  const isFree = episode === undefined || isPlanned(episode);
  const category = isFree && stated?.ok === true ? stated.value : episode?.facts.category;
  return { ok: true, value: { patient, category, parties: episode?.facts.parties ?? [], isKeeper: true } };
}

/** The parties that were chosen, and for what. While a stay is planned, none have been (L-ADM-01). */
function chosenIn(episode: Episode | undefined): KnownParties | undefined {
  if (episode === undefined || isPlanned(episode) || episode.facts.category === undefined) return undefined;
  return { parties: episode.facts.parties, category: episode.facts.category, patient: episode.patient };
}

function isPlanned({ facts }: Episode): boolean {
  return facts.state === 'planerad';
}

/**
 * The message's patient laid over what is known. Health centre and municipality decide the parties, so only an admission
 * notice, which tells old and new parties, moves the patient to others. Before any party has been chosen there is nobody to tell.
 */
function patientOf(message: Message, episode: Episode | undefined, rule: KindRule): Patient | undefined {
  if (message.patient === undefined) return episode?.patient;
  const patient: Patient = { ...episode?.patient, ...message.patient };
  if (episode === undefined || rule.recipients === 'category' || isPlanned(episode)) return patient;
  for (const field of ['healthCentre', 'municipality'] as const) {
    const known = episode.patient[field];
    if (known === undefined) delete patient[field];
    else patient[field] = known;
  }
  return patient;
}
