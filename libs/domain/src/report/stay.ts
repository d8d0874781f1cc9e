import type { CivilDate } from '../calendar.js';
import { isActive } from '../episode/care-contacts.js';
import type { EpisodeState, Party } from '../episode/episode.js';
import { servicesOf } from '../episode/services.js';
import type { PlannedService } from '../episode/services.js';
import { standingSteps } from '../episode/steps.js';
import type { MessageKind, PartyRole, PlanningCategory } from '../message.js';
import { planWork, type PlanWork } from './plan-work.js';
import { dayIn, factsAfter, instantIn, readySpells, type ReadySpell, type SentNotice } from './ready-spells.js';
import type { ReportEpisode } from './report-episode.js';

/**
 * What the reports need of one care episode: made of each as it is loaded, so that a year of stays is never held with all its
 * content. It carries no name and no identity.
 */
export interface ReportStay {
  /** The hub's id of the care episode. */
  readonly id: string;
  /** The hospital's own number for it, and whose number it is. */
  readonly number: string;
  readonly organisation: string;
  readonly profile: string;
  readonly state: EpisodeState;
  readonly category: PlanningCategory | undefined;
  /** HSA-id of the ward that has or had the patient. */
  readonly ward: string;
  readonly parties: readonly Party[];
  /** Four-digit codes: where the person is registered, and the municipality that placed the person there, if one did. */
  readonly municipality: string | undefined;
  readonly placedBy: string | undefined;
  readonly admittedAt: Date | undefined;
  /** The physician's assessment, where it came later than the admission (L-ADM-03). */
  readonly assessedAt: Date | undefined;
  /** Date or instant, as the ward wrote it. */
  readonly expectedDischarge: string | undefined;
  /** The admission notices that stand, oldest first, with the roles that were parties then. */
  readonly notices: readonly SentNotice[];
  /** The times in which the patient was ready for discharge, oldest first. */
  readonly spells: readonly ReadySpell[];
  /** As the ward said it last; undefined as long as the patient is there. */
  readonly dischargedAt: Date | undefined;
  /** What the parties plan for the patient at home. */
  readonly services: readonly PlannedService[];
  /** The messages that stand, oldest first. */
  readonly said: readonly Said[];
  readonly plan: PlanWork;
  /** Whether somebody is fast vårdkontakt now, and when the first one was named. */
  readonly hasCareContact: boolean;
  readonly careContactAt: Date | undefined;
  /** Civil day of death. */
  readonly diedOn: CivilDate | undefined;
}

/** A message that stands. `at` is the instant at which the hub took it in and sent it on: the one that is registered (L-PAY-06). */
export interface Said {
  readonly kind: MessageKind;
  readonly at: Date;
  readonly role: PartyRole | undefined;
  readonly unit: string | undefined;
}

/** The stay as the reports see it; an episode as it was loaded goes in. */
export function reportStayOf(episode: ReportEpisode): ReportStay {
  const { facts } = episode;
  const standing = standingSteps(episode);
  return {
    id: episode.id,
    number: episode.number,
    organisation: episode.organisation,
    profile: episode.profile,
    state: facts.state,
    category: facts.category,
    ward: facts.ward,
    parties: facts.parties,
    municipality: episode.patient.municipality,
    placedBy: facts.placedBy,
    admittedAt: instantIn(facts.admittedAt),
    assessedAt: instantIn(facts.assessedAt),
    expectedDischarge: facts.expectedDischarge,
    notices: standing.flatMap(({ kind, at }, i) => {
      if (kind !== 'inskrivningsmeddelande') return [];
      return [{ at: new Date(at), roles: factsAfter(episode, standing, i).parties.map(({ role }) => role) }];
    }),
    spells: facts.state === 'avbruten' ? [] : readySpells(episode),
    dischargedAt: instantIn(facts.dischargedAt),
    services: servicesOf(standing, facts.parties),
    said: standing.map(({ kind, at, role, unit }) => ({ kind, at: new Date(at), role, unit })),
    plan: planWork(episode, standing),
    hasCareContact: facts.careContacts?.some(isActive) === true,
    careContactAt: instantIn(facts.careContacts?.[0]?.from),
    diedOn: dayIn(facts.diedOn),
  };
}
