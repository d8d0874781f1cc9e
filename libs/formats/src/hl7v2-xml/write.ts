import type { Delimiters } from '../hl7v2/delimiters.js';
import type { Hl7Message, Segment } from '../hl7v2/er7.js';
import { namesSeparators } from '../hl7v2/er7.js';
import { separatorOf } from '../hl7v2/escape.js';
import type { XmlNode } from '../xml/write.js';
import { componentsOfType, typeOfComponent, typeOfField } from './data-types.js';
import { groupOfStructure, V2_XML } from './structures.js';

/**
 * An HL7 v2 message as the tree of a v2.xml document, whose root is named after the message structure. Escape sequences that
 * stand for a separator become that character; all others, also line breaks and blanks at an end, stay as `escape` elements,
 * so that nothing depends on how XML treats blanks. Segments and fields that the dictionary does not know are texts.
 */
export function v2XmlOf(message: Hl7Message, structure: string): XmlNode {
  const group = groupOfStructure(structure);
  const children: XmlNode[] = [];
  let grouped: XmlNode[] | undefined;
  for (const segment of message.segments) {
    const node = segmentNode(segment, message.delimiters);
    if (group?.segments.includes(segment.name) !== true) {
      children.push(node);
      continue;
    }
    if (grouped === undefined || segment.name === group.segments[0]) {
      grouped = [];
      children.push({ name: group.name, children: grouped });
    }
    grouped.push(node);
  }
  return { name: structure, attributes: { xmlns: V2_XML }, children };
}

function segmentNode(segment: Segment, delimiters: Delimiters): XmlNode {
  const { name, fields } = segment;
  const children = fields.flatMap((raw, number) => {
    if (number === 0 || raw === '') return [];
    const field = `${name}.${String(number)}`;
    if (number <= 2 && namesSeparators(name)) return [{ name: field, children: [raw] }];
    const type = typeOf(segment, number);
    return split(raw, delimiters.repetition).map((repetition) => ({
      name: field,
      children: partsOf(repetition, type, [delimiters.component, delimiters.subcomponent], delimiters),
    }));
  });
  return { name, children };
}

function typeOf({ name, fields }: Segment, number: number): string {
  const told = name === 'OBX' && number === 5 ? (fields[2] ?? '') : '';
  return /^[A-Z]{2,3}$/.test(told) ? told : typeOfField(name, number);
}

/** What stands in a field or component: elements by the separators of its level, or its text. */
function partsOf(
  raw: string,
  type: string,
  separators: readonly (string | undefined)[],
  delimiters: Delimiters,
): (XmlNode | string)[] {
  const [separator, ...deeper] = separators;
  const isParted = separators.some((char) => char !== undefined && raw.includes(char));
  const mayHaveParts = separator !== undefined && componentsOfType(type) !== undefined;
  if (!isParted && !mayHaveParts) return textOf(raw, delimiters);
  return split(raw, separator).flatMap((part, index) => {
    if (part === '') return [];
    const number = index + 1;
    const children = partsOf(part, typeOfComponent(type, number), deeper, delimiters);
    return [{ name: `${type}.${String(number)}`, children }];
  });
}

function split(raw: string, separator: string | undefined): string[] {
  return separator === undefined ? [raw] : raw.split(separator);
}

/** What may stand in an escape sequence; other text between escape characters is text. */
export const SEQUENCE = /^[A-Za-z0-9.+ -]{1,1000}$/;

/** Ends with a text, be it empty, so that no indentation gets between the sequences. */
function textOf(raw: string, delimiters: Delimiters): (XmlNode | string)[] {
  const { escape } = delimiters;
  if (escape === undefined || !raw.includes(escape)) return raw === '' ? [] : [raw];
  const pieces = raw.split(escape);
  const made: (XmlNode | string)[] = [];
  let text = pieces[0] ?? '';
  // Pieces are by turns text and sequence; without an escape character behind it, the last one is text all the same.
  for (let at = 1; at < pieces.length; at += 2) {
    const sequence = pieces[at] ?? '';
    const isClosed = at + 1 < pieces.length;
    const separator = isClosed ? separatorOf(sequence, delimiters) : undefined;
    if (separator !== undefined) text += separator;
    else if (isClosed && SEQUENCE.test(sequence)) {
      if (text !== '') made.push(text);
      made.push({ name: 'escape', attributes: { V: sequence }, children: [] });
      text = '';
    } else text += escape + sequence + (isClosed ? escape : '');
    text += pieces[at + 1] ?? '';
  }
  return [...made, text];
}
