import { XMLBuilder } from 'fast-xml-parser';

/** An element to be written; the qualified name and the names of attributes are ours and taken as they are. */
export interface XmlNode {
  readonly name: string;
  /** Namespace declarations are written as attributes. */
  readonly attributes?: Readonly<Record<string, string>>;
  readonly children: readonly (XmlNode | string)[];
}

export interface WriteOptions {
  /** Each element on a line of its own where no text stands beside it. */
  readonly indent?: boolean;
}

const TEXT = '#text';
const ATTRIBUTES = ':@';

/** Text is escaped before it comes here, because the builder keeps neither line ends nor blanks of attributes. */
const BUILDER = new XMLBuilder({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  textNodeName: TEXT,
  processEntities: false,
  suppressEmptyNode: true,
  suppressBooleanAttributes: false,
});

/**
 * A document as UTF-8 bytes with XML declaration. `parseXml` of it gives the same names, attributes and texts, also line
 * ends and blanks; what no XML can carry (controls, halves of characters) becomes U+FFFD.
 */
export function writeXml(root: XmlNode, options: WriteOptions = {}): Uint8Array {
  const built: unknown = BUILDER.build([builtNode(root, options.indent === true ? '\n' : undefined)]);
  return new TextEncoder().encode(`<?xml version="1.0" encoding="UTF-8"?>\n${String(built)}\n`);
}

/** The form that the builder takes. `newLine` is the line end and indentation of this element; undefined for none. */
function builtNode({ name, attributes, children }: XmlNode, newLine: string | undefined): Record<string, unknown> {
  const isIndented =
    newLine !== undefined && children.length > 0 && children.every((child) => typeof child !== 'string');
  const inner = isIndented ? `${newLine}  ` : undefined;
  const built: Record<string, unknown>[] = [];
  for (const child of children) {
    if (inner !== undefined) built.push({ [TEXT]: inner });
    built.push(typeof child === 'string' ? { [TEXT]: escapeText(child) } : builtNode(child, inner));
  }
  if (isIndented) built.push({ [TEXT]: newLine });
  if (attributes === undefined) return { [name]: built };
  const escaped = Object.entries(attributes).map(([key, value]) => [key, escapeAttribute(value)] as const);
  return { [name]: built, [ATTRIBUTES]: Object.fromEntries(escaped) };
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

/** A bare CR would be read as a line feed. */
function escapeText(text: string): string {
  return carried(text).replace(/[&<>\r]/g, escapeOf);
}

/** Bare line ends and tabs would be read as blanks. */
function escapeAttribute(text: string): string {
  return carried(text).replace(/[&<>"'\t\n\r]/g, escapeOf);
}

function escapeOf(char: string): string {
  return ESCAPES[char] ?? char;
}

function carried(text: string): string {
  return text.toWellFormed().replace(/[\0-\x08\v\f\x0e-\x1f\uFFFE\uFFFF]/g, '\uFFFD');
}
