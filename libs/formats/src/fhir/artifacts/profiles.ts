import { PATIENT_ID_TYPES } from '#domain/message.js';
import {
  CODE_SYSTEM,
  DELIVERY,
  extensionUrl,
  HSA_ID,
  HUB_EPISODE,
  HUB_MESSAGE,
  MESSAGE_KIND,
  MUNICIPALITY,
  PATIENT_ID_SYSTEMS,
  PAYLOAD_FIELD,
  PROFILES,
  SENDERS_EPISODE,
  SENDERS_MESSAGE,
} from '../names.js';
import type { FhirObject } from '../object.js';
import { TASK_STATUSES } from '../task.js';
import type { Artifact } from './artifact.js';
import { valueSetUrl } from './code-systems.js';
import { element, hl7Structure, slicing, structure } from './structure.js';

/** What the resources that the hub writes hold beyond what R4 asks for. */
export function profiles(): Artifact[] {
  return [messageProfile(), headerProfile(), communication(), patient(), encounter(), consent(), task()];
}

const must = (id: string, constraints: FhirObject = {}): FhirObject => element(id, { min: 1, ...constraints });

function resource(type: string, url: string, title: string, description: string, elements: FhirObject[]): Artifact {
  return structure({ url, title, description, type, kind: 'resource', elements });
}

/** The code comes from the value set of one of our code systems. */
function bound(system: string): FhirObject {
  return { binding: { strength: 'required', valueSet: valueSetUrl(system) } };
}

/** A reference to a unit by its HSA-id, without a resource of its own. */
function unitAt(id: string): FhirObject[] {
  return [
    must(`${id}.identifier`),
    must(`${id}.identifier.system`, { patternUri: HSA_ID }),
    must(`${id}.identifier.value`),
  ];
}

/** Identifiers told apart by their system. */
function identifiersOf(
  id: string,
  slices: readonly (readonly [name: string, system: string, min: number])[],
  constraints: FhirObject = {},
): FhirObject[] {
  return [
    { ...slicing(id, 'value', 'system'), ...constraints },
    ...slices.flatMap(([name, system, min]) => [
      element(`${id}:${name}`, { sliceName: name, min, max: '1' }),
      must(`${id}:${name}.system`, { fixedUri: system }),
      must(`${id}:${name}.value`),
    ]),
  ];
}

/** Extensions that a resource of ours may have. */
function extensionsOf(id: string, urls: readonly (readonly [name: string, url: string])[]): FhirObject[] {
  return [
    slicing(id, 'value', 'url'),
    ...urls.map(([name, url]) =>
      element(`${id}:${name}`, { sliceName: name, min: 0, max: '1', type: [{ code: 'Extension', profile: [url] }] }),
    ),
  ];
}

function messageProfile(): Artifact {
  const title = 'Meddelande / Message';
  return resource('Bundle', PROFILES.message, title, 'One message: MessageHeader first, then what it is about.', [
    must('Bundle.identifier'),
    must('Bundle.identifier.system', { patternUri: SENDERS_MESSAGE }),
    must('Bundle.identifier.value', { short: "The sender's own id of the message, unique for ever" }),
    element('Bundle.type', { fixedCode: 'message' }),
    must('Bundle.timestamp', { short: 'When it was sent' }),
    element('Bundle.total', { max: '0' }),
    must('Bundle.entry'),
    must('Bundle.entry.fullUrl'),
    must('Bundle.entry.resource'),
    element('Bundle.entry.search', { max: '0' }),
    element('Bundle.entry.request', { max: '0' }),
    element('Bundle.entry.response', { max: '0' }),
  ]);
}

function headerProfile(): Artifact {
  const title = 'Meddelandehuvud / Message header';
  return resource('MessageHeader', PROFILES.header, title, 'What kind of message it is, and who sends it to whom.', [
    ...extensionsOf('MessageHeader.extension', [['delivery', DELIVERY]]),
    element('MessageHeader.event[x]', { type: [{ code: 'Coding' }], ...bound(MESSAGE_KIND) }),
    must('MessageHeader.event[x].system', { patternUri: MESSAGE_KIND }),
    must('MessageHeader.event[x].code'),
    must('MessageHeader.sender', { short: 'The sending unit; the hub itself is called hemgang' }),
    ...unitAt('MessageHeader.sender'),
    must('MessageHeader.focus', { short: 'The Communication first' }),
  ]);
}

