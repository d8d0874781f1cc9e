import type { Unit } from '#domain/directory/directory.js';
import type { Message, MessageKind, Origin } from '#domain/message.js';
import { personsIn } from '#domain/person.js';
import type { Profile } from '#domain/profile/profile.js';
import type { AdmissionAttempt, EpisodeName, Keys, PersonName, PlanName, RawMessage, SoughtStay } from './ports.js';

/**
 * Under which locks and with what knowledge a message that was read is decided: what the store is asked for. The profile is the
 * sender's; a message of a region without one is refused anyway.
 */
export function attemptOf(
  raw: RawMessage,
  { message, origin }: { readonly message: Message; readonly origin: Origin },
  sender: Unit,
  keys: Keys,
  profile: Profile | undefined,
): AdmissionAttempt {
  return {
    raw,
    idempotencyKey: keys.idempotencyKey(origin.application, message.sender, message.messageId),
    contentHash: keys.contentHash(canonical(message)),
    own: { sender: message.sender, role: sender.role, messageId: message.messageId },
    episode: episodeOf(message, sender),
    patientId: message.patient?.id,
    mayOpen: profile !== undefined && mayOpenStay(message.kind, profile),
    seeks: profile && soughtBy(message, sender, profile),
    person: personOf(message, sender),
    target: targetOf(message),
    plan: profile && planOf(message, profile),
  };
}

/** The parsed message without its sending time; fields stand in the order of the check, so equal messages give equal texts. */
function canonical(message: Message): string {
  return JSON.stringify({ ...message, sentAt: undefined });
}

function episodeOf(message: Message, sender: Unit): EpisodeName | undefined {
  if (message.episode !== undefined) return { id: message.episode };
  return message.episodeId === undefined ? undefined : { organisation: sender.organisation, number: message.episodeId };
}

function mayOpenStay(kind: MessageKind, { transitions }: Profile): boolean {
  return transitions.some((row) => row.on === kind && row.from === 'none');
}

function soughtBy(
  { kind, episode, episodeId, patient }: Message,
  { hsaId, organisation }: Unit,
  { kinds }: Profile,
): SoughtStay | undefined {
  const isNamed = episode !== undefined || episodeId !== undefined;
  if (kinds[kind]?.early === undefined || isNamed || patient === undefined) return undefined;
  return { patientId: patient.id, unit: hsaId, organisation };
}

function personOf(message: Message, { organisation }: Unit): PersonName | undefined {
  const ids = personsIn(message);
  return ids.length === 0 ? undefined : { organisation, ids };
}

/**
 * Which plans (SIP) the message is about or may change besides; none in a region that knows none. What is told of a person goes into
 * all plans that the region has of the person, a death ends them in every region.
 */
function planOf(message: Message, { id: profile, kinds, plan }: Profile): PlanName | undefined {
  const rule = kinds[message.kind];
  if (plan === undefined || rule === undefined) return undefined;
  const persons = personsIn(message);
  if (persons.length > 0) return { patientIds: persons, profile };
  if (rule.about !== 'plan' && rule.changesPlan !== true) return undefined;
  if (message.plan !== undefined) return { id: message.plan };
  const { patient, episode, episodeId } = message;
  const isFound = patient !== undefined || episode !== undefined || episodeId !== undefined;
  if (!isFound) return undefined;
  return {
    patientIds: patient === undefined ? [] : [patient.id],
    profile: message.kind === 'avliden' ? undefined : profile,
  };
}

function targetOf(message: Message): { sender: string; messageId: string } | undefined {
  const messageId = message.content['messageId'];
  return message.kind === 'makulering' && typeof messageId === 'string'
    ? { sender: message.sender, messageId }
    : undefined;
}
