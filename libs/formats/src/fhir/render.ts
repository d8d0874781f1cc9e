import { isDeepStrictEqual } from 'node:util';
import { contentFieldsOf } from '#domain/content.js';
import { PLAIN_MAPPING } from '#domain/mapping.js';
import { ENVELOPE } from '#domain/envelope.js';
import { isFields } from '#domain/object-check.js';
import type { RenderedMessage, RenderOptions } from '../rendering.js';
import { ADDED_FIELDS } from './added-fields.js';
import { writeConsent } from './consent.js';
import { homeOf } from './content-homes.js';
import { carrierOf } from './content-url.js';
import { Draft } from './draft.js';
import { encodeResource } from './encoding.js';
import { dateTimeAt, instantAt } from './extension-codec.js';
import { MessageBundle } from './message-bundle.js';
import { partsOf } from './message-parts.js';
import {
  ACT_CODE_SYSTEM,
  CODE_SYSTEM,
  DELIVERY,
  HUB_EPISODE,
  HUB_MESSAGE,
  MESSAGE_KIND,
  SENDERS_EPISODE,
  SENDERS_MESSAGE,
  TEST_LABEL,
} from './names.js';
import type { FhirEncoding } from './negotiation.js';
import type { FhirObject } from './object.js';
import { PROTECTION, writePatient } from './patient.js';
import { planReference } from './plan/care-plan-homes.js';
import { planHomeOf } from './plan/homes.js';
import { isFhirId, isFhirInstant } from './primitives.js';
import { stayStatus } from './stay-status.js';
import { unitEndpoint, unitReference } from './unit.js';

/** A message as a FHIR R4 message Bundle, UTF-8. */
export function renderFhir(message: RenderedMessage, options: RenderOptions, encoding: FhirEncoding): Uint8Array {
  return encodeResource(messageBundle(message, options), encoding);
}

/** The same as a resource, for those who put it into another one. `id` is that of the delivery, when there is one. */
export function messageBundle(message: RenderedMessage, options: RenderOptions): FhirObject {
  const draft = new Draft(message);
  writeContent(draft);
  writeWhatIsNotSaid(draft);
  const { patient, consent } = message;
  const resources = [
    headerOf(draft, options),
    communicationOf(draft),
    ...(draft.hasEncounter ? [encounterOf(draft)] : []),
    ...(patient === undefined || draft.patient === undefined ? [] : [writePatient(draft, draft.patient, patient)]),
    ...(consent === undefined ? [] : [writeConsent(draft, consent)]),
    ...draft.more,
  ];
  const ids = [options.delivery?.id, message.id, draft.idOf('bundle')];
  return {
    resourceType: 'Bundle',
    id: ids.find(isFhirId),
    ...metaOf(draft, options),
    identifier: { system: SENDERS_MESSAGE, value: message.messageId },
    type: 'message',
    ...instantAt('timestamp', message.sentAt),
    entry: entriesOf(resources),
  };
}

function entriesOf(resources: readonly FhirObject[]): FhirObject[] {
  return resources.map((resource) => ({ fullUrl: `urn:uuid:${String(resource['id'])}`, resource }));
}

/** Labels of the whole: the highest of what is in it. */
function metaOf({ message }: Draft, { processingId = 'P' }: RenderOptions): FhirObject {
  const security = [
    ...(message.patient?.protected === true ? [PROTECTION] : []),
    ...(processingId === 'P' ? [] : [TEST_LABEL]),
  ];
  return security.length === 0 ? {} : { meta: { security } };
}

function headerOf(draft: Draft, { recipient, delivery }: RenderOptions): FhirObject {
  const { message } = draft;
  const focus = [
    draft.reference('communication', 'Communication'),
    ...(message.consent === undefined ? [] : [draft.reference('consent', 'Consent')]),
    ...draft.partReferences,
  ];
  return {
    resourceType: 'MessageHeader',
    id: draft.idOf('header'),
    ...(delivery === undefined ? {} : { extension: [deliveryExtension(delivery)] }),
    eventCoding: { system: MESSAGE_KIND, code: message.kind },
    ...(recipient === undefined
      ? {}
      : { destination: [{ endpoint: unitEndpoint(recipient), receiver: unitReference(recipient) }] }),
    sender: unitReference(message.sender),
    source: { endpoint: unitEndpoint(message.sender) },
    focus,
  };
}

function deliveryExtension({ id, receiptDue }: NonNullable<RenderOptions['delivery']>): FhirObject {
  const due = receiptDue === null ? [] : [{ url: 'receiptDue', ...instantAt('valueInstant', receiptDue) }];
  return { url: DELIVERY, extension: [{ url: 'id', valueString: id }, ...due] };
}

