import { gateReason } from './admission-gate.js';
import type { DecisionGround } from './admission-plan.js';
import type { Episode, Party } from './episode/episode.js';
import type { Message, Patient, PlanningCategory } from './message.js';
import type { KindRule } from './profile.js';
import { reason } from './reason.js';
import type { Reason } from './reason.js';
import { categoryOf, resolveParties } from './routing.js';
import type { Resolved } from './routing.js';

/** Who a message is about and whom it concerns. */
export interface Concern {
  readonly patient: Patient;
  readonly category: PlanningCategory;
  readonly parties: Party[];
}

/** Works out patient, category and parties, with every reason against them at once. */
export function resolveConcern(
  message: Message,
  episode: Episode | undefined,
  rule: KindRule,
  { profile, directory }: DecisionGround,
): Resolved<Concern> {
  const reasons: Reason[] = [];
  const patient = patientOf(message, episode, rule);
  if (patient === undefined) reasons.push(reason('missing-field', 'patient', 'give name and identity', 'G-ADM-05'));
  const category = categoryOf(message, episode?.facts.category, profile);
  if (!category.ok) reasons.push(...category.reasons);
  const gate = category.ok ? gateReason(message, episode, category.value, rule, profile) : undefined;
  if (gate !== undefined) reasons.push(gate);
  const parties = resolveParties({
    category: category.ok ? category.value : undefined,
    profile,
    directory,
    patient,
    named: message.recipients ?? [],
    known: episode && { ...episode.facts, patient: episode.patient },
  });
  if (!parties.ok) reasons.push(...parties.reasons);
  if (patient === undefined || !category.ok || !parties.ok || reasons.length > 0) return { ok: false, reasons };
  return { ok: true, value: { patient, category: category.value, parties: parties.value } };
}

/**
 * The message's patient laid over what is known. Health centre and municipality decide the parties, so only an admission
 * notice, which tells old and new parties, moves the patient to others.
 */
function patientOf(message: Message, episode: Episode | undefined, rule: KindRule): Patient | undefined {
  if (message.patient === undefined) return episode?.patient;
  const patient: Patient = { ...episode?.patient, ...message.patient };
  if (episode === undefined || rule.recipients === 'category') return patient;
  for (const field of ['healthCentre', 'municipality'] as const) {
    const known = episode.patient[field];
    if (known === undefined) delete patient[field];
    else patient[field] = known;
  }
  return patient;
}
