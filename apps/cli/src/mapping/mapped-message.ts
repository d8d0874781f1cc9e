import { PLAIN_MAPPING } from '#domain/mapping.js';
import type { Mapping } from '#domain/mapping.js';
import { READERS } from '#formats/readers.js';
import { MEDIA_TYPES } from '#formats/format.js';
import { placeOf } from '#formats/reading.js';
import type { FormatReading, Place } from '#formats/reading.js';
import type { FileMessage } from '../messages/message-file.js';

/** One value of the model, and where in the message it stands. */
export interface MappedValue {
  /** Path in the wire model, such as `patient.address.line[0]`. */
  readonly path: string;
  /** Undefined: without the mapping there would be one. */
  readonly value: unknown;
  readonly place: Place | undefined;
  /** Whether it would be another, or stand elsewhere, without the mapping. */
  readonly isChanged: boolean;
  /** What it would be without the mapping. */
  readonly unmapped: unknown;
}

/** What a reader made of a message, right or wrong; undefined when it could not be read at all. */
export interface MappedMessage {
  readonly model: Readonly<Record<string, unknown>> | undefined;
  readonly values: readonly MappedValue[];
  /** Whether it could be read only with the mapping. */
  readonly needsMapping: boolean;
}

interface Leaf {
  readonly value: unknown;
  readonly place: Place | undefined;
}

/** Reads a message with a mapping and without any, and sets the one beside the other. Lines are those of the file. */
export function mapMessage(
  { bytes, format, lineOf }: FileMessage,
  mapping: Mapping,
  processingIds: readonly string[],
): MappedMessage {
  const readWith = (rules: Mapping): FormatReading =>
    READERS[format]({ bytes, contentType: MEDIA_TYPES[format] }, { mapping: rules, processingIds });
  const read = readWith(mapping);
  if (!read.ok) return { model: undefined, values: [], needsMapping: false };
  const plain = readWith(PLAIN_MAPPING);
  const [mapped, unmapped] = [leavesOf(read, lineOf), plain.ok ? leavesOf(plain, lineOf) : undefined];
  const paths = new Set([...mapped.keys(), ...(unmapped?.keys() ?? [])]);
  const values = [...paths].map((path) => valueOf(path, mapped.get(path), unmapped && (unmapped.get(path) ?? NOTHING)));
  return { model: read.model, values, needsMapping: !plain.ok };
}

const NOTHING: Leaf = { value: undefined, place: undefined };

function valueOf(path: string, { value, place }: Leaf = NOTHING, plain: Leaf | undefined): MappedValue {
  const isChanged = plain !== undefined && (plain.value !== value || plain.place?.path !== place?.path);
  return { path, value, place, isChanged, unmapped: plain?.value };
}

function leavesOf(read: Extract<FormatReading, { ok: true }>, lineOf: FileMessage['lineOf']): Map<string, Leaf> {
  const places = new Map(read.places());
  const leaves = new Map<string, Leaf>();
  for (const [path, value] of leavesIn(read.model, '')) {
    leaves.set(path, { value, place: inFile(placeOf(places, path), lineOf) });
  }
  return leaves;
}

function inFile(place: Place | undefined, lineOf: FileMessage['lineOf']): Place | undefined {
  return place?.line === undefined ? place : { ...place, line: lineOf(place.line) };
}

/** Everything in a value that is neither a list nor an object, by its path. */
function* leavesIn(value: unknown, path: string): Iterable<[path: string, value: unknown]> {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* leavesIn(item, `${path}[${String(index)}]`);
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, item] of Object.entries(value)) yield* leavesIn(item, path === '' ? name : `${path}.${name}`);
  } else if (value !== undefined) yield [path, value];
}
