import type { PatientIdType } from '#domain/message.js';

/**
 * Every URI that FHIR messages are written with. We own no domain, so ours are URNs; what HL7 International, HL7 Sweden or
 * the national registers have named is called by their names.
 */

const OURS = 'urn:hemgang:fhir';

/** The kinds of message: `MessageHeader.eventCoding`. */
export const MESSAGE_KIND = `${OURS}:CodeSystem:meddelandetyp`;

/** The stable codes of refusals and remarks: `OperationOutcome.issue.details`. */
export const ERROR_CODES = `${OURS}:CodeSystem:orsak`;

/** Further code systems of our own. */
export const CODE_SYSTEM = {
  planningCategory: `${OURS}:CodeSystem:planeringskategori`,
  need: `${OURS}:CodeSystem:behov`,
  deliveryState: `${OURS}:CodeSystem:leveransens-lage`,
  /** What a Task asks for. */
  task: `${OURS}:CodeSystem:uppgift`,
} as const;

/** Code systems of a plan (SIP). The codes of areas and degrees of attainment are those of the region's profile. */
export const PLAN_SYSTEM = {
  area: `${OURS}:CodeSystem:omrade`,
  score: `${OURS}:CodeSystem:malgrad`,
  /** Whether a Goal is a main goal or one under it. */
  level: `${OURS}:CodeSystem:malniva`,
  role: `${OURS}:CodeSystem:roll-i-plan`,
  purpose: `${OURS}:CodeSystem:slag-av-mote`,
  setting: `${OURS}:CodeSystem:mote-i-sammanhang`,
  regards: `${OURS}:CodeSystem:motet-avser`,
  form: `${OURS}:CodeSystem:motesform`,
  consent: `${OURS}:CodeSystem:samtycke-om`,
} as const;

/** The hub's plans; what belongs to one: the hub's id of the message that told of it first, or the sender's own. */
export const HUB_PLAN = `${OURS}:NamingSystem:sip`;
export const PLAN_PART = `${OURS}:NamingSystem:del-av-sip`;

/** Namespaces of identifiers of our own: of the sender's messages and care episodes, and of the hub's. */
export const SENDERS_MESSAGE = `${OURS}:NamingSystem:avsandarens-meddelande`;
export const HUB_MESSAGE = `${OURS}:NamingSystem:meddelande`;
export const SENDERS_EPISODE = `${OURS}:NamingSystem:avsandarens-vardtillfalle`;
export const HUB_EPISODE = `${OURS}:NamingSystem:vardtillfalle`;

/** Logical address of a unit: `MessageHeader.source.endpoint` and `destination.endpoint`; the HSA-id follows, percent-encoded. */
export const UNIT_ENDPOINT = `${OURS}:unit:`;

/** What all our extensions begin with; the path in the wire model follows, such as `content.expectedDischarge` or `judged`. */
export const EXTENSION = `${OURS}:extension:`;

/** On a primitive: its text to the letter, where FHIR's own form of it is narrower. */
export const EXACT_TEXT = `${EXTENSION}exact`;
/** Stands for a list or object that is there but holds nothing. */
export const EMPTY = `${EXTENSION}empty`;
/** On `Communication.payload`: the content field whose text it is. */
export const PAYLOAD_FIELD = `${EXTENSION}payload-field`;
/** On `MessageHeader`: the delivery that is to be receipted, with `id` and `receiptDue`. */
export const DELIVERY = `${EXTENSION}delivery`;
/** On `Patient`: the municipality of folkbokföring, as a coding. */
export const MUNICIPALITY = `${EXTENSION}patient.municipality`;
/** On `Patient`: said to be without protection; protection itself is a security label. */
export const PROTECTED = `${EXTENSION}patient.protected`;

/** The extension of a model path. */
export function extensionUrl(modelPath: string): string {
  return EXTENSION + modelPath;
}

/** R5's elements as extensions on R4 resources: what R4 lacks and R5 has is read from them too. */
export const R5_PLANNED_START = 'http://hl7.org/fhir/5.0/StructureDefinition/extension-Encounter.plannedStartDate';
export const R5_PLANNED_END = 'http://hl7.org/fhir/5.0/StructureDefinition/extension-Encounter.plannedEndDate';

