import type { AdmissionRequest, Judgement, VisibleMessage } from './admission/admission-plan.js';
import type { Passed } from './admission/admission-consent.js';
import type { DeliveryState } from './delivery.js';
import type { AnyMessageKind, Patient } from './message.js';
import type { HiddenField, Profile } from './profile/profile.js';
import { withoutPlaces } from './protection.js';
import { reason } from './reason.js';
import type { Warning } from './reason.js';

/** What recipients may see of the person: the address of a person with protected identity never leaves (L-PROT-01). */
export function visiblePatient(patient: Patient, { rules }: Profile): { patient: Patient; warnings: Warning[] } {
  if (patient.protected !== true || patient.address === undefined) return { patient, warnings: [] };
  const shown: Patient = { ...patient };
  delete shown.address;
  return { patient: shown, warnings: [reason('protected-identity', 'patient.address', undefined, rules.protection)] };
}

/** The person without what is not to be told of them (B-ADM-08). */
export function shownPatient(patient: Patient, hidden: readonly HiddenField[]): Patient {
  const shown: Patient = { ...patient };
  if (hidden.includes('patient.municipality')) delete shown.municipality;
  if (hidden.includes('patient.healthCentre')) delete shown.healthCentre;
  return shown;
}

/** When something was due tells the instant that it was counted from: who is not told the one is not told the other (B-ADM-08). */
export function shownJudgements(
  judged: readonly Judgement[],
  { untold }: Passed,
  { deadlines }: Pick<Profile, 'deadlines'>,
): Judgement[] {
  return judged.filter(({ kind, startedFrom }) => {
    const starts = startedFrom === undefined ? (deadlines[kind]?.from ?? []) : [startedFrom];
    return !starts.some((field) => untold.includes(field));
  });
}

/** The head of a message as its recipients see it, without the stay and the person. */
export function visibleHead(
  { message, receivedAt }: AdmissionRequest,
  id: string,
): Pick<VisibleMessage, 'id' | 'messageId' | 'kind' | 'sender' | 'sentAt' | 'receivedAt' | 'inReplyTo'> {
  return {
    id,
    messageId: message.messageId,
    kind: message.kind,
    sender: message.sender,
    sentAt: message.sentAt,
    receivedAt: receivedAt.toISOString(),
    ...(message.inReplyTo === undefined ? {} : { inReplyTo: message.inReplyTo }),
  };
}

/** What recipients see of its content and of the consent behind that; of a protected person not where to find them (L-PROT-01). */
export function visibleContent(
  { content, consent }: Passed,
  isProtected: boolean,
): Pick<VisibleMessage, 'content' | 'consent'> {
  return { ...(consent === undefined ? {} : { consent }), content: isProtected ? withoutPlaces(content) : content };
}

/**
 * What a recipient still sees: who says that a message was misdirected has no more business with the person in it, nor has
 * anybody with one that has waited in vain for its stay (G-REQ-10), or that went back with the consent (N-CON-03).
 */
export function stillVisible(message: VisibleMessage, state: DeliveryState, isOver = false): VisibleMessage {
  if (state !== 'misdirected' && !isOver) return message;
  const rest: VisibleMessage = { ...message, content: {} };
  delete rest.patient;
  return rest;
}

/** Messages of the hub about what is owed for a plan: they go to nobody whom that does not concern. */
const OF_DUTIES: readonly AnyMessageKind[] = ['paminnelse', 'eskalering'];

/**
 * A message or its delivery as one recipient gets it: that the person has a plan (SIP), and which, is told to the units that have to
 * do with it. Those of a stay have not for that alone (N-CON-01, S-CON-06).
 */
export function visibleTo<Told extends { readonly kind: AnyMessageKind; plan?: string | undefined }>(
  told: Told,
  hasPart: boolean,
): Told {
  if (hasPart || told.plan === undefined || OF_DUTIES.includes(told.kind)) return told;
  const rest: Told = { ...told };
  delete rest.plan;
  return rest;
}