function communication(): Artifact {
  const title = 'Innehåll / Content';
  const description = 'What the message says. Content fields that R4 has no element for are extensions by their names.';
  return resource('Communication', PROFILES.communication, title, description, [
    ...extensionsOf('Communication.extension', [
      ['notice', extensionUrl('notice')],
      ['servicesFrom', extensionUrl('servicesFrom')],
    ]),
    ...identifiersOf('Communication.identifier', [
      ['avsandarens', SENDERS_MESSAGE, 1],
      ['navets', HUB_MESSAGE, 0],
    ]),
    element('Communication.status', { fixedCode: 'completed' }),
    slicing('Communication.category', 'value', 'coding.system'),
    element('Communication.category:planeringskategori', {
      ...{ sliceName: 'planeringskategori', min: 0, max: '1' },
      ...bound(CODE_SYSTEM.planningCategory),
    }),
    must('Communication.category:planeringskategori.coding', { max: '1' }),
    must('Communication.category:planeringskategori.coding.system', { fixedUri: CODE_SYSTEM.planningCategory }),
    element('Communication.category:behov', { sliceName: 'behov', min: 0, max: '*', ...bound(CODE_SYSTEM.need) }),
    must('Communication.category:behov.coding', { max: '1' }),
    must('Communication.category:behov.coding.system', { fixedUri: CODE_SYSTEM.need }),
    must('Communication.sent'),
    must('Communication.sender'),
    ...unitAt('Communication.sender'),
    ...extensionsOf('Communication.payload.extension', [['field', PAYLOAD_FIELD]]),
    element('Communication.payload.content[x]', { type: [{ code: 'string' }] }),
  ]);
}

function patient(): Artifact {
  const title = 'Patient / Patient';
  const description = "The person, with the identifiers and security labels of HL7 Sweden's base profile.";
  const identities = PATIENT_ID_TYPES.map((type) => [type, PATIENT_ID_SYSTEMS[type], 0] as const);
  return resource('Patient', PROFILES.patient, title, description, [
    ...extensionsOf('Patient.extension', [['kommun', MUNICIPALITY]]),
    // One identity at least, several when the person has had several.
    ...identifiersOf('Patient.identifier', identities, { min: 1 }),
    must('Patient.name'),
    must('Patient.name.family'),
    must('Patient.name.given'),
    element('Patient.generalPractitioner', { short: 'The health centre where the patient is listed' }),
  ]);
}

function encounter(): Artifact {
  const title = 'Vårdtillfälle / Care episode';
  return resource('Encounter', PROFILES.encounter, title, 'The inpatient stay that the message is about.', [
    ...extensionsOf(
      'Encounter.extension',
      ['expectedDischarge', 'plannedAdmission', 'assessedAt', 'readyAt'].map((name) => [
        name,
        extensionUrl(`content.${name}`),
      ]),
    ),
    ...identifiersOf('Encounter.identifier', [
      ['avsandarens', SENDERS_EPISODE, 0],
      ['navets', HUB_EPISODE, 0],
    ]),
    must('Encounter.class.code', { patternCode: 'IMP' }),
    element('Encounter.period', { short: 'From admission to discharge' }),
    element('Encounter.location', { max: '1', short: 'The ward where the patient is now' }),
    element('Encounter.participant', { max: '1', short: 'Who judged' }),
  ]);
}

function consent(): Artifact {
  const title = 'Samtycke / Consent';
  const description = "The patient's consent that information is passed on, or that it is not given.";
  return resource('Consent', PROFILES.consent, title, description, [
    element('Consent.status', { patternCode: 'active' }),
    must('Consent.policyRule'),
    must('Consent.provision'),
    must('Consent.provision.type', { short: 'permit: given; deny: not given' }),
    element('Consent.provision.code', { short: 'What the consent is about; everything without it' }),
  ]);
}

function task(): Artifact {
  const title = 'Kvittens / Receipt';
  const description =
    'What a recipient does with one delivery: completed is the kvittens, rejected says that it was misdirected.';
  return resource('Task', PROFILES.task, title, description, [
    element('Task.contained', { short: 'PractitionerRole of who has receipted' }),
    must('Task.status', { short: `Of ${TASK_STATUSES.join(', ')}` }),
    must('Task.businessStatus', bound(CODE_SYSTEM.deliveryState)),
    element('Task.intent', { fixedCode: 'order' }),
    must('Task.code', bound(CODE_SYSTEM.task)),
    must('Task.focus', {
      short: 'The message',
      type: [{ code: 'Reference', targetProfile: [hl7Structure('Bundle')] }],
    }),
    element('Task.for', { max: '0', short: 'Nothing of the person stands here' }),
    must('Task.authoredOn', { short: 'When the hub accepted the message' }),
    must('Task.requester', { short: 'The sending unit' }),
    ...unitAt('Task.requester'),
    must('Task.owner', { short: 'The receiving unit' }),
    ...unitAt('Task.owner'),
    must('Task.reasonCode', { short: 'Kind of the message', ...bound(MESSAGE_KIND) }),
    element('Task.restriction.period', { short: 'Until when it is to be receipted' }),
    element('Task.executionPeriod', { short: 'From the fetching to the kvittens' }),
  ]);
}
