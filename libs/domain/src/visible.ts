import type { VisibleMessage } from './admission-plan.js';
import type { DeliveryState } from './delivery.js';
import type { Consent, Content, Message, Patient } from './message.js';
import type { KindRule } from './profile.js';
import { reason } from './reason.js';
import type { Warning } from './reason.js';

/** The scope of a consent that lets information be passed on. */
const TRANSFER = 'informationsoverforing';

/** A consent that names scopes holds for these and no others. */
function letsPassOn(consent: Consent | undefined): boolean {
  if (consent?.given !== true) return false;
  return consent.scope === undefined || consent.scope.length === 0 || consent.scope.includes(TRANSFER);
}

/** What recipients may see of the content: fields that need consent are left out without it (L-ADM-02, G-ADM-08). */
export function visibleContent(message: Message, rule: KindRule): { content: Content; warnings: Warning[] } {
  if (letsPassOn(message.consent)) return { content: message.content, warnings: [] };
  const held = rule.consentFields.filter((field) => message.content[field] !== undefined);
  const content = Object.fromEntries(Object.entries(message.content).filter(([field]) => !held.includes(field)));
  return {
    content,
    warnings: held.map((field) => reason('consent-missing', `content.${field}`, undefined, rule.consentRule)),
  };
}

/** What recipients may see of the person: the address of a person with protected identity never leaves (L-PROT-01). */
export function visiblePatient(patient: Patient): { patient: Patient; warnings: Warning[] } {
  if (patient.protected !== true || patient.address === undefined) return { patient, warnings: [] };
  const shown: Patient = { ...patient };
  delete shown.address;
  return { patient: shown, warnings: [reason('protected-identity', 'patient.address', undefined, 'L-PROT-01')] };
}

/** What a recipient still sees: who says that a message was misdirected has no more business with the person in it. */
export function stillVisible(message: VisibleMessage, state: DeliveryState): VisibleMessage {
  if (state !== 'misdirected') return message;
  const rest: VisibleMessage = { ...message, content: {} };
  delete rest.patient;
  return rest;
}
