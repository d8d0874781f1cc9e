import type { AnyMessageKind, Content, Message, Patient } from '#domain/message.js';
import { HUB } from './ack.js';
import { ID_AUTHORITIES, NATIONAL_ID, RESERVE_AUTHORITIES } from './adt-patient.js';
import type { Charset } from './charset.js';
import type { Delimiters } from './delimiters.js';
import { STANDARD_DELIMITERS } from './delimiters.js';
import type { Hl7Message, Segment } from './er7.js';
import type { FieldContent } from './er7-print.js';
import { encodeEr7, makeSegment } from './er7-print.js';
import { eventOfKind } from './events.js';
import { OBSERVATIONS } from './observations.js';
import { hl7OfIso } from './timestamp.js';

/** What a recipient gets: a message of the wire model, also of the kinds that only the hub sends. */
export type RenderedMessage = Omit<Message, 'kind'> & { readonly kind: AnyMessageKind };

export interface RenderOptions {
  /** HSA-id of the recipient (MSH-6). */
  readonly recipient: string;
  /** MSH-10; the message's own id when not given. */
  readonly controlId?: string;
  readonly processingId?: string;
  readonly charset?: Charset;
  readonly delimiters?: Delimiters;
  /** OID under which a reservnummer is written. */
  readonly reserveAuthority?: string;
}

const VERSION = '2.5';

/** A message as ER7 bytes. Says exactly what the message says: what a recipient may not see is taken out before. */
export function renderEr7(message: RenderedMessage, options: RenderOptions): Uint8Array {
  return encodeEr7(renderAdt(message, options));
}

/**
 * A message as ADT. What ADT cannot carry stands in OBX (see `OBSERVATIONS`); there are no Z-segments. A kind without an
 * event of its own has event Z01 and its content as OBX `meddelandetyp` and OBX named by content field.
 * `readAdt` of it gives the message back.
 */
export function renderAdt(message: RenderedMessage, options: RenderOptions): Hl7Message {
  const delimiters = options.delimiters ?? STANDARD_DELIMITERS;
  const charset = options.charset ?? 'UNICODE UTF-8';
  const { event, structure } = eventOfKind(message.kind);
  const { content, patient } = message;
  const sentAt = hl7OfIso(message.sentAt);
  const occurred = time(content, 'readyAt') ?? time(content, 'assessedAt');
  const segments: Segment[] = [
    makeSegment(delimiters, 'MSH', {
      3: HUB,
      4: message.sender,
      6: options.recipient,
      7: sentAt,
      9: ['ADT', event, structure],
      10: options.controlId ?? message.messageId,
      11: options.processingId ?? 'P',
      12: VERSION,
      18: charset,
    }),
    makeSegment(delimiters, 'EVN', { 1: event, 2: evnRecorded(message, sentAt), 6: occurred }),
    ...(patient === undefined ? [] : patientSegments(patient, delimiters, options)),
    visitSegment(message, delimiters),
  ];
  const expected = time(content, 'expectedDischarge');
  if (expected !== undefined) segments.push(makeSegment(delimiters, 'PV2', { 9: expected }));
  return { delimiters, charset, segments: [...segments, ...observationSegments(message, delimiters)] };
}

/** An A01 without assessment must not gain one from the time of recording, so that is not later than the admission. */
function evnRecorded({ kind, content }: RenderedMessage, sentAt: string): string | undefined {
  if (kind !== 'inskrivningsmeddelande' || time(content, 'assessedAt') !== undefined) return sentAt;
  return time(content, 'admittedAt');
}

function patientSegments(patient: Patient, delimiters: Delimiters, options: RenderOptions): Segment[] {
  const { idType } = patient;
  const reserve = options.reserveAuthority ?? RESERVE_AUTHORITIES[0];
  const authority = idType === 'reservnummer' ? reserve : ID_AUTHORITIES[idType];
  const pid = makeSegment(delimiters, 'PID', {
    1: '1',
    3: [
      patient.id,
      undefined,
      undefined,
      [undefined, authority, 'ISO'],
      idType === 'reservnummer' ? undefined : NATIONAL_ID,
    ],
    5: [patient.familyName, patient.givenName, undefined, undefined, undefined, undefined, 'L'],
    11: registeredAddress(patient),
  });
  const pd1: Record<number, FieldContent> = { 3: patient.healthCentre, 12: flag(patient.protected) };
  return patient.healthCentre === undefined && patient.protected === undefined
    ? [pid]
    : [pid, makeSegment(delimiters, 'PD1', pd1)];
}

