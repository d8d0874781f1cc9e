import { decideAdmission, regionOf } from '#domain/admission/admission.js';
import type { KnownState } from '#domain/admission/admission-plan.js';
import type { Unit } from '#domain/directory/directory.js';
import { reason, swedishOf } from '#domain/reason.js';
import type { Reason, Warning } from '#domain/reason.js';
import type { ReadingRules } from '#formats/reading.js';
import { attemptOf } from './admission-attempt.js';
import type { Configuration } from './configuration-holder.js';
import type { AdmissionAttempt, AdmissionVerdict, Keys, RawMessage } from './ports.js';
import { atSender } from './read-message.js';
import type { ReadMessage, ReadableMessage } from './read-message.js';
import type { SendingParty } from './sending-party.js';

/**
 * What is to be asked of the store about a message that was read, or why it is refused before that: the same for admission and
 * for a trial.
 */
export type AdmissionQuestion =
  | { readonly kind: 'refused'; readonly reasons: readonly Reason[] }
  | {
      readonly kind: 'asked';
      readonly read: ReadableMessage;
      readonly attempt: AdmissionAttempt;
      readonly decide: (known: KnownState) => AdmissionVerdict;
    };

/** By which rules a party's messages are read: those of the region of its first unit are told of what cannot be read. */
export function readingRules(
  { mapping, units }: SendingParty,
  { directory, profiles }: Configuration,
  processingIds: readonly string[],
): ReadingRules {
  const profile = profiles.get(directory.units.get(units[0] ?? '')?.profile ?? '');
  return { mapping, processingIds, ruleIds: profile?.rules };
}

/** A unit that the caller may not send as is refused before anything else is told about the message. */
export function questionOf(
  { raw, read, party }: { readonly raw: RawMessage; readonly read: ReadMessage; readonly party: SendingParty },
  configuration: Configuration,
  { keys, newId }: { readonly keys: Keys; readonly newId: () => string },
): AdmissionQuestion {
  const foreign = foreignSender(read, party);
  if (foreign !== undefined) return { kind: 'refused', reasons: [foreign] };
  if (!read.ok) return { kind: 'refused', reasons: read.reasons };
  const { directory, profiles } = configuration;
  const sender = directory.units.get(read.message.sender);
  if (sender === undefined) return { kind: 'refused', reasons: read.at([reason('sender-not-allowed', 'sender')]) };
  const attempt = attemptOf(raw, read, sender, keys, profiles.get(sender.profile));
  const decide = (known: KnownState) => verdictOn(read, sender, known, configuration, raw.receivedAt, newId);
  return { kind: 'asked', read, attempt, decide };
}

function foreignSender(read: ReadMessage, party: SendingParty): Reason | undefined {
  if (read.sender === undefined || party.units.includes(read.sender)) return undefined;
  const refusal = reason('sender-not-allowed', 'sender', 'the directory lists which units a client may send as');
  return atSender(refusal, read);
}

function verdictOn(
  { message, origin }: ReadableMessage,
  sender: Unit,
  known: KnownState,
  { profiles, directory }: Configuration,
  receivedAt: Date,
  newId: () => string,
): AdmissionVerdict {
  const profile = profiles.get(regionOf(known, sender, message.plan));
  if (profile === undefined) {
    return { kind: 'refused', reasons: [reason('unknown-unit', 'sender', 'its region has no profile')] };
  }
  return decideAdmission({ message, origin, sender, receivedAt }, known, { profile, directory, newId, profiles });
}

/** What is remarked on a message that is accepted, at its places and in Swedish beside the English. */
export function remarksOf(read: ReadableMessage, warnings: readonly Warning[]): Warning[] {
  return [...read.at(warnings), ...read.warnings].map((warning) => ({ ...warning, sv: swedishOf(warning) }));
}
