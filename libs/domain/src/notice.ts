import type { AdmissionRequest, NoticeVariant } from './admission/admission-plan.js';
import type { Episode, EpisodeFacts, Party } from './episode/episode.js';
import type { Profile } from './profile/profile.js';

/** Events of a record system that repeat what it knows; a person's notice comes by other ways. */
const isRoutineUpdate = (request: AdmissionRequest) => request.origin.event !== undefined;

function sameParty(a: Party, b: Party): boolean {
  return a.role === b.role && a.unit === b.unit;
}

/** Parties of one list that the other does not have. */
function without(parties: readonly Party[], others: readonly Party[]): Party[] {
  return parties.filter((party) => !others.some((other) => sameParty(party, other)));
}

function isSameDate(a: string | undefined, b: string | undefined): boolean {
  if (a === undefined || b === undefined || a === b) return a === b;
  return a.length > 10 && b.length > 10 && Date.parse(a) === Date.parse(b);
}

/**
 * Which admission notice this is follows from the episode: the first one, a changed or added discharge date (G-ADM-14), a
 * changed responsibility or category (G-ADM-13, G-CAT-20), or none of these.
 */
export function noticeVariant(before: Episode | undefined, after: EpisodeFacts): NoticeVariant {
  if (before === undefined || !before.facts.noticeSent) return 'first';
  const { facts } = before;
  if (!isSameDate(facts.expectedDischarge, after.expectedDischarge)) return 'changed-date';
  const isMoved = without(facts.parties, after.parties).length + without(after.parties, facts.parties).length > 0;
  return isMoved || facts.category !== after.category ? 'changed-responsibility' : 'update';
}

/**
 * Who gets the message: all parties of the episode and those that left by it; for a responsibility that moved within its
 * category the old and the new party only; nobody for a routine update of a record system that changes nothing, unless the
 * profile says so.
 */
export function recipientsOf(
  request: AdmissionRequest,
  before: EpisodeFacts | undefined,
  after: EpisodeFacts,
  variant: NoticeVariant | undefined,
  profile: Profile,
): Party[] {
  if (variant === 'update' && isRoutineUpdate(request) && !profile.deliverUnchangedUpdates) return [];
  const known = before?.parties ?? [];
  const left = without(known, after.parties);
  const isMovedOnly = variant === 'changed-responsibility' && before?.category === after.category;
  return onePerUnit([...(isMovedOnly ? without(after.parties, known) : after.parties), ...left]);
}

/** A unit that stands for two roles gets the message once. */
export function onePerUnit(parties: readonly Party[]): Party[] {
  return parties.filter((party, index) => parties.findIndex((other) => other.unit === party.unit) === index);
}