function registeredAddress({ address, municipality }: Patient): FieldContent {
  if (address === undefined && municipality === undefined) return undefined;
  const [street, ...more] = address?.line ?? [];
  const { city, postalCode } = address ?? {};
  return [street, more.join('\n'), city, undefined, postalCode, undefined, 'L', undefined, municipality];
}

function visitSegment({ content, episode, episodeId }: RenderedMessage, delimiters: Delimiters): Segment {
  return makeSegment(delimiters, 'PV1', {
    1: '1',
    2: 'I',
    7: staffComponents(content['assessedBy']),
    19: episodeId,
    44: time(content, 'admittedAt'),
    45: time(content, 'dischargedAt'),
    50: episode === undefined ? undefined : [episode, undefined, undefined, HUB],
  });
}

/** Family name last, as it is read; the whole name joined again is the name. */
function staffComponents(staff: unknown): FieldContent {
  const name = textOf(property(staff, 'name'));
  if (name === undefined) return undefined;
  const space = name.lastIndexOf(' ');
  return [
    undefined,
    name.slice(space + 1),
    name.slice(0, Math.max(space, 0)),
    undefined,
    undefined,
    textOf(property(staff, 'title')),
  ];
}

/** Content fields that stand in segments of their own. */
const IN_SEGMENTS = new Set(['admittedAt', 'assessedAt', 'expectedDischarge', 'readyAt', 'assessedBy', 'dischargedAt']);

function observationSegments(message: RenderedMessage, delimiters: Delimiters): Segment[] {
  const { consent, content } = message;
  const made: Segment[] = [];
  const add = (code: string, type: string, value: FieldContent, observedAt?: string): void => {
    if (value === undefined) return;
    const contents = { 1: String(made.length + 1), 2: type, 3: code, 5: value, 11: 'F', 14: observedAt };
    made.push(makeSegment(delimiters, 'OBX', contents, made.length + 1));
  };
  add(OBSERVATIONS.kind, 'CWE', message.kind);
  add(OBSERVATIONS.consent, 'CWE', flag(consent?.given), consent?.recordedAt && hl7OfIso(consent.recordedAt));
  add(OBSERVATIONS.consentScope, 'CWE', repeated(consent?.scope));
  add(OBSERVATIONS.planningCategory, 'CWE', message.planningCategory);
  add(OBSERVATIONS.needs, 'CWE', repeated(message.needs));
  add(OBSERVATIONS.recipients, 'CWE', repeated(message.recipients));
  add(OBSERVATIONS.inReplyTo, 'CWE', message.inReplyTo);
  for (const [name, value] of Object.entries(content)) {
    if (!IN_SEGMENTS.has(name)) add(codeOf(name), typeof value === 'string' ? 'TX' : 'CWE', observed(value));
  }
  return made;
}

function codeOf(field: string): string {
  switch (field) {
    case 'physicianAssessed':
    case 'reason':
    case 'mobile':
    case 'other':
    case 'summary':
    case 'responsibility':
      return OBSERVATIONS[field];
    default:
      return field;
  }
}

function observed(value: unknown): FieldContent {
  if (typeof value === 'boolean') return flag(value);
  if (typeof value === 'number') return String(value);
  const party = textOf(property(value, 'party'));
  return party === undefined ? textOf(value) : [party, textOf(property(value, 'reason'))];
}

function repeated(values: readonly string[] | undefined): FieldContent {
  return values === undefined || values.length === 0 ? undefined : { repetitions: values.map((value) => [value]) };
}

function flag(value: boolean | undefined): string | undefined {
  if (value === undefined) return undefined;
  return value ? 'J' : 'N';
}

function time(content: Content, name: string): string | undefined {
  const text = textOf(content[name]);
  return text === undefined ? undefined : hl7OfIso(text) || undefined;
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
