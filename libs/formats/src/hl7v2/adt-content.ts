import { parseInstant } from '#domain/calendar.js';
import { contentFieldsOf } from '#domain/content.js';
import type { FieldDefinition, Fields } from '#domain/content/form.js';
import { mappedTo } from '#domain/mapping.js';
import type { Mapping } from '#domain/mapping.js';
import { reason } from '#domain/reason.js';
import type { AdtReader } from './adt-reader.js';
import { segmentAt, textAt } from './er7.js';
import { hasEvent } from './events.js';
import { identifiersOf, identityOf } from './identity-fields.js';
import { codeOfContent } from './observations.js';
import { readObserved } from './observed-values.js';

/** HSA-id of a unit: SE, the organisation's number, and the unit within it. */
const HSA_ID = /^SE\d{10}-[A-Z0-9]{1,20}$/i;

export function isUnitId(text: string): boolean {
  return HSA_ID.test(text);
}

type FieldReading = (reader: AdtReader, path: string, event: string) => unknown;

/**
 * Where content stands that HL7 has a field for, by the name of the content field; kinds without an event of their own have
 * everything in OBX. EVN-2 is the time of recording; it stands for EVN-6 in messages that are no renderings of the hub.
 */
export const CONTENT_READINGS: Readonly<Record<string, FieldReading>> = {
  admittedAt: (reader, path) => reader.instant(path, 'PV1-44'),
  assessedAt: (reader, path, event) => reader.instant(path, ...(event === 'A01' ? occurred(reader) : ['EVN-6'])),
  assessedBy: (reader, path) => readStaff(reader, path),
  readyAt: (reader, path) => reader.instant(path, ...occurred(reader)),
  dischargedAt: (reader, path) => reader.instant(path, 'PV1-45'),
  expectedDischarge: (reader, path) => reader.date(path, 'PV2-9'),
  plannedAdmission: (reader, path) => reader.date(path, 'PV2-8'),
  ward: readWard,
  movedAt: (reader, path) => reader.instant(path, ...occurred(reader)),
  updatedAt: (reader, path) => reader.instant(path, reader.isRendering ? 'EVN-6' : 'EVN-2'),
  previousId: (reader, path) => readPrevious(reader, path)?.id,
  previousIdType: (reader, path) => readPrevious(reader, path)?.idType,
};

/** The content of a message of a kind; every field that the definitions name. */
export function readContent(reader: AdtReader, kind: string, event: string): Readonly<Record<string, unknown>> {
  const ownFields = hasEvent(kind);
  const read = Object.entries(contentFieldsOf(kind)).map(([name, definition]) => {
    const field = ownFields && Object.hasOwn(CONTENT_READINGS, name) ? CONTENT_READINGS[name] : undefined;
    const path = `content.${name}`;
    return [
      name,
      field === undefined ? readOther(reader, path, name, definition) : field(reader, path, event),
    ] as const;
  });
  return withOwnAssessment(Object.fromEntries(read.filter(([, value]) => value !== undefined)));
}

/** An assessment that did not come later than the admission starts nothing of its own. */
function withOwnAssessment({
  assessedAt,
  ...content
}: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const [assessed, admitted] = [assessedAt, content['admittedAt']].map((at) =>
    typeof at === 'string' ? parseInstant(at)?.getTime() : undefined,
  );
  const isOwn = assessed === undefined || admitted === undefined || assessed > admitted;
  return assessedAt === undefined || !isOwn ? content : { ...content, assessedAt };
}

/** What stands in OBX. */
function readOther(reader: AdtReader, path: string, name: string, definition: FieldDefinition): unknown {
  const code = codeOfContent(name);
  const place = `OBX[${code}]-5`;
  switch (definition.type) {
    case 'text':
      return reader.text(path, place) || undefined;
    case 'object':
      return readPair(reader, path, name, definition.fields) ?? readObserved(reader, path, name, definition);
    case 'list':
      return readObserved(reader, path, name, definition);
    default: {
      const text = reader.one(path, place);
      return text === undefined ? undefined : reader.scalar(path, definition, text);
    }
  }
}

