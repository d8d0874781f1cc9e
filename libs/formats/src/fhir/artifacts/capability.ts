import { ANY_MESSAGE_KINDS, isHubKind } from '#domain/message.js';
import type { FhirObject } from '../object.js';
import { MEDIA_TYPES } from '../../format.js';
import { CONFORMANCE, messageDefinitionUrl, PROFILES } from '../names.js';
import { TASK_STATUSES } from '../task.js';
import { ARTIFACT_DATE, ARTIFACT_TYPES, ARTIFACT_VERSION, FHIR_VERSION } from './artifact.js';

const DESCRIPTION = `Nav för meddelanden vid in- och utskrivning från slutenvård och för samordnad individuell plan. Ett meddelande skickas som
Bundle av typen message till $process-message, hämtas av mottagaren som Bundle och kvitteras genom att dess Task sätts till completed.

Hub for messages around discharge from inpatient care and individual plans. A message is sent as a Bundle of type message to
$process-message, fetched by the recipient as a Bundle, and receipted by completing its Task.`;

const SECURITY = `OAuth 2.0 med client credentials (client_secret_basic, client_secret_post, private_key_jwt) ger en bearer token. En klient läser och
skickar för de enheter som katalogen räknar upp; allt annat är 404. /
OAuth 2.0 client credentials give a bearer token. A client reads and sends for the units that the directory lists; all else is 404.`;

const MESSAGING = `Varje meddelande besvaras med ett svarsmeddelande (MessageHeader.response) när det är sparat; samma meddelande igen besvaras som
första gången. / Each message is answered with a response message once it is committed; the same message again is answered as the first time.`;

interface SearchParameter {
  readonly name: string;
  readonly type: 'token' | 'number' | 'string';
  readonly documentation: string;
}

const COUNT: SearchParameter = { name: '_count', type: 'number', documentation: '1 to 1000; 50 without it' };
const AFTER: SearchParameter = {
  name: 'after',
  type: 'string',
  documentation: 'Cursor, as links of the page before hold it',
};

const BUNDLE_SEARCH: readonly SearchParameter[] = [
  { name: 'inbox', type: 'token', documentation: 'HSA-id of the unit; needed. Reading counts as fetching' },
  { name: 'state', type: 'token', documentation: 'waiting (not receipted yet; the default) or all' },
  COUNT,
  AFTER,
];

const TASK_SEARCH: readonly SearchParameter[] = [
  { name: 'owner', type: 'token', documentation: 'HSA-id of the unit, also as owner:identifier; needed' },
  { name: 'status', type: 'token', documentation: `Of ${TASK_STATUSES.join(', ')}; several with a comma between` },
  COUNT,
  AFTER,
];

/** What this hub can do over FHIR; `base` is the address of its FHIR interface, without a slash at its end. */
export function capabilityStatement(base: string): FhirObject {
  const origin = base.replace(/\/fhir$/, '');
  return {
    resourceType: 'CapabilityStatement',
    id: 'hemgang',
    language: 'sv',
    url: CONFORMANCE,
    version: ARTIFACT_VERSION,
    name: 'Hemgang',
    title: 'Hemgång',
    status: 'active',
    date: ARTIFACT_DATE,
    publisher: 'Hemgång',
    description: DESCRIPTION,
    kind: 'instance',
    software: { name: 'Hemgång' },
    implementation: { description: 'Hemgång', url: base },
    fhirVersion: FHIR_VERSION,
    format: [MEDIA_TYPES['fhir-json'], MEDIA_TYPES['fhir-xml'], 'json', 'xml'],
    rest: [
      {
        mode: 'server',
        documentation: 'Unknown parameters are refused. Errors are OperationOutcomes with stable codes.',
        security: securityOf(origin),
        resource: [bundles(), tasks(), carePlans(), ...ARTIFACT_TYPES.map(artifacts)],
        operation: [
          {
            name: 'process-message',
            definition: 'http://hl7.org/fhir/OperationDefinition/MessageHeader-process-message',
            documentation: 'Synchronous: the answer is the response message. async and response-url are not supported.',
          },
        ],
      },
    ],
    messaging: [
      {
        endpoint: [
          {
            protocol: { system: 'http://terminology.hl7.org/CodeSystem/message-transport', code: 'http' },
            address: `${base}/$process-message`,
          },
        ],
        documentation: MESSAGING,
        supportedMessage: supportedMessages(),
      },
    ],
  };
}

function securityOf(origin: string): FhirObject {
  return {
    cors: false,
    service: [
      {
        coding: [
          { system: 'http://terminology.hl7.org/CodeSystem/restful-security-service', code: 'OAuth', display: 'OAuth' },
        ],
        text: 'OAuth 2.0 client credentials',
      },
    ],
    description: `${SECURITY} ${origin}/oauth2/token`,
  };
}

function bundles(): FhirObject {
  return {
    type: 'Bundle',
    supportedProfile: [PROFILES.message],
    documentation: 'Messages in the inbox of a unit; the id is that of the delivery.',
    interaction: [{ code: 'read' }, { code: 'search-type' }],
    versioning: 'no-version',
    searchParam: BUNDLE_SEARCH,
  };
}

function tasks(): FhirObject {
  return {
    type: 'Task',
    supportedProfile: [PROFILES.task],
    documentation:
      'One for each delivery, with the same id. completed is the kvittens, rejected with statusReason.text says that it was misdirected.',
    interaction: [{ code: 'read' }, { code: 'update' }, { code: 'search-type' }],
    versioning: 'versioned',
    readHistory: false,
    updateCreate: false,
    searchParam: TASK_SEARCH,
  };
}

function carePlans(): FhirObject {
  return {
    type: 'CarePlan',
    documentation:
      'What persons are shown of their plans (SIP), for the portal that shows it. The search is a POST to CarePlan/_search: no identity stands in an address.',
    interaction: [{ code: 'read' }, { code: 'search-type' }],
    versioning: 'versioned',
    readHistory: false,
    searchParam: [
      { name: 'patient', type: 'reference', documentation: 'As patient.identifier or patient:identifier; needed' },
      { name: 'status', type: 'token', documentation: 'Plans that are shown are active' },
    ],
  };
}

function artifacts(type: string): FhirObject {
  return {
    type,
    documentation: 'Artifacts that messages and Tasks follow; open to all.',
    interaction: [{ code: 'read' }],
  };
}

/** Kinds that units send are received and, when delivered, sent on; the others are only sent. */
function supportedMessages(): FhirObject[] {
  const sent = ANY_MESSAGE_KINDS.map((kind) => ({ mode: 'sender', definition: messageDefinitionUrl(kind) }));
  const received = ANY_MESSAGE_KINDS.filter((kind) => !isHubKind(kind)).map((kind) => ({
    mode: 'receiver',
    definition: messageDefinitionUrl(kind),
  }));
  return [...received, ...sent];
}
