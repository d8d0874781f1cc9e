import type { MessageKind, PartyRole, Patient, PlanningCategory, StaffMember } from '../message.js';

export const EPISODE_STATES = [
  'planerad',
  'inskriven',
  'utskrivningsklar',
  'kommunklar',
  'utskriven',
  'avbruten',
  'avslutad',
] as const;
export type EpisodeState = (typeof EPISODE_STATES)[number];

/** States in which the stay is over or was entered in error: a new stay of the same patient is no second open episode. */
export const CLOSED_STATES: readonly EpisodeState[] = ['utskriven', 'avbruten', 'avslutad'];

/** The unit that stands for a role in the episode. */
export interface Party {
  role: PartyRole;
  unit: string;
}

/** What is known of the stay; replaced as a whole by each message that changes it, so that a withdrawal can go back. */
export interface EpisodeFacts {
  state: EpisodeState;
  category: PlanningCategory;
  /** HSA-id of the ward that sent the latest message. */
  ward: string;
  parties: Party[];
  noticeSent: boolean;
  /** Instants, as the sender wrote them. */
  admittedAt?: string;
  assessedAt?: string;
  /** Date or instant (L-ADM-02). */
  expectedDischarge?: string;
  /** Who judged that the patient belongs to the target group, and when (G-ADM-12). */
  targetGroup?: { assessedAt?: string; assessedBy?: StaffMember; physicianAssessed?: boolean };
  readyAt?: string;
  readyAssessedBy?: StaffMember;
  dischargedAt?: string;
  /** Roles that hold the responsibility after discharge, or the party for which something else was decided (G-DIS-04, -05). */
  responsibility?: { roles: PartyRole[] } | { party: string; reason: string };
}

/** One message that changed the episode. `before` is undefined for the message that opened it. */
export interface EpisodeStep {
  /** The hub's id of the message. */
  message: string;
  kind: MessageKind;
  /** Instant at which the hub received it. */
  at: string;
  before: EpisodeFacts | undefined;
  /** The patient as known before, when the message changed what is known of the person. */
  patientBefore?: Patient;
  expectedDischarge?: string;
  withdrawn?: boolean;
}

/** One inpatient stay and its discharge planning. An episode whose every step was withdrawn is as good as not begun. */
export interface Episode {
  id: string;
  /** Organisation whose number it is, and the number. */
  organisation: string;
  number: string;
  profile: string;
  patient: Patient;
  /** Grows by one with each change. */
  version: number;
  facts: EpisodeFacts;
  steps: EpisodeStep[];
}
