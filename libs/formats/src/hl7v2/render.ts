import { DELIVERED } from '#domain/envelope.js';
import { PLAIN_MAPPING } from '#domain/mapping.js';
import type { Patient } from '#domain/message.js';
import type { RenderedMessage, RenderOptions } from '../rendering.js';
import { HUB } from './ack.js';
import { readAdtMessage, exactForm } from './adt.js';
import { STANDARD_DELIMITERS } from './delimiters.js';
import type { Hl7Message, Segment } from './er7.js';
import type { FieldContent } from './er7-print.js';
import { encodeEr7, makeSegment } from './er7-print.js';
import { eventOfKind } from './events.js';
import { identityComponents } from './identity-fields.js';
import { ADDED, EXACT } from './observations.js';
import type { ObservedValue } from './observed-values.js';
import { differing, observedFieldsOf } from './observed-values.js';
import { agreedObservations, valuesInFields } from './render-content.js';
import type { FieldValues } from './render-content.js';
import { hl7OfIso } from './timestamp.js';

const VERSION = '2.5';
const PROCESSING_ID = 'P';

/** A message as ER7 bytes in UTF-8. Says exactly what the message says: what a recipient may not see is taken out before. */
export function renderEr7(message: RenderedMessage, options: RenderOptions): Uint8Array {
  return encodeEr7(renderAdt(message, options));
}

/**
 * A message as ADT in standard separators. What ADT cannot carry stands in OBX (see `observations.ts`); there are no
 * Z-segments. A kind without an event of its own has event Z01 and all its content in OBX. `readAdtMessage` of it gives the
 * message back: it is read once here, and what the fields do not say exactly is added as OBX of its path.
 */
export function renderAdt(message: RenderedMessage, options: RenderOptions): Hl7Message {
  const segments = [...fieldSegments(message, options), ...agreedObservations(message)];
  const plain: Hl7Message = { delimiters: STANDARD_DELIMITERS, charset: 'UNICODE UTF-8', segments: numbered(segments) };
  const more = [...exactValues(plain, message, options), ...addedValues(message, options)];
  return { ...plain, segments: numbered([...segments, ...more.map(observation)]) };
}

function exactValues(plain: Hl7Message, message: RenderedMessage, options: RenderOptions): ObservedValue[] {
  const processingIds = [options.processingId ?? PROCESSING_ID];
  const said = readAdtMessage(plain, { mapping: PLAIN_MAPPING, processingIds });
  return differing(EXACT, exactForm(message.kind), message, said.ok ? said.model : {});
}

/** What the hub says of the message and of its delivery. */
function addedValues(message: RenderedMessage, { delivery }: RenderOptions): ObservedValue[] {
  const added = observedFieldsOf(ADDED, DELIVERED, message);
  if (delivery === undefined) return added;
  const { id, receiptDue } = delivery;
  const due =
    receiptDue === null ? [] : [{ code: `${ADDED}.delivery.receiptDue`, type: 'TS', text: hl7OfIso(receiptDue) }];
  return [...added, { code: `${ADDED}.delivery.id`, type: 'ST', text: id }, ...due];
}

function observation({ code, type, text }: ObservedValue): Segment {
  return segment('OBX', { 2: type || undefined, 3: code, 5: text === '' ? undefined : text, 11: 'F' });
}

/** The segments counted by name; OBX say their number in OBX-1 too. */
function numbered(segments: readonly Segment[]): Segment[] {
  const counts = new Map<string, number>();
  return segments.map((made) => {
    const sequence = (counts.get(made.name) ?? 0) + 1;
    counts.set(made.name, sequence);
    if (made.name !== 'OBX') return { ...made, sequence };
    const [name, , ...fields] = made.fields;
    return { ...made, sequence, fields: [name ?? '', String(sequence), ...fields] };
  });
}

function fieldSegments(message: RenderedMessage, options: RenderOptions): Segment[] {
  const { event, structure } = eventOfKind(message.kind);
  const { patient } = message;
  const content = valuesInFields(message);
  const sentAt = hl7OfIso(message.sentAt);
  return [
    segment('MSH', {
      3: HUB,
      4: message.sender,
      6: options.recipient,
      7: sentAt,
      9: ['ADT', event, structure],
      10: message.messageId,
      11: options.processingId ?? PROCESSING_ID,
      12: VERSION,
      18: 'UNICODE UTF-8',
    }),
    segment('EVN', { 1: event, 2: content.recordedAt ?? sentAt, 6: content.occurredAt }),
    ...(patient === undefined ? [] : patientSegments(patient)),
    ...(content.previous === undefined ? [] : [segment('MRG', { 1: content.previous })]),
    visitSegment(message, content),
    ...(content.plannedAdmission === undefined && content.expectedDischarge === undefined
      ? []
      : [segment('PV2', { 8: content.plannedAdmission, 9: content.expectedDischarge })]),
  ];
}

function patientSegments(patient: Patient): Segment[] {
  const pid = segment('PID', {
    1: '1',
    3: identityComponents(patient.id, patient.idType),
    5: [patient.familyName, patient.givenName, undefined, undefined, undefined, undefined, 'L'],
    11: registeredAddress(patient),
  });
  const { healthCentre } = patient;
  if (healthCentre === undefined && patient.protected === undefined) return [pid];
  const isProtected = patient.protected === undefined ? undefined : patient.protected ? 'Y' : 'N';
  return [pid, segment('PD1', { 3: healthCentre, 12: isProtected })];
}

function registeredAddress({ address, municipality }: Patient): FieldContent {
  if (address === undefined && municipality === undefined) return undefined;
  const [street, ...more] = address?.line ?? [];
  const { city, postalCode } = address ?? {};
  return [street, more.join('\n'), city, undefined, postalCode, undefined, 'L', undefined, municipality];
}

function visitSegment({ episode, episodeId }: RenderedMessage, content: FieldValues): Segment {
  return segment('PV1', {
    1: '1',
    2: content.patientClass,
    3: content.ward,
    7: content.assessedBy,
    19: episodeId,
    44: content.admittedAt,
    45: content.dischargedAt,
    50: episode === undefined ? undefined : [episode, undefined, undefined, HUB],
  });
}

function segment(name: string, contents: Readonly<Record<number, FieldContent>>): Segment {
  return makeSegment(STANDARD_DELIMITERS, name, contents);
}
