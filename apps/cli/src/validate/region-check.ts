import { decideAdmission } from '#domain/admission/admission.js';
import type { KnownState } from '#domain/admission/admission-plan.js';
import { parseInstant } from '#domain/calendar.js';
import type { Unit } from '#domain/directory/directory.js';
import type { Message } from '#domain/message.js';
import type { Profile } from '#domain/profile/profile.js';
import { reason } from '#domain/reason.js';
import type { Reason, ReasonCode } from '#domain/reason.js';
import type { Configuration } from '#flows/configuration-holder.js';
import type { ReadableMessage } from '#flows/read-message.js';

/** What a region says about a message of which nothing else is known. */
export interface RegionFindings {
  /** Refused whatever the hub knows. */
  readonly errors: readonly Reason[];
  /** Refused when the care episode is new to the hub; an episode that it knows may have what is missing. */
  readonly unlessKnown: readonly Reason[];
  readonly warnings: readonly Reason[];
}

/** A hub that has seen nothing yet. */
const NOTHING_KNOWN: KnownState = {
  episode: undefined,
  hasOtherOpenEpisode: false,
  outstanding: [],
  deadlines: [],
  ofPerson: [],
  target: undefined,
};

/** Depend on what came before, of which nothing is known here. */
const OF_WHAT_CAME_BEFORE: readonly ReasonCode[] = [
  'unknown-episode',
  'unknown-message',
  'wrong-state',
  'out-of-order',
  'nothing-changed',
  'late',
];

/**
 * What can be told of a message without a hub: its kind, its sender, the units that it names and, when it may be the first
 * of a care episode, where it would go. It is looked at as if it came the moment it was sent.
 * @param profileId the region to check against; that of the sending unit when it is not given.
 */
export function checkAgainstRegion(
  { message, origin }: Pick<ReadableMessage, 'message' | 'origin'>,
  { directory, profiles }: Configuration,
  profileId: string | undefined,
): RegionFindings {
  const sender = directory.units.get(message.sender);
  const profile = profiles.get(profileId ?? sender?.profile ?? '');
  const errors = [...unknownUnits(message, directory.units), ...kindReasons(message, profile)];
  if (sender === undefined || profile === undefined) return { errors, unlessKnown: [], warnings: [] };
  const receivedAt = parseInstant(message.sentAt) ?? new Date(0);
  const ground = { profile, directory, newId: () => '' };
  const decision = decideAdmission({ message, origin, sender, receivedAt }, NOTHING_KNOWN, ground);
  if (decision.kind === 'accepted') {
    const warnings = decision.plan.answer.warnings.filter(({ code }) => !OF_WHAT_CAME_BEFORE.includes(code));
    return { errors, unlessKnown: [], warnings };
  }
  const told = (found: Reason): boolean => errors.some(({ code, path }) => code === found.code && path === found.path);
  const more = decision.reasons.filter((found) => !OF_WHAT_CAME_BEFORE.includes(found.code) && !told(found));
  return {
    errors: [...errors, ...more.filter((found) => isCertain(found, message))],
    unlessKnown: mayOpen(message, profile) ? more.filter((found) => !isCertain(found, message)) : [],
    warnings: [],
  };
}

function kindReasons({ kind }: Message, profile: Profile | undefined): Reason[] {
  if (profile === undefined || profile.kinds[kind] !== undefined) return [];
  return [reason('unknown-kind', 'kind', `the profile ${profile.id} has no such kind`)];
}

/** The units that a message names and the directory does not have. */
function unknownUnits(message: Message, known: ReadonlyMap<string, Unit>): Reason[] {
  const named: [path: string, hsaId: unknown][] = [
    ['sender', message.sender],
    ...(message.recipients ?? []).map((unit, index): [string, string] => [`recipients[${String(index)}]`, unit]),
    ['content.ward', message.content['ward']],
  ];
  return named
    .filter(([, hsaId]) => typeof hsaId === 'string' && !known.has(hsaId))
    .map(([path]) => reason('unknown-unit', path, 'use the HSA-id of a unit in the directory'));
}

/** Whether a care episode begins with such a message when all goes in order. */
function mayOpen({ kind }: Message, { transitions }: Profile): boolean {
  return transitions.some(({ on, from, flag }) => on === kind && from === 'none' && flag === undefined);
}

/** A care episode that the hub knows may supply what is missing, and nothing else. */
function isCertain({ code, path }: Reason, { patient, planningCategory, needs }: Message): boolean {
  switch (code) {
    case 'missing-field':
      return false;
    case 'unroutable':
      return path === 'patient.healthCentre'
        ? patient?.healthCentre !== undefined
        : patient?.municipality !== undefined;
    case 'category-without-notice':
      return path === 'planningCategory' && (planningCategory !== undefined || needs !== undefined);
    default:
      return true;
  }
}
