import type { XmlElement } from '#formats/xml/element.js';
import { parseXml } from '#formats/xml/parse.js';

/** What may be there several times in a positive answer. */
const LISTS = ['deliveries', 'deadlines', 'warnings'];
/** An item of a list in a problem. */
const ITEM = 'i';

/** An answer in XML, positive or a problem, as JSON would have it; undefined for what is no XML. */
export function answerInXml(bytes: Uint8Array, contentType: string): Record<string, unknown> | undefined {
  const parsed = parseXml({ bytes, contentType });
  return parsed.ok ? fieldsOf(parsed.root) : undefined;
}

function fieldsOf({ children }: XmlElement): Record<string, unknown> {
  const fields = new Map<string, unknown>();
  for (const child of children) {
    if (LISTS.includes(child.name)) fields.set(child.name, [...listOf(fields.get(child.name)), valueOf(child)]);
    else fields.set(child.name, valueOf(child));
  }
  return Object.fromEntries(fields);
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function valueOf(element: XmlElement): unknown {
  const { children, text } = element;
  if (children.length === 0) return text;
  return children.every(({ name }) => name === ITEM) ? children.map(valueOf) : fieldsOf(element);
}
