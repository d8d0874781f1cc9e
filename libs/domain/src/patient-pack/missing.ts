import { isActive } from '../episode/care-contacts.js';
import { standingInformation } from '../episode/services.js';
import { healthIn, informationMessages, latest, meetingIn } from './parts.js';
import { HEALTH_HEADINGS } from './pack.js';
import type { MissingWhy, PackGap, PackPart } from './pack.js';
import { packUnit, standingMessages, textIn } from './sight.js';
import type { PackKnowledge } from './sight.js';

/** Parts of the pack that nobody has written or that its reader does not see, with why (G-DIS-14). */
export function missingIn(known: PackKnowledge): PackGap[] {
  const rule = known.profile?.rules['patient-pack'];
  const gaps = [...informationGaps(known), ...healthGaps(known), ...careGaps(known), ...contactGaps(known)];
  return [...gaps, ...meetingGaps(known)].map((gap) => (rule === undefined ? gap : { ...gap, rule }));
}

/** Every party that may write to the patient is expected to, and the ward. */
function informationGaps(known: PackKnowledge): PackGap[] {
  const { episode, directory, profile } = known;
  const writers = profile?.kinds.patientinformation?.senders ?? [];
  const written = standingInformation(episode.steps, episode.facts.parties);
  const seen = informationMessages(known);
  const expected = [{ role: 'slutenvard' as const, unit: episode.facts.ward }, ...episode.facts.parties];
  return expected
    .filter(({ role }) => writers.includes(role))
    .flatMap(({ role, unit }): PackGap[] => {
      const its = written.filter((step) => step.unit === unit || step.role === role);
      const lacks = seen.find(({ id }) => its.some(({ message }) => message === id))?.lacks;
      const why = its.length === 0 ? 'not-written' : lacks === 'not-shared' ? lacks : undefined;
      return why === undefined ? [] : [{ part: 'information', why, unit: packUnit(unit, directory) }];
    });
}

function healthGaps(known: PackKnowledge): PackGap[] {
  if (known.profile?.kinds.patientinformation === undefined) return [];
  const health = healthIn(known);
  const why = informationMessages(known).find(({ lacks }) => lacks !== undefined)?.lacks ?? 'not-written';
  return HEALTH_HEADINGS.filter((heading) => health[heading] === undefined).map((part) => ({ part, why }));
}

const NOTES: readonly (readonly [PackPart, string])[] = [
  ['medication-list', 'medicationList'],
  ['medical-summary', 'medicalSummary'],
  ['nursing-summary', 'nursingSummary'],
];

function careGaps(known: PackKnowledge): PackGap[] {
  if (known.profile?.kinds.slutanteckningar === undefined) return [];
  const notes = latest('slutanteckningar', known);
  const why: MissingWhy = notes === undefined ? 'not-written' : (notes.lacks ?? 'not-written');
  return NOTES.filter(([, field]) => textIn(notes?.content ?? {}, field) === undefined).map(([part]) => ({
    part,
    why,
  }));
}

function contactGaps({ episode, profile }: PackKnowledge): PackGap[] {
  const { category, careContacts = [] } = episode.facts;
  const isWanted = category !== undefined && profile?.categories[category].fvk === true;
  return isWanted && !careContacts.some(isActive) ? [{ part: 'care-contact', why: 'not-written' }] : [];
}

/** A meeting is nothing that every patient has: only a call of which the reader does not see the time is missing. */
function meetingGaps(known: PackKnowledge): PackGap[] {
  if (meetingIn(known) !== undefined) return [];
  const call = standingMessages(known).findLast(({ kind, lacks }) => kind === 'sip-kallelse' && lacks !== undefined);
  return call?.lacks === undefined ? [] : [{ part: 'sip', why: call.lacks }];
}
