import type { Reason } from '#domain/reason.js';
import { reason } from '#domain/reason.js';
import type { Charset } from './charset.js';
import type { Delimiters } from './delimiters.js';
import { readDelimiters } from './delimiters.js';
import { unescapeText, withoutPadding } from './escape.js';
import type { Location } from './location.js';
import { formatLocation, parseLocation, parsePath } from './location.js';

/**
 * One message in ER7 form. Fields are kept as they were written, in this message's separators, and taken apart when
 * they are asked for: most of a message is never looked at.
 */
export interface Hl7Message {
  readonly delimiters: Delimiters;
  readonly charset: Charset;
  readonly segments: readonly Segment[];
}

export interface Segment {
  /** Three characters; Z-segments are kept like any other. */
  readonly name: string;
  /** Number among the segments of this name, from 1. */
  readonly sequence: number;
  /** Raw text by field number; the name stands at 0. In MSH, FHS and BHS 1 is the field separator and 2 the other separators. */
  readonly fields: readonly string[];
}

/** A field's text: `undefined` when it is empty or left out, `null` when it is `""` (delete what you have). */
export type Value = string | null | undefined;

export interface Er7Limits {
  /** Characters of the whole message. */
  readonly characters: number;
  readonly segments: number;
  /** Fields of one segment. */
  readonly fields: number;
  /** Repetitions, components or sub-components of one field together. */
  readonly parts: number;
}

/** What a message may hold when nothing else is said; far above real traffic, low enough to answer at once. */
export const ER7_LIMITS: Er7Limits = { characters: 10_000_000, segments: 10_000, fields: 512, parts: 2_000 };

/** Refusals say `header` when MSH could be read, so that the answer can name the message. */
export type Er7Result = { ok: true; message: Hl7Message } | { ok: false; errors: Reason[]; header?: Hl7Message };

const MOST_ERRORS = 50;
const LONGEST_ECHO = 1_000;
const SEGMENT_NAME = /^[A-Z][A-Z0-9]{2}$/;
/** NUL would not be stored, a lone surrogate is no text, block characters mean that two messages ran together. */
const FORBIDDEN_DETAIL = 'a character that cannot stand in a message';
const FORBIDDEN = /[\0\v\u001c]|\p{Surrogate}/u;

/**
 * Reads one message. Segments end with CR; LF and CRLF are tolerated, as are empty lines and blanks around the message.
 * Never throws; time is linear in the length; every error is told at once (at most 50), as `not-readable` or
 * `too-large` with an HL7 location as path.
 */
export function parseEr7(text: string, charset: Charset = 'UNICODE UTF-8', limits: Er7Limits = ER7_LIMITS): Er7Result {
  if (text.length > limits.characters) return { ok: false, errors: [reason('too-large', '', 'too many characters')] };
  const lines = text.split(/\r\n|\r|\n/, limits.segments * 2 + 2);
  const first = lines.findIndex((line) => line.trim() !== '');
  const head = (lines[first] ?? '').trimStart();
  const header = parseHeader(head, charset);
  if (!header.ok) return header;

  lines[first] = head;
  const reader = new SegmentReader(header.message.delimiters, limits, FORBIDDEN.test(text));
  // What lies beyond this many lines was not read at all.
  if (lines.length > limits.segments * 2 + 1) reader.errors.push(reason('too-large', '', 'too many lines'));
  for (const line of lines) {
    if (!isBlank(line) && !reader.read(line)) break;
  }
  const { errors, segments } = reader.end();
  if (errors.length > 0) return { ok: false, errors, header: header.message };
  return { ok: true, message: { delimiters: header.message.delimiters, charset, segments } };
}

/** Collects the segments of one message and all that is wrong with them. */
class SegmentReader {
  readonly errors: Reason[] = [];
  readonly segments: Segment[] = [];
  private readonly counts = new Map<string, number>();

  constructor(
    private readonly delimiters: Delimiters,
    private readonly limits: Er7Limits,
    /** Whether a forbidden character stands anywhere in the message. */
    private readonly forbidden: boolean,
  ) {}

  /** False when there is no use in reading on. */
  read(line: string): boolean {
    if (this.segments.length >= this.limits.segments) {
      this.errors.push(reason('too-large', '', 'too many segments'));
      return false;
    }
    const fields = splitSegment(line, this.delimiters, this.limits.fields + 2);
    const name = fields[0] ?? '';
    if (SEGMENT_NAME.test(name)) this.add(name, fields, line.length);
    else this.refuseLine();
    return this.errors.length < MOST_ERRORS;
  }

