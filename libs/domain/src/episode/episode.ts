import type { COLOUR_TRACKS } from '../content/planning.js';
import type { StaySip } from './sip-facts.js';
import type { Consent, Content, MessageKind, PartyRole, Patient, PlanningCategory, StaffMember } from '../message.js';

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
  /** A planned stay may have none yet. */
  category?: PlanningCategory;
  /** HSA-id of the ward that sent the latest message, or that the patient was moved to. */
  ward: string;
  /** Nobody as long as the stay is planned: who is concerned follows from the assessment (L-ADM-01). */
  parties: Party[];
  noticeSent: boolean;
  /** Date or instant, as the sender wrote it. */
  plannedAdmission?: string;
  /** Instants, as the sender wrote them. */
  admittedAt?: string;
  assessedAt?: string;
  /** Date or instant (L-ADM-02). */
  expectedDischarge?: string;
  /** Four-digit code of the municipality that placed the person elsewhere and stays liable (L-PAY-01). */
  placedBy?: string;
  /** Who judged that the patient belongs to the target group, and when (G-ADM-12). */
  targetGroup?: { assessedAt?: string; assessedBy?: StaffMember; physicianAssessed?: boolean };
  /** The law under which the patient is in compulsory psychiatric care, or that this has ended (L-SIP-04). */
  compulsoryCare?: string;
  readyAt?: string;
  readyAssessedBy?: StaffMember;
  dischargedAt?: string;
  /** What the person has consented to, by scope, as last said. */
  consents?: RecordedConsent[];
  /** Colour track of each role that has answered. */
  colours?: Partial<Record<PartyRole, ColourTrack>>;
  /** The most urgent colour; pending as long as a party has not answered. */
  colour?: ColourTrack;
  /** Named persons, the one who coordinates marked; those that ended are kept with their end. */
  careContacts?: CareContact[];
  /** What was said of a SIP in connection with the stay. */
  sip?: StaySip;
  /** Civil day of death. */
  diedOn?: string;
  /** Roles that hold the responsibility after discharge, or the party for which something else was decided (G-DIS-04, -05). */
  responsibility?: { roles: PartyRole[] } | { party: string; reason: string };
}

/** Facts that are read off the messages that stand, whatever their order: a withdrawal needs not bring them back. */
export const READ_OFF = [
  'consents',
  'colours',
  'colour',
  'careContacts',
  'sip',
] as const satisfies (keyof EpisodeFacts)[];

/** What was known before a message, but for what can be read off the messages again: each of them has it, so it is kept small. */
export type FactsBefore = Omit<EpisodeFacts, (typeof READ_OFF)[number]>;

/** A consent that was given, refused or withdrawn. */
export interface RecordedConsent {
  scope: string;
  given: boolean;
  /** Instant, and the unit that recorded it. */
  at: string;
  unit: string;
  /** HSA-ids of the units that the person agrees to; absent: all. */
  actors?: string[];
}

export type ColourTrack = (typeof COLOUR_TRACKS)[number];

/** A fast vårdkontakt. */
export interface CareContact {
  name: string;
  title?: string;
  unit?: string;
  phone?: string;
  coordinator: boolean;
  /** The unit that named it, its role, and when. */
  by: string;
  role: PartyRole;
  from: string;
  until?: string;
}

/** One message that changed the episode. `before` is undefined for the message that opened it. */
export interface EpisodeStep {
  /** The hub's id of the message. */
  message: string;
  kind: MessageKind;
  /** HSA-id of the sender and the role in which it sent. */
  unit?: string;
  role?: PartyRole;
  /** Instant at which the hub received it. */
  at: string;
  /** Content fields that the profile says to keep, for checks and deadlines of later messages, and those the hub needs. */
  kept?: Content;
  /** HSA-ids of those whom it called, as far as its sender named them. */
  to?: string[];
  /** What the message said of the person's consent. */
  consent?: Consent;
  before: FactsBefore | undefined;
  /** The patient as known before, when the message changed what is known of the person. */
  patientBefore?: Patient;
  expectedDischarge?: string;
  withdrawn?: boolean;
}

/** A patient identity by itself. */
export type Identity = Pick<Patient, 'id' | 'idType'>;

/** One inpatient stay and its discharge planning. An episode whose every step was withdrawn is as good as not begun. */
export interface Episode {
  id: string;
  /** Organisation whose number it is, and the number. */
  organisation: string;
  number: string;
  profile: string;
  patient: Patient;
  /** Identities under which the patient of this stay was known before. */
  formerIds?: readonly Identity[] | undefined;
  /** Grows by one with each change. */
  version: number;
  facts: EpisodeFacts;
  steps: EpisodeStep[];
}

/** Whether the stay is neither over nor entered in error. */
export function isOpen({ facts }: Episode): boolean {
  return !CLOSED_STATES.includes(facts.state);
}
