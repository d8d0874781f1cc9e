import { reason } from '#domain/reason.js';
import type { Reason } from '#domain/reason.js';
import { readAdtMessage } from '../hl7v2/adt.js';
import type { Hl7Message } from '../hl7v2/er7.js';
import { eventOf, kindOfEvent, structureOfEvent } from '../hl7v2/events.js';
import { parseLocation } from '../hl7v2/location.js';
import type { Arrived, FormatReading, MessageHead, Place, ReadingRules } from '../reading.js';
import type { TextPlace } from '../text-place.js';
import type { XmlElement } from '../xml/element.js';
import { parseXml } from '../xml/parse.js';
import { readSegments } from './segments.js';
import type { ReadSegments } from './segments.js';
import { V2_XML } from './structures.js';

const ADT_ROOT = /^ADT_[A-Z][0-9A-Z]{2}$/;

/**
 * The bytes of an ADT message in v2.xml as the wire model: well-formed XML, a root named after the message structure, then
 * the same rules as for ER7. Groups are passed over; elements go by the number in their name, whatever data type it tells.
 * Reasons are told at HL7 locations such as `PID^1^3^1^1` with line and column of the element, or of the nearest one that
 * holds it. Never throws.
 */
export function readV2XmlMessage(arrived: Arrived, rules: ReadingRules): FormatReading {
  const parsed = parseXml(arrived);
  if (!parsed.ok) return { ok: false, reasons: parsed.reasons };
  const { root } = parsed;
  if (root.namespace !== V2_XML) return refused(unsupported(root, `the namespace must be ${V2_XML}`));
  const read = readSegments(root);
  const head = headOf(read.message);
  const foreign = foreignRoot(root, read.message);
  if (foreign !== undefined) return { ...refused(foreign), head };
  if (head === undefined) return refused(at(root, reason('not-readable', 'MSH^1', 'the message has no MSH')));
  return locatedReading(readAdtMessage(read.message, rules), read, head);
}

function locatedReading(reading: FormatReading, read: ReadSegments, head: MessageHead): FormatReading {
  const reasons = [...read.reasons, ...reading.reasons.map((found) => at(placeOfPath(read, found.path), found))];
  if (!reading.ok) return { ok: false, ignored: reading.ignored === true && reasons.length === 0, reasons, head };
  return {
    ...reading,
    origin: { ...reading.origin, format: 'hl7v2-xml' },
    reasons,
    places: () => placesOf(reading.places(), read),
    head,
  };
}

function* placesOf(
  places: Iterable<readonly [string, Place]>,
  read: ReadSegments,
): Generator<readonly [modelPath: string, place: Place]> {
  for (const [modelPath, { path }] of places) yield [modelPath, { path, ...placeOfPath(read, path) }];
}

function placeOfPath(read: ReadSegments, path: string): TextPlace {
  return read.placeOf(parseLocation(path));
}

/** MSH alone names the message for an answer. */
function headOf(message: Hl7Message): MessageHead | undefined {
  return message.segments.some(({ name }) => name === 'MSH') ? { kind: 'hl7v2', header: message } : undefined;
}

/**
 * Another root than the structure of the event. A root by the name of the event itself is let pass, since many write
 * `ADT_A08`; what events nobody here knows are called is left to the mapping.
 */
function foreignRoot(root: XmlElement, message: Hl7Message): Reason | undefined {
  if (!ADT_ROOT.test(root.name)) return unsupported(root, 'the root must be an ADT structure such as ADT_A01');
  const event = eventOf(message);
  const structure = structureOfEvent(event);
  if (kindOfEvent(event) === undefined || root.name === structure || root.name === `ADT_${event}`) return undefined;
  return unsupported(root, `the root for the event in MSH-9 is ${structure}`);
}

function unsupported(root: XmlElement, detail: string): Reason {
  return at(root, reason('unsupported-root', '', detail));
}

function refused(found: Reason): Extract<FormatReading, { ok: false }> {
  return { ok: false, reasons: [found] };
}

function at({ line, column }: TextPlace, found: Reason): Reason {
  return { ...found, line, column };
}