  end(): { errors: Reason[]; segments: readonly Segment[] } {
    if (this.forbidden && this.errors.length === 0) this.errors.push(reason('not-readable', '', FORBIDDEN_DETAIL));
    return this;
  }

  private add(name: string, fields: string[], length: number): void {
    const sequence = (this.counts.get(name) ?? 0) + 1;
    this.counts.set(name, sequence);
    const segment = { name, sequence, fields };
    this.segments.push(segment);
    if (name === 'MSH' && sequence > 1)
      this.refuse('not-readable', segment, 'a second message in one frame; send a batch');
    if (fields.length - 1 > this.limits.fields) this.refuse('too-large', segment, 'too many fields');
    if (this.forbidden || length > this.limits.parts) this.checkFields(segment);
  }

  private checkFields(segment: Segment): void {
    const { name, fields } = segment;
    for (
      let field = namesSeparators(name) ? 3 : 1;
      field < fields.length && this.errors.length < MOST_ERRORS;
      field++
    ) {
      const raw = fields[field] ?? '';
      if (FORBIDDEN.test(raw)) this.refuse('not-readable', segment, FORBIDDEN_DETAIL, field);
      if (raw.length > this.limits.parts && countParts(raw, this.delimiters) > this.limits.parts) {
        this.refuse('too-large', segment, 'too many repetitions or components', field);
      }
    }
  }

  private refuse(
    code: 'not-readable' | 'too-large',
    { name, sequence }: Segment,
    detail: string,
    field?: number,
  ): void {
    const found = reason(code, formatLocation({ segment: name, sequence, field }), detail);
    this.errors.push(reasonAt(found, this.segments));
  }

  private refuseLine(): void {
    const last = this.segments.at(-1);
    const path = last === undefined ? '' : formatLocation({ segment: last.name, sequence: last.sequence });
    const found = reason('not-readable', path, 'what follows this segment is no segment');
    this.errors.push({ ...found, line: this.segments.length + 1, column: 1 });
  }
}

/**
 * Reads MSH alone: what an answer needs when the rest cannot be read. Fields that could not be given back in an answer
 * are empty.
 */
export function parseHeader(line: string, charset: Charset): Er7Result {
  return parseSeparators(line, 'MSH', charset);
}

/** Reads a segment that names its own separators: MSH, or FHS and BHS around a batch. */
export function parseSeparators(line: string, name: 'MSH' | 'FHS' | 'BHS', charset: Charset): Er7Result {
  if (!line.startsWith(name) || line.length < 5)
    return unreadableHeader(`${name}^1`, `${name === 'MSH' ? 'the message' : 'a batch'} does not begin with ${name}`);
  const field = line.charAt(3);
  const end = line.indexOf(field, 4);
  const separators = readDelimiters(field, line.slice(4, end < 0 ? undefined : end).trimEnd());
  if (!separators.ok) return unreadableHeader(`${name}^1^2`, separators.problem);
  const { delimiters } = separators;
  const fields = splitSegment(line, delimiters, ER7_LIMITS.fields).map((raw) =>
    raw.length > LONGEST_ECHO || FORBIDDEN.test(raw) ? '' : raw,
  );
  return { ok: true, message: { delimiters, charset, segments: [{ name, sequence: 1, fields }] } };
}

function unreadableHeader(path: string, detail: string): Er7Result {
  return { ok: false, errors: [{ ...reason('not-readable', path, detail), line: 1, column: 1 }] };
}

function splitSegment(line: string, delimiters: Delimiters, most: number): string[] {
  const fields = line.split(delimiters.field, most);
  if (namesSeparators(fields[0])) fields.splice(1, 0, delimiters.field);
  else if (fields.length === 1) fields[0] = line.trimEnd();
  return fields;
}

/** Whether a segment of this name tells the separators in its first two fields. */
export function namesSeparators(name: string | undefined): boolean {
  return name === 'MSH' || name === 'BHS' || name === 'FHS';
}

function isBlank(line: string): boolean {
  return line === '' || (line.charCodeAt(0) <= 0x20 && line.trim() === '' && !line.includes('\v'));
}

function countParts(raw: string, { repetition, component, subcomponent }: Delimiters): number {
  let parts = 1;
  for (let i = 0; i < raw.length; i++) {
    const char = raw.charAt(i);
    if (char === component || char === repetition || char === subcomponent) parts++;
  }
  return parts;
}

