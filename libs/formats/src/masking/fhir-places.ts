import { DELIVERY_STATES } from '#domain/delivery.js';
import { ANY_MESSAGE_KINDS, NEEDS, PARTY_ROLES, PLANNING_CATEGORIES } from '#domain/message.js';
import { allDefinitions } from '../fhir/definitions.js';
import * as uris from '../fhir/names.js';
import { isHsaId, isId, isIsoTime, isMunicipality, isSmallNumber, isUuid, like, oneOf } from './harmless.js';
import type { Form } from './harmless.js';
import { MODEL_NAMES } from './model-places.js';

export const FHIR_NAMESPACE = 'http://hl7.org/fhir';

/** Every URI that the names of FHIR hold. */
function* urisIn(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) yield* urisIn(inner);
}

const TERMINOLOGIES = ['v2-0203', 'v2-0003', 'v3-ActCode', 'v3-ActReason', 'v3-ActPriority', 'v3-ParticipationType'];

const URIS = new Set([
  ...urisIn({ ...uris }),
  ...Object.keys(uris.OTHER_PATIENT_ID_SYSTEMS),
  ...TERMINOLOGIES.map((name) => `http://terminology.hl7.org/CodeSystem/${name}`),
  FHIR_NAMESPACE,
]);

const isKind = oneOf(ANY_MESSAGE_KINDS);

/** Our own, those of our extensions and messages by what follows, and those that HL7 and the national registers have named. */
const isKnownUri: Form = (value) => {
  if (URIS.has(value)) return true;
  if (value.startsWith(uris.EXTENSION)) {
    return value
      .slice(uris.EXTENSION.length)
      .split('.')
      .every((name) => MODEL_NAMES.has(name) || isKind(name));
  }
  return ANY_MESSAGE_KINDS.some((kind) => uris.messageDefinitionUrl(kind) === value);
};

const isEndpoint: Form = (value) =>
  value.startsWith(uris.UNIT_ENDPOINT) && isHsaId(value.slice(uris.UNIT_ENDPOINT.length));

const CODES = [
  ...['message', 'collection', 'batch', 'transaction', 'IMP', 'AMB', 'ATND', 'ADM', 'DIS', 'HTEST', 'AUTHENT'],
  ...[
    'planned',
    'arrived',
    'triaged',
    'in-progress',
    'onleave',
    'finished',
    'cancelled',
    'entered-in-error',
    'unknown',
  ],
  ...[
    'active',
    'inactive',
    'rejected',
    'proposed',
    'draft',
    'completed',
    'preparation',
    'stopped',
    'not-done',
    'on-hold',
  ],
  ...['requested', 'received', 'accepted', 'ready', 'failed', 'order', 'plan', 'proposal', 'permit', 'deny'],
  ...['official', 'usual', 'temp', 'home', 'work', 'mobile', 'phone', 'email', 'postal', 'physical', 'both'],
  ...['needs-action', 'pending', 'not-started', 'scheduled', 'revoked', 'CALLBCK', 'SBJ', 'PPRF', 'TRANS', 'required'],
  ...['treatment', 'patient-privacy', 'adr', 'research', 'INFA', 'IRCP', 'PRCP'],
];

const isKnownCode: Form = oneOf([
  ...CODES,
  ...uris.PROTECTING_LABELS,
  ...ANY_MESSAGE_KINDS,
  ...NEEDS,
  ...PARTY_ROLES,
  ...PLANNING_CATEGORIES,
  ...DELIVERY_STATES,
]);
const isV2Event = like(/^[A-Z]\d{2}$/);

const TYPES = [...allDefinitions()];
const isResource = oneOf(TYPES.map(({ name }) => name).filter((name) => /^[A-Z][A-Za-z]+$/.test(name)));

/** By the name of the element, whatever it stands in. */
const FORMS: Readonly<Record<string, Form>> = {
  resourceType: isResource,
  type: (value) => isKnownCode(value) || isResource(value),
  code: isKnownCode,
  valueCode: isKnownCode,
  status: isKnownCode,
  lifecycleStatus: isKnownCode,
  required: isKnownCode,
  dueDate: isIsoTime,
  statusDate: isIsoTime,
  minutesDuration: isSmallNumber,
  intent: isKnownCode,
  use: isKnownCode,
  system: isKnownUri,
  url: isKnownUri,
  profile: isKnownUri,
  definition: isKnownUri,
  fullUrl: isUuid,
  reference: isUuid,
  id: isUuid,
  endpoint: isEndpoint,
  value: isHsaId,
  valueString: isHsaId,
  valueIdentifier: isHsaId,
  timestamp: isIsoTime,
  lastUpdated: isIsoTime,
  sent: isIsoTime,
  received: isIsoTime,
  authoredOn: isIsoTime,
  lastModified: isIsoTime,
  dateTime: isIsoTime,
  start: isIsoTime,
  end: isIsoTime,
  valueInstant: isIsoTime,
  valueDateTime: isIsoTime,
  valueDate: isIsoTime,
};

/** Codes at one place alone: elsewhere three signs may be a diagnosis, and four digits anything. */
const CODES_AT: Readonly<Record<string, Form>> = {
  'eventCoding.code': (value) => isKnownCode(value) || isV2Event(value),
  'valueCoding.code': (value) => isKnownCode(value) || isMunicipality(value),
};

/** The head of a message: its own identifier and its time. */
const HEAD: Readonly<Record<string, Form>> = {
  'identifier.value': isId,
  timestamp: isIsoTime,
};

/** Of a person with protected identity: what says that it is a message, of which kind, from which unit. */
const PROTECTED: ReadonlySet<string> = new Set([
  'resourceType',
  'type',
  'system',
  'url',
  'endpoint',
  'timestamp',
  'fullUrl',
]);

/** What a value has to look like to be shown; `place` begins below the root, such as `entry.resource.status`. */
export function fhirForm(place: string, isProtected: boolean): Form {
  const head = HEAD[place];
  if (head !== undefined) return head;
  const name = place.slice(place.lastIndexOf('.') + 1);
  const form = CODES_AT[place.split('.').slice(-2).join('.')] ?? (Object.hasOwn(FORMS, name) ? FORMS[name] : undefined);
  if (!isProtected || PROTECTED.has(name)) return form;
  return name === 'code' ? oneOf([...ANY_MESSAGE_KINDS, ...uris.PROTECTING_LABELS]) : undefined;
}

const ELEMENT_NAMES = new Set(TYPES.flatMap(({ elements }) => [...elements.keys()]));

/** Names of elements and resources of FHIR; in JSON also with the underscore of what stands beside a primitive. */
export function isFhirName(name: string): boolean {
  return (
    ELEMENT_NAMES.has(name) || isResource(name) || name === 'resourceType' || ELEMENT_NAMES.has(name.replace(/^_/, ''))
  );
}