/** Each field to its place in R4, what has none to an extension of the Communication; also what the hub adds. */
function writeContent(draft: Draft): void {
  const { message, communication } = draft;
  for (const [name, form] of Object.entries(contentFieldsOf(message.kind))) {
    const value = Object.hasOwn(message.content, name) ? message.content[name] : undefined;
    if (value === undefined || homeOf(message.kind, name, form)?.write(draft, value, name) === true) continue;
    draft.extendBy(communication, carrierOf(message.kind, name), form, value);
  }
  const added: Readonly<Record<string, unknown>> = { ...message };
  for (const [name, form] of Object.entries(ADDED_FIELDS)) {
    if (added[name] !== undefined) draft.extendBy(communication, name, form, added[name]);
  }
  const { recipients, needs, episodeId, episode } = message;
  // R4 has no empty lists.
  if (recipients?.length === 0) draft.extendBy(communication, 'recipients', ENVELOPE.recipients, recipients);
  if (needs?.length === 0) draft.extendBy(communication, 'needs', ENVELOPE.needs, needs);
  const identifier = [
    ...(episodeId === undefined ? [] : [{ use: 'official', system: SENDERS_EPISODE, value: episodeId }]),
    ...(episode === undefined ? [] : [{ use: 'secondary', system: HUB_EPISODE, value: episode }]),
  ];
  if (identifier.length > 0) draft.encounter['identifier'] = identifier;
}

/**
 * R4's elements say of a plan what most systems want to know, not always all of it: a field that they do not give back as it was
 * stands in an extension, too, which is read before them.
 */
function writeWhatIsNotSaid(draft: Draft): void {
  const { message, communication } = draft;
  const fields = Object.entries(contentFieldsOf(message.kind)).flatMap(([name, form]) => {
    const home = planHomeOf(message.kind, name);
    return home?.type === form.type ? [{ name, form, home }] : [];
  });
  if (fields.length === 0) return;
  const patient = draft.patient === undefined ? [] : [{ resourceType: 'Patient', id: draft.idOf('patient') }];
  const written = [headerOf(draft, {}), communicationOf(draft), ...patient, ...draft.more];
  const bundle = new MessageBundle({ resourceType: 'Bundle', entry: entriesOf(written) });
  const parts = partsOf(bundle, bundle.header ?? bundle.absent(), PLAIN_MAPPING, []);
  for (const { name, form, home } of fields) {
    const value = message.content[name];
    if (value === undefined || draft.isExtendedBy(communication, carrierOf(message.kind, name))) continue;
    const said = home.read(parts, name, () => undefined, name);
    if (!isDeepStrictEqual(said, value)) draft.extendBy(communication, carrierOf(message.kind, name), form, value);
  }
}

function encounterOf(draft: Draft): FhirObject {
  const { encounter, message } = draft;
  const { identifier, participant, period, location } = encounter;
  return {
    resourceType: 'Encounter',
    id: draft.idOf('encounter'),
    ...draft.extensionsOf(encounter),
    ...(identifier === undefined ? {} : { identifier }),
    status: stayStatus(message.kind),
    class: { system: ACT_CODE_SYSTEM, code: 'IMP' },
    ...(draft.patient === undefined ? {} : { subject: draft.reference('patient', 'Patient') }),
    ...(participant === undefined ? {} : { participant }),
    ...(isFields(period) ? { period: inOrder(period) } : {}),
    ...(location === undefined ? {} : { location }),
  };
}

/** The beginning before the end, whichever was written first. */
function inOrder({ start, _start, end, _end }: FhirObject): FhirObject {
  return Object.fromEntries(Object.entries({ start, _start, end, _end }).filter(([, value]) => value !== undefined));
}

function communicationOf(draft: Draft): FhirObject {
  const { communication, message } = draft;
  const { recipients, inReplyTo, id, receivedAt } = message;
  const hubId = id === undefined ? [] : [{ system: HUB_MESSAGE, value: id }];
  const category = categoriesOf(message);
  return {
    resourceType: 'Communication',
    id: draft.idOf('communication'),
    ...draft.extensionsOf(communication),
    identifier: [{ system: SENDERS_MESSAGE, value: message.messageId }, ...hubId],
    ...(inReplyTo === undefined ? {} : { inResponseTo: [answered(inReplyTo)] }),
    status: 'completed',
    ...(category.length === 0 ? {} : { category }),
    ...(draft.patient === undefined ? {} : { subject: draft.reference('patient', 'Patient') }),
    ...(message.plan === undefined ? {} : { about: [planReference(message.plan)] }),
    ...(draft.hasEncounter ? { encounter: draft.reference('encounter', 'Encounter') } : {}),
    sent: isFhirInstant(message.sentAt) ? message.sentAt : new Date(message.sentAt).toISOString(),
    ...(receivedAt === undefined ? {} : dateTimeAt('received', receivedAt)),
    ...(recipients !== undefined && recipients.length > 0 ? { recipient: recipients.map(unitReference) } : {}),
    sender: unitReference(message.sender),
    ...(communication['payload'] === undefined ? {} : { payload: communication['payload'] }),
  };
}

function answered(messageId: string): FhirObject {
  return { type: 'Communication', identifier: { system: SENDERS_MESSAGE, value: messageId } };
}

function categoriesOf({ planningCategory, needs }: RenderedMessage): FhirObject[] {
  const codings = [
    ...(planningCategory === undefined ? [] : [{ system: CODE_SYSTEM.planningCategory, code: planningCategory }]),
    ...(needs ?? []).map((code) => ({ system: CODE_SYSTEM.need, code })),
  ];
  return codings.map((coding) => ({ coding: [coding] }));
}
