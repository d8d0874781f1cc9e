import { reason } from '#domain/reason.js';
import type { Reason, ReasonCode } from '#domain/reason.js';
import { encodingCharacters, STANDARD_DELIMITERS } from '../hl7v2/delimiters.js';
import type { Hl7Message, Segment } from '../hl7v2/er7.js';
import { ER7_LIMITS, namesSeparators } from '../hl7v2/er7.js';
import { escapeText } from '../hl7v2/escape.js';
import { formatLocation } from '../hl7v2/location.js';
import type { Location } from '../hl7v2/location.js';
import type { TextPlace } from '../text-place.js';
import type { XmlElement } from '../xml/element.js';
import { V2_XML } from './structures.js';
import { SEQUENCE } from './write.js';

/** The segments of a document, in the standard separators, and what could not be read of it. */
export interface ReadSegments {
  readonly message: Hl7Message;
  readonly reasons: readonly Reason[];
  /** Where the element of a location begins, or the nearest one that would hold it. */
  readonly placeOf: (location: Location | undefined) => TextPlace;
}

/** Where an element stands in the message, as far as it was read. */
type Within = Location | undefined;

interface ReadSegment extends Segment {
  readonly element: XmlElement;
}

const SEGMENT = /^[A-Z][A-Z0-9]{2}$/;
const GROUP = /^[A-Z]{3}_[A-Z0-9]{3}\.[A-Z0-9_]+$/;
const ORDINAL = /^([A-Za-z][A-Za-z0-9_]*)\.([1-9]\d{0,4})$/;
const BLANK = /^[ \t\n\r]*$/;
const MOST_REASONS = 50;
/** No segment has more fields, no data type more parts. */
const MOST_FIELDS = 200;
const MOST_PARTS = 100;

/** Turns the elements of a v2.xml document into segments; tells everything that it has to leave out. */
export function readSegments(root: XmlElement): ReadSegments {
  const reader = new SegmentsReader();
  reader.readGroup(root);
  const { segments, reasons } = reader;
  const message: Hl7Message = { delimiters: STANDARD_DELIMITERS, charset: 'UNICODE UTF-8', segments };
  return { message, reasons, placeOf: (location) => placeIn(root, segments, location) };
}

class SegmentsReader {
  readonly reasons: Reason[] = [];
  readonly segments: ReadSegment[] = [];
  private isFull = false;
  private readonly counts = new Map<string, number>();

  readGroup(group: XmlElement): void {
    this.checkNoText(group, undefined);
    for (const element of group.children) {
      if (element.namespace === V2_XML && GROUP.test(element.name)) this.readGroup(element);
      else if (element.namespace === V2_XML && SEGMENT.test(element.name)) this.readSegment(element);
      else this.refuse('unknown-field', element, undefined, 'segments and groups of segments are known here');
    }
  }

  private readSegment(element: XmlElement): void {
    const { name } = element;
    const sequence = (this.counts.get(name) ?? 0) + 1;
    const within = { segment: name, sequence };
    if (this.segments.length >= ER7_LIMITS.segments) {
      if (!this.isFull) this.refuse('too-complex', element, within, 'too many segments');
      this.isFull = true;
      return;
    }
    this.counts.set(name, sequence);
    if (name === 'MSH' && sequence > 1) this.refuse('not-readable', element, within, 'a second message');
    this.checkNoText(element, within);
    const fields = [name];
    for (const [field, repetitions] of this.numbered(element, within, name, MOST_FIELDS)) {
      while (fields.length < field) fields.push('');
      const raws = repetitions.map((repetition, index) =>
        this.rawField(repetition, { ...within, field, repetition: index + 1 }),
      );
      fields[field] = raws.join(STANDARD_DELIMITERS.repetition);
    }
    // What stands there is told for form's sake: the separators of XML are its elements.
    if (namesSeparators(name)) fields.splice(1, 2, STANDARD_DELIMITERS.field, encodingCharacters(STANDARD_DELIMITERS));
    this.segments.push({ name, sequence, fields, element });
  }

  private rawField(element: XmlElement, within: Location): string {
    return this.raw(element, within, STANDARD_DELIMITERS.component, (part, component) =>
      this.raw(part, { ...within, component }, STANDARD_DELIMITERS.subcomponent ?? '', (sub, subcomponent) =>
        this.text(sub, { ...within, component, subcomponent }),
      ),
    );
  }