/** Objects of two texts whose code was agreed on stand in one OBX as its components. */
function readPair(reader: AdtReader, path: string, name: string, fields: Fields): unknown {
  const code = pairCodeOf(name, fields);
  if (code === undefined) return undefined;
  const read = Object.keys(fields).map((part, index) => [
    part,
    reader.one(`${path}.${part}`, `OBX[${code}]-5.${String(index + 1)}`),
  ]);
  return read.some(([, text]) => text !== undefined) ? Object.fromEntries(read) : undefined;
}

/** The code of an object whose texts stand together in one OBX; `undefined` where each has its own. */
export function pairCodeOf(name: string, fields: Fields): string | undefined {
  const code = codeOfContent(name);
  const areTexts = Object.values(fields).every(({ type }) => type === 'text');
  return code !== name && areTexts ? code : undefined;
}

function occurred(reader: AdtReader): readonly string[] {
  return reader.isRendering ? ['EVN-6'] : ['EVN-6', 'EVN-2'];
}

/** PV1-7 as name and title: given and family name, prefix or degree. */
function readStaff(reader: AdtReader, path: string): Readonly<Record<string, unknown>> | undefined {
  const part = (component: number): string | undefined =>
    textAt(reader.message, `PV1-7.${String(component)}`) || undefined;
  const name = [part(3), part(2)].filter((text) => text !== undefined).join(' ');
  reader.stoodAt(path, { segment: 'PV1', sequence: 1, field: 7 });
  return name === '' ? undefined : { name, title: part(6) ?? part(7) };
}

/** PV1-3: what the source's mapping says of it, else the HSA-id that stands there as point of care or facility. */
function readWard(reader: AdtReader, path: string): string | undefined {
  const written = reader.one(path, 'PV1-3');
  const own = mappedTo(reader.mapping.wards, written);
  const facility = textAt(reader.message, 'PV1-3.4');
  const known = own ?? [written, facility].find((text) => text !== undefined && isUnitId(text));
  if (known === undefined && written !== undefined) {
    reader.refuse(path, 'name the ward by its HSA-id, or add it to the wards of the mapping');
  }
  return known;
}

/** MRG-1: of several identities the best-known one that is not the one that goes on. */
function readPrevious(reader: AdtReader, path: string): { readonly id: string; readonly idType: string } | undefined {
  const { message, mapping } = reader;
  const { current } = identityOf(message, mapping);
  const all = identifiersOf(message, mapping, 'MRG', 1);
  const previous = all.find(({ id, idType }) => id !== current?.id || idType !== current.idType) ?? all[0];
  const component = path.endsWith('Type') ? 4 : 1;
  reader.stoodAt(path, { segment: 'MRG', sequence: 1, field: 1, repetition: previous?.repetition, component });
  return previous;
}

/** Segments that a message about one person and one stay has once. */
const ONCE: ReadonlySet<string> = new Set(['EVN', 'PID', 'PD1', 'MRG', 'PV1', 'PV2']);

/**
 * A second segment that says something else than the first: nobody knows which of two persons or stays counts, and of several
 * merges all but one would be lost. The same again is no harm, nor what the source's mapping reads.
 */
export function tellRepeated({ message, mapping, reasons }: AdtReader): void {
  const first = new Map<string, string>();
  const told = new Set<string>();
  for (const { name, sequence, fields } of message.segments) {
    if (sequence === 1 || !ONCE.has(name) || told.has(name) || readsSeveral(mapping, name)) continue;
    const before = first.get(name) ?? saidIn(name, segmentAt(message, name)?.fields ?? []);
    first.set(name, before);
    if (saidIn(name, fields) === before) continue;
    told.add(name);
    const detail = 'one person and one stay a message; send each of the others in a message of its own';
    reasons.push(reason('invalid-structure', `${name}^${String(sequence)}`, detail));
  }
}

function readsSeveral({ places }: Mapping, name: string): boolean {
  return Object.values(places).some((place) => place.startsWith(`${name}(`));
}

/** The fields of a segment without its own number and the empty ones at its end. */
function saidIn(name: string, fields: readonly string[]): string {
  const isNumbered = name === 'PID' || name === 'PV1';
  const end = fields.findLastIndex((raw) => raw !== '') + 1;
  return JSON.stringify(fields.slice(isNumbered ? 2 : 1, end));
}
