/**
 * The wire model: what a unit sends, whatever format it came in. Codes are the ASCII Swedish that the parties use.
 * Instants are ISO 8601 strings with zone as the sender wrote them; a date means that civil day in Sweden.
 */

/**
 * Kinds a unit may send, and the ones that only the hub itself sends. The ones after `makulering` are what a record
 * system tells of a stay or a person beside the notices, so that what the hub knows stays right.
 */
export const MESSAGE_KINDS = [
  'inskrivningsmeddelande',
  'utskrivningsklar',
  'utskrivningsklar-aterkallad',
  'utskrivningsmeddelande',
  'utskrivning-aterkallad',
  'avbryt-vardtillfalle',
  'makulering',
  'planerad-inskrivning',
  'planerad-inskrivning-installd',
  'avdelningsbyte',
  'personuppgifter',
  'identitetsbyte',
  'vardrapport',
  'vardbegaran',
  'svar-pa-inskrivning',
  'planeringsunderlag',
  'utskrivningsrapport',
  'generellt-meddelande',
  'extrameddelande',
  'adl-status',
  'patientinformation',
  'fast-vardkontakt',
  'orsak-utebliven-kvittens',
  'kommunklar',
  'slutanteckningar',
  'fristaende-meddelande',
  'samtycke',
  'samtycke-aterkallat',
  'avliden',
  'egenvardsbedomning',
  'sip-initiativ',
  'sip-kallelse',
  'sip-underlag',
  'sip-kartlaggning',
  'sip-deltagare',
  'sip-mote',
  'sip-huvudmal',
  'sip-delmal',
  'sip-delmal-avslut',
  'sip-insats',
  'sip-insats-avslut',
  'sip-uppfoljning',
  'sip-utvardering',
  'sip-delgivning',
  'sip-samordningsansvarig',
  'sip-ateroppnande',
  'sip-avslut',
] as const;
export type MessageKind = (typeof MESSAGE_KINDS)[number];

export const HUB_MESSAGE_KINDS = ['paminnelse', 'eskalering', 'felsant', 'testmeddelande'] as const;
export type HubMessageKind = (typeof HUB_MESSAGE_KINDS)[number];

/** What stands as sender on messages of the hub's own making. */
export const HUB_SENDER = 'hemgang';

export type AnyMessageKind = MessageKind | HubMessageKind;

/** Every kind of message that goes in or out, those of the hub last. */
export const ANY_MESSAGE_KINDS: readonly AnyMessageKind[] = [...MESSAGE_KINDS, ...HUB_MESSAGE_KINDS];

/** Whether only the hub itself sends the kind. */
export function isHubKind(kind: string): kind is HubMessageKind {
  return HUB_MESSAGE_KINDS.some((own) => own === kind);
}

export const PARTY_ROLES = ['slutenvard', 'oppenvard', 'socialtjanst', 'hemsjukvard', 'sabo', 'extern'] as const;
export type PartyRole = (typeof PARTY_ROLES)[number];

export const PLANNING_CATEGORIES = ['A', 'B', 'C', 'D', 'BC', 'CD', 'E'] as const;
export type PlanningCategory = (typeof PLANNING_CATEGORIES)[number];

/** Services the patient has or needs after discharge; together they decide the planning category (G-CAT-19). */
export const NEEDS = ['oppenvard', 'socialtjanst', 'hemsjukvard', 'sabo'] as const;
export type Need = (typeof NEEDS)[number];

/** Kinds of identity, the best known first. */
export const PATIENT_ID_TYPES = ['personnummer', 'samordningsnummer', 'reservnummer'] as const;
export type PatientIdType = (typeof PATIENT_ID_TYPES)[number];

export interface Address {
  line: string[];
  postalCode?: string;
  city?: string;
}

export interface Patient {
  /** Twelve digits for personnummer and samordningsnummer. */
  id: string;
  idType: PatientIdType;
  givenName: string;
  familyName: string;
  /** Folkbokföringsadress; never passed on for a person with protected identity (L-PROT-01). */
  address?: Address;
  /** Four-digit code of the municipality of folkbokföring. */
  municipality?: string;
  /** HSA-id of the health centre where the patient is listed. */
  healthCentre?: string;
  /** Sekretessmarkering or skyddad folkbokföring. */
  protected?: boolean;
}

export interface Consent {
  given: boolean;
  scope?: string[];
  /** Instant. */
  recordedAt?: string;
  /** HSA-ids of the units that the person agrees to; without them all. */
  actors?: string[];
}

/** Name and title of a member of staff. */
export interface StaffMember {
  name: string;
  title?: string;
}

/** The content of a message; which fields a kind has stands in `content.ts`. */
export type Content = Readonly<Record<string, unknown>>;

export interface Message {
  /** Unique per sending unit, for ever. */
  messageId: string;
  kind: MessageKind;
  /** HSA-id of the sending unit. */
  sender: string;
  /** Instant. */
  sentAt: string;
  /** The sending hospital organisation's number of the care episode. */
  episodeId?: string;
  /** The hub's own id of the care episode: what other parties name. */
  episode?: string;
  /** The hub's own id of the plan (SIP); without it the open plan of the patient that the sender takes part in. */
  plan?: string;
  patient?: Patient;
  planningCategory?: PlanningCategory;
  needs?: Need[];
  /** HSA-ids of units that take the place of the directory's default for their role. */
  recipients?: string[];
  /** `messageId` of the message that this one answers. */
  inReplyTo?: string;
  consent?: Consent;
  content: Content;
}

/** The forms in which a message comes in and goes out. */
export const MESSAGE_FORMATS = ['json', 'xml', 'hl7v2', 'hl7v2-xml', 'fhir-json', 'fhir-xml'] as const;
export type MessageFormat = (typeof MESSAGE_FORMATS)[number];

/** How a message reached us; never part of what recipients see. */
export interface Origin {
  format: MessageFormat;
  /** Trigger event for HL7 v2 in either encoding, such as `A08`. */
  event?: string;
  /** MSH-3 for HL7 v2; part of the idempotency key since record systems wrap their counters. Empty otherwise. */
  application: string;
  /** Paths in the wire model, such as `content.expectedDischarge`, that the sender emptied on purpose. */
  cleared?: readonly string[];
}