/**
 * The reason with the place of its HL7 location in the text: the number of the segment in the message, and the character
 * of the line at which the field begins, both from 1. A segment that the message does not have has no place.
 */
export function reasonAt(found: Reason, segments: readonly Segment[]): Reason {
  const at = parseLocation(found.path);
  const place = at === undefined ? undefined : textPlaceOf(segments, at);
  return place === undefined ? found : { ...found, ...place };
}

/** Where a location stands in the text. */
export function textPlaceOf(
  segments: readonly Segment[],
  { segment: name, sequence, field }: Location,
): { readonly line: number; readonly column: number } | undefined {
  const index = segments.findIndex((segment) => segment.name === name && segment.sequence === sequence);
  const segment = segments[index];
  return segment === undefined ? undefined : { line: index + 1, column: columnOf(segment, field) };
}

function columnOf({ name, fields }: Segment, field = 0): number {
  if (field === 0) return 1;
  const own = namesSeparators(name);
  if (own && field === 1) return name.length + 1;
  // In the segments that name the separators the first of them is a field itself, and follows the name at once.
  const before = fields.slice(0, field).filter((_, index) => !(own && index === 1));
  return before.reduce((sum, raw) => sum + raw.length + 1, 1);
}

/** The segments of a name in the order of the message. */
export function segmentsOf(message: Hl7Message, name: string): Segment[] {
  return message.segments.filter((segment) => segment.name === name);
}

export function segmentAt(message: Hl7Message, name: string, sequence = 1): Segment | undefined {
  return message.segments.find((segment) => segment.name === name && segment.sequence === sequence);
}

/** Raw text of a field, with all its repetitions; empty when it is left out. */
export function rawField(message: Hl7Message, name: string, field: number, sequence = 1): string {
  return segmentAt(message, name, sequence)?.fields[field] ?? '';
}

/** Raw texts of a field's repetitions; none when the field is empty. MSH-1 and MSH-2 have one. */
export function repetitionsOf(message: Hl7Message, segment: Segment | undefined, field: number): string[] {
  const raw = segment?.fields[field] ?? '';
  if (raw === '') return [];
  const { repetition } = message.delimiters;
  return repetition === undefined || isSeparatorField(segment, field) ? [raw] : raw.split(repetition);
}

function isSeparatorField(segment: Segment | undefined, field: number): boolean {
  return field <= 2 && namesSeparators(segment?.name);
}

/**
 * The text of one component (1 when not named) of a raw repetition; of its first sub-component unless another is named.
 * A whole `""` counts for its first component. Blanks that pad it are taken away; those that were written as escape sequences
 * belong to the text.
 */
export function trimmedOf(message: Hl7Message, repetition: string, component = 1, subcomponent = 1): Value {
  return meaningOf(message, withoutPadding(partOf(message, repetition, component, subcomponent) ?? ''));
}

function partOf(
  { delimiters }: Hl7Message,
  repetition: string,
  component: number,
  subcomponent: number,
): string | undefined {
  return pieceOf(pieceOf(repetition, delimiters.component, component), delimiters.subcomponent, subcomponent);
}

function meaningOf({ delimiters, charset }: Hl7Message, part: string | undefined): Value {
  if (part === undefined || part === '') return undefined;
  return part === '""' ? null : unescapeText(part, delimiters, charset);
}

function pieceOf(raw: string | undefined, separator: string | undefined, number: number): string | undefined {
  if (raw === undefined) return undefined;
  if (separator === undefined || !raw.includes(separator)) return number === 1 ? raw : undefined;
  return raw.split(separator, number)[number - 1];
}

/**
 * The text at a place such as `PV2-9`, `PID-5.1`, `PID-3(2).4.2` or `OBX(3)-5`, without the blanks that pad it; without
 * component the first one is meant. Empty for what is empty, absent or `""`, also for what is no such path.
 */
export function textAt(message: Hl7Message, place: string | Location): string {
  const at = typeof place === 'string' ? parsePath(place) : place;
  if (at?.field === undefined) return '';
  const segment = segmentAt(message, at.segment, at.sequence);
  if (isSeparatorField(segment, at.field)) return segment?.fields[at.field] ?? '';
  const repetition = repetitionsOf(message, segment, at.field)[(at.repetition ?? 1) - 1];
  return repetition === undefined ? '' : (trimmedOf(message, repetition, at.component, at.subcomponent) ?? '');
}