  /** The text of an element, or its numbered parts. */
  private raw(
    element: XmlElement,
    within: Location,
    separator: string,
    rawPart: (part: XmlElement, number: number) => string,
  ): string {
    if (!element.children.some((child) => ORDINAL.test(child.name))) return this.text(element, within);
    this.checkNoText(element, within);
    const parts: string[] = [];
    for (const [number, [part, again]] of this.numbered(element, within, undefined, MOST_PARTS)) {
      if (again !== undefined) this.refuse('invalid-structure', again, within, 'a part stands there twice');
      while (parts.length < number - 1) parts.push('');
      if (part !== undefined) parts[number - 1] = rawPart(part, number);
    }
    return parts.join(separator);
  }

  /** The children by the number in their name; each has one at least. */
  private numbered(
    element: XmlElement,
    within: Location,
    prefix: string | undefined,
    most: number,
  ): ReadonlyMap<number, XmlElement[]> {
    const found = new Map<number, XmlElement[]>();
    for (const child of element.children) {
      const [, named, digits] = ORDINAL.exec(child.name) ?? [];
      if (child.namespace !== V2_XML || named === undefined || (prefix !== undefined && named !== prefix)) {
        this.refuse('unknown-field', child, within, `known here: ${prefix ?? 'the data type'}. and a number`);
        continue;
      }
      const number = Number(digits);
      const others = found.get(number);
      if (number > most) this.refuse('too-complex', child, within, `numbers go up to ${String(most)}`);
      else if (others === undefined) found.set(number, [child]);
      else others.push(child);
    }
    return found;
  }

  /** Blanks at an end are layout; those that belong to a text are written as `escape` elements. */
  private text(element: XmlElement, within: Location): string {
    const { children, text } = element;
    if (children.length === 0) {
      const trimmed = trimEnd(trimStart(text));
      return trimmed === '""' ? trimmed : escapeText(trimmed, STANDARD_DELIMITERS);
    }
    let raw = '';
    let from = 0;
    children.forEach((child, index) => {
      const before = text.slice(from, child.textBefore);
      raw += piece(index === 0 ? trimStart(before) : before) + this.sequence(child, within);
      from = child.textBefore;
    });
    return raw + piece(trimEnd(text.slice(from)));
  }

  private sequence(element: XmlElement, within: Location): string {
    if (element.namespace !== V2_XML || element.name !== 'escape') {
      this.refuse('unknown-field', element, within, 'a text holds escape elements only');
      return '';
    }
    const sequence = element.attributes.find(({ name, namespace }) => name === 'V' && namespace === '')?.value;
    const isEmpty = element.children.length === 0 && BLANK.test(element.text);
    if (sequence !== undefined && SEQUENCE.test(sequence) && isEmpty) return `\\${sequence}\\`;
    this.refuse('invalid-value', element, within, 'an escape element has the sequence in its attribute V');
    return '';
  }

  private checkNoText(element: XmlElement, within: Within): void {
    if (!BLANK.test(element.text)) this.refuse('invalid-structure', element, within, 'a text stands beside elements');
  }

  private refuse(code: ReasonCode, { line, column }: XmlElement, within: Within, detail: string): void {
    if (this.reasons.length >= MOST_REASONS) return;
    const path = within === undefined ? '' : formatLocation(within);
    this.reasons.push({ ...reason(code, path, detail), line, column });
  }
}

/** A piece of a text as ER7. Its ends are not those of the text: blanks there are no padding. */
function piece(text: string): string {
  return escapeText(`x${text}x`, STANDARD_DELIMITERS).slice(1, -1);
}

function trimStart(text: string): string {
  return text.replace(/^[ \t\n\r]+/, '');
}

/** A regular expression would look at every blank of a text more than once. */
function trimEnd(text: string): string {
  let end = text.length;
  while (end > 0 && ' \t\n\r'.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

function placeIn(root: XmlElement, segments: readonly ReadSegment[], location: Location | undefined): TextPlace {
  const found = segments.find(({ name, sequence }) => name === location?.segment && sequence === location.sequence);
  if (location === undefined || found === undefined) return placeOnly(root);
  const { field, repetition = 1, component, subcomponent } = location;
  const inField = nth(found.element, field, repetition);
  const inComponent = inField && nth(inField, component);
  const inSubcomponent = inComponent && nth(inComponent, subcomponent);
  return placeOnly(inSubcomponent ?? inComponent ?? inField ?? found.element);
}

function nth(element: XmlElement, number: number | undefined, repetition = 1): XmlElement | undefined {
  if (number === undefined) return undefined;
  const suffix = `.${String(number)}`;
  return element.children.filter(({ name }) => name.endsWith(suffix))[repetition - 1];
}

function placeOnly({ line, column }: XmlElement): TextPlace {
  return { line, column };
}
