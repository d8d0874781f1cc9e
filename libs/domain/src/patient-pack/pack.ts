import type { EpisodeState } from '../episode/episode.js';
import type { Address, MessageKind, PartyRole, PatientIdType, StaffMember } from '../message.js';

/** Kinds of messages that the patient's pack is made from. */
export const PACK_KINDS = [
  'inskrivningsmeddelande',
  'utskrivningsmeddelande',
  'patientinformation',
  'slutanteckningar',
  'egenvardsbedomning',
  'sip-kallelse',
] as const satisfies readonly MessageKind[];

/** A unit as the patient reads it. */
export interface PackUnit {
  readonly name: string;
  readonly hsaId?: string;
  readonly role?: PartyRole;
  /** Whom to call, also on a Saturday. */
  readonly phone?: string;
}

/** What one unit has written for the patient. */
export interface PackInformation {
  readonly unit: PackUnit;
  readonly writtenAt: Date;
  /** Dates are days or instants, as they were written. */
  readonly entries: readonly { readonly date: string; readonly text: string; readonly profession?: string }[];
}

export interface PackService {
  readonly name: string;
  /** Day or instant, as it was written. */
  readonly startsOn: string;
  readonly responsible: PackUnit;
  readonly performer?: string;
}

/** What was done in hospital, and who answers for the treatment that goes on. */
export interface PackCare {
  readonly summary?: string;
  readonly medicalSummary?: string;
  readonly nursingSummary?: string;
  readonly medicationList?: string;
  readonly physician?: { readonly who: string; readonly text?: string };
  readonly writtenAt?: Date;
  readonly unit?: PackUnit;
}

/** The headings under which the patient is entitled to be told (G-DIS-13). */
export const HEALTH_HEADINGS = ['condition', 'treatment', 'prognosis', 'aftercare'] as const;
export type PackHealth = Readonly<Partial<Record<(typeof HEALTH_HEADINGS)[number], string>>>;

export interface PackCareContact {
  readonly name: string;
  readonly title?: string;
  readonly unit?: string;
  /** The contact's own number, or else that of the unit. */
  readonly phone?: string;
  readonly coordinates: boolean;
}

export interface PackMeeting {
  /** Instant, as it was written. */
  readonly at: string;
  readonly form?: string;
  readonly place?: string;
}

export interface PackSelfCare {
  readonly measure: string;
  readonly assessment?: string;
  /** What it means, as it was told. */
  readonly meaning?: string;
  readonly responsible?: string;
  readonly performer?: string;
  /** Day or instant, as it was written. */
  readonly followUp?: string;
  readonly assessor?: StaffMember;
  readonly unit: PackUnit;
}

/** Somebody whom the parties ask; the patient first (G-PLAN-04). */
export interface PackAsked {
  readonly who: string;
  readonly name?: string;
  readonly phone?: string;
}

/** A part of the pack that can be missing. */
export type PackPart =
  | 'information'
  | 'medication-list'
  | 'medical-summary'
  | 'nursing-summary'
  | 'care-contact'
  | 'sip'
  | (typeof HEALTH_HEADINGS)[number];

/**
 * Why a part is missing. `not-written`: nobody has sent it. `not-shared`: the units of the reader did not get it. `no-consent`:
 * it was not passed on to the reader. `erased`: the hub no longer keeps it.
 */
export type MissingWhy = 'not-written' | 'not-shared' | 'no-consent' | 'erased';

export interface PackGap {
  readonly part: PackPart;
  readonly why: MissingWhy;
  /** Whose part it is, where one unit's. */
  readonly unit?: PackUnit;
  readonly rule?: string;
}

/**
 * What the patient takes home, from everything that the parties of the stay have sent and that its reader may see. It is the
 * patient's own: consent is asked for what others learn, not for what the patient does.
 */
export interface PatientPack {
  readonly episode: { readonly id: string; readonly number: string; readonly state: EpisodeState };
  readonly madeAt: Date;
  /** Whether the patient has been discharged; before that the pack is a draft. */
  readonly isFinal: boolean;
  readonly patient: {
    readonly id: string;
    readonly idType: PatientIdType;
    readonly givenName: string;
    readonly familyName: string;
    /** Never of a person with protected identity. */
    readonly address?: Address;
    readonly isProtected: boolean;
  };
  readonly ward: PackUnit;
  /** Instants and dates, as they were written. */
  readonly admittedAt?: string;
  readonly expectedDischarge?: string;
  readonly dischargedAt?: string;
  /** The ward says that it was handed over; undefined when nothing was said. */
  readonly handedOver?: boolean;
  readonly information: readonly PackInformation[];
  readonly services: readonly PackService[];
  readonly health: PackHealth;
  readonly care: PackCare;
  readonly sip?: PackMeeting;
  readonly careContacts: readonly PackCareContact[];
  readonly selfCare: readonly PackSelfCare[];
  readonly contactOrder: readonly PackAsked[];
  /** The ward and the parties, for questions. */
  readonly contacts: readonly PackUnit[];
  readonly missing: readonly PackGap[];
}
