import { civilDateOf, parseInstant, type CivilDate } from '../calendar.js';
import { standingSteps } from '../episode/steps.js';
import type { PartyRole } from '../message.js';
import type { ReportEpisode, ReportFacts, ReportStep } from './report-episode.js';

/**
 * One time in which the patient was ready for discharge: from a ready notice to the discharge, the death, or the notice that
 * takes it back; one that is given again later begins a new one. A repeated notice begins none, and a discharge that is taken
 * back goes on with the old one: the patient has been ready all the while.
 */
export interface ReadySpell {
  /** When the hub sent the notice on (L-PAY-06). */
  readonly noticeAt: Date;
  /** When the patient was judged ready, as last said; undefined when nobody said. */
  readonly readyAt: Date | undefined;
  /** The notice, and each time that it was sent again while the patient was ready; oldest first. */
  readonly notices: readonly SentNotice[];
  /** Undefined as long as the patient is still there. */
  readonly end: SpellEnd | undefined;
}

/** A notice as the hub sent it on, with the roles that were parties then. */
export interface SentNotice {
  readonly at: Date;
  readonly roles: readonly PartyRole[];
}

export interface SpellEnd {
  readonly why: 'discharged' | 'withdrawn' | 'died';
  /** The civil day on which the patient was no longer there, or no longer ready. */
  readonly on: CivilDate;
  /** Undefined for a death, of which only the day is known. */
  readonly at: Date | undefined;
}

/** The times in which the patient was ready, oldest first; of the messages that stand. */
export function readySpells(episode: ReportEpisode): ReadySpell[] {
  const standing = standingSteps(episode);
  const spells = standing.reduce<ReadySpell[]>(
    (known, step, i) => afterStep(known, step, factsAfter(episode, standing, i)),
    [],
  );
  const died = dayIn(episode.facts.diedOn);
  return died === undefined ? spells : spells.map((spell) => endedBy(spell, died));
}

/** What was known after one of the standing steps. */
export function factsAfter(episode: ReportEpisode, standing: readonly ReportStep[], index: number): ReportFacts {
  return standing[index + 1]?.before ?? episode.facts;
}

export function instantIn(text: string | undefined): Date | undefined {
  return text === undefined ? undefined : parseInstant(text);
}

/** The civil day of a date or an instant. */
export function dayIn(text: string | undefined): CivilDate | undefined {
  const instant = instantIn(text);
  return instant === undefined ? text : civilDateOf(instant);
}

function afterStep(spells: ReadySpell[], { kind, at }: ReportStep, facts: ReportFacts): ReadySpell[] {
  const last = spells.at(-1);
  const isOpen = last !== undefined && last.end === undefined;
  const withLast = (spell: ReadySpell) => [...spells.slice(0, -1), spell];
  const received = new Date(at);
  if (kind === 'utskrivningsklar') {
    const readyAt = instantIn(facts.readyAt);
    const notice = { at: received, roles: facts.parties.map(({ role }) => role) };
    if (isOpen) return withLast({ ...last, readyAt, notices: [...last.notices, notice] });
    return [...spells, { noticeAt: received, readyAt, notices: [notice], end: undefined }];
  }
  if (last === undefined) return spells;
  if (kind === 'utskrivningsklar-aterkallad') return isOpen ? withLast(ended(last, 'withdrawn', received)) : spells;
  if (kind === 'utskrivningsmeddelande') {
    // A second notice of the discharge says better when it was.
    const isMeant = isOpen || last.end?.why === 'discharged';
    return isMeant ? withLast(ended(last, 'discharged', instantIn(facts.dischargedAt) ?? received)) : spells;
  }
  if (kind === 'utskrivning-aterkallad' && last.end?.why === 'discharged') return withLast({ ...last, end: undefined });
  return spells;
}

function ended(spell: ReadySpell, why: 'discharged' | 'withdrawn', at: Date): ReadySpell {
  return { ...spell, end: { why, on: civilDateOf(at), at } };
}

/** Nobody is in hospital after the day of death, whatever was told later. */
function endedBy(spell: ReadySpell, died: CivilDate): ReadySpell {
  return spell.end !== undefined && spell.end.on <= died
    ? spell
    : { ...spell, end: { why: 'died', on: died, at: undefined } };
}