/** HSA-id as HL7 Sweden's base profiles name it: the identifier, whatever kind of object it stands for. */
export const HSA_ID = 'urn:oid:1.2.752.29.4.19';
/** Both OIDs under which HSA-ids are found; the first is written. */
export const HSA_IDS: readonly string[] = [HSA_ID, 'urn:oid:1.2.752.129.2.1.4.1'];

/** Patient identities as HL7 Sweden's base profiles name them. */
export const PATIENT_ID_SYSTEMS: Readonly<Record<PatientIdType, string>> = {
  personnummer: 'http://electronichealth.se/identifier/personnummer',
  samordningsnummer: 'http://electronichealth.se/identifier/samordningsnummer',
  reservnummer: 'http://electronichealth.se/identifier/nationelltReservnummer',
};

/** Other systems under which the same identities come in. */
export const OTHER_PATIENT_ID_SYSTEMS: Readonly<Record<string, PatientIdType>> = {
  'urn:oid:1.2.752.129.2.1.3.1': 'personnummer',
  'urn:oid:1.2.752.129.2.1.3.3': 'samordningsnummer',
  'urn:oid:1.2.752.74.9.1': 'reservnummer',
  'urn:oid:1.2.752.97.3.1.3': 'reservnummer',
};

/** Security labels of HL7 Sweden's base profiles; any of them means protected personal data (L-PROT-01). */
export const SECURITY_LABEL_SYSTEM = 'http://hl7.se/fhir/ig/base/CodeSystem/SecurityLabel';
export const PROTECTING_LABELS: readonly string[] = ['sekretessmarkering', 'skyddadFolkbokforing', 'DEMO'];

/** Folkbokföringsadress, as the base profiles mark it on an address. */
export const ADDRESS_TYPE = 'http://hl7.se/fhir/ig/base/StructureDefinition/SEBaseAddressPersonExtension';
export const REGISTERED_ADDRESS = { system: 'http://snomed.info/sct', code: '63381000052101' };

/** Municipality codes of Statistics Sweden. */
export const MUNICIPALITY_SYSTEM = 'urn:oid:1.2.752.129.2.2.1.17';

const TERMINOLOGY = 'http://terminology.hl7.org/CodeSystem';
export const ACT_CODE_SYSTEM = `${TERMINOLOGY}/v3-ActCode`;
export const PARTICIPATION_SYSTEM = `${TERMINOLOGY}/v3-ParticipationType`;
export const CONSENT_SCOPE_SYSTEM = `${TERMINOLOGY}/consentscope`;
export const ACHIEVEMENT_SYSTEM = `${TERMINOLOGY}/goal-achievement`;
/** Kinds of appointments, as R4 prefers them: FOLLOWUP among them. */
export const APPOINTMENT_REASON_SYSTEM = `${TERMINOLOGY}/v2-0276`;
/** Of HL7: says why an element that has to be there has no value. */
export const DATA_ABSENT = 'http://hl7.org/fhir/StructureDefinition/data-absent-reason';
/** HL7 v2 trigger events, by which messages made from HL7 v2 name themselves. */
export const V2_EVENT_SYSTEM = `${TERMINOLOGY}/v2-0003`;
/** The label of test data: a message that carries it is of processing id T or D. */
export const TEST_LABEL = { system: `${TERMINOLOGY}/v3-ActReason`, code: 'HTEST' };

const STRUCTURE = `${OURS}:StructureDefinition:`;
/** What the resources that the hub writes hold. */
export const PROFILES = {
  message: `${STRUCTURE}meddelande`,
  header: `${STRUCTURE}meddelandehuvud`,
  communication: `${STRUCTURE}innehall`,
  patient: `${STRUCTURE}patient`,
  encounter: `${STRUCTURE}vardtillfalle`,
  consent: `${STRUCTURE}samtycke`,
  task: `${STRUCTURE}kvittens`,
} as const;

/** The hub itself, as its CapabilityStatement names it. */
export const CONFORMANCE = `${OURS}:CapabilityStatement:hemgang`;

/** What a message of a kind is about. */
export function messageDefinitionUrl(kind: string): string {
  return `${OURS}:MessageDefinition:${kind}`;
}
