import { encodeText } from './charset.js';
import type { Delimiters } from './delimiters.js';
import { encodingCharacters } from './delimiters.js';
import type { Hl7Message, Segment, Value } from './er7.js';
import { namesSeparators } from './er7.js';
import { escapeText } from './escape.js';

/** A message as text; every segment ends with CR, the last one too. `parseEr7` of it gives the same message. */
export function printEr7(message: Hl7Message): string {
  const separator = message.delimiters.field;
  return message.segments.map((segment) => `${printSegment(segment, separator)}\r`).join('');
}

/** A message as bytes of its character set, without byte order mark. */
export function encodeEr7(message: Hl7Message): Uint8Array {
  return encodeText(printEr7(message), message.charset);
}

function printSegment({ name, fields }: Segment, separator: string): string {
  return namesSeparators(name) ? `${name}${separator}${fields.slice(2).join(separator)}` : fields.join(separator);
}

/** A component: its text, or the texts of its sub-components. */
export type Component = Value | readonly Value[];

/** A field: one text, the components of one repetition, or several repetitions. */
export type FieldContent = Value | readonly Component[] | { readonly repetitions: readonly (readonly Component[])[] };

/**
 * Makes a segment from texts by field number; escapes them and leaves out what is empty at an end.
 * For MSH, FHS and BHS the separator fields are filled in.
 */
export function makeSegment(
  delimiters: Delimiters,
  name: string,
  contents: Readonly<Record<number, FieldContent>>,
  sequence = 1,
): Segment {
  const fields: string[] = namesSeparators(name) ? [name, delimiters.field, encodingCharacters(delimiters)] : [name];
  for (const [number, content] of Object.entries(contents)) {
    const raw = printField(content, delimiters);
    if (raw === '') continue;
    while (fields.length < Number(number)) fields.push('');
    fields[Number(number)] = raw;
  }
  return { name, sequence, fields };
}

function printField(content: FieldContent, delimiters: Delimiters): string {
  if (typeof content === 'object' && content !== null && 'repetitions' in content) {
    const printed = content.repetitions.map((components) => printComponents(components, delimiters));
    return printed.filter((raw) => raw !== '').join(delimiters.repetition ?? ' ');
  }
  return isText(content) ? printValue(content, delimiters) : printComponents(content, delimiters);
}

function printComponents(components: readonly Component[], delimiters: Delimiters): string {
  const printed = components.map((component) =>
    isText(component)
      ? printValue(component, delimiters)
      : joined(
          component.map((part) => printValue(part, delimiters)),
          delimiters.subcomponent ?? ' ',
        ),
  );
  return joined(printed, delimiters.component);
}

function joined(parts: string[], separator: string): string {
  let length = parts.length;
  while (length > 0 && parts[length - 1] === '') length--;
  return parts.slice(0, length).join(separator);
}

function isText(content: Component | FieldContent): content is Value {
  return content === null || typeof content !== 'object';
}

function printValue(text: Value, delimiters: Delimiters): string {
  if (text === null) return '""';
  return text === undefined ? '' : escapeText(text, delimiters);
}
