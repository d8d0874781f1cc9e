import type { MessageFormat } from '#domain/message.js';
import { FHIR_NAMESPACE } from '#formats/fhir/to-xml.js';
import { V2_XML } from '#formats/hl7v2-xml/structures.js';
import { XML_NAMESPACE } from '#formats/xml/namespaces.js';
import { formatOfFileName } from './format-name.js';

/** The root element of a document has begun long before this many characters. */
const LOOKED_AT = 20_000;

const ROOTS: ReadonlyMap<string, MessageFormat> = new Map([
  [XML_NAMESPACE, 'xml'],
  [V2_XML, 'hl7v2-xml'],
  [FHIR_NAMESPACE, 'fhir-xml'],
]);

/**
 * Which format a file is in, by what it begins with and then by its name: a guess that decides which reader says what is
 * right and wrong, never whether it is. Undefined when neither tells.
 */
export function guessFormat(content: Uint8Array, fileName: string): MessageFormat | undefined {
  const text = beginningOf(content);
  if (/^(MSH|FHS|BHS)/.test(text)) return 'hl7v2';
  if (text.startsWith('{')) return jsonFormat(content, text);
  if (text.startsWith('<')) return xmlFormat(text, fileName);
  return formatOfFileName(fileName);
}

/** What the bytes say in the character set that their first bytes tell; blanks and MLLP's frame before it left out. */
function beginningOf(content: Uint8Array): string {
  const head = content.subarray(0, 2 * LOOKED_AT);
  return new TextDecoder(charsetOf(content)).decode(head).replace(/^[\s\u000b\ufeff]+/, '');
}

function charsetOf([first, second]: Uint8Array): string {
  if ((first === 0xff && second === 0xfe) || (first === 0x3c && second === 0)) return 'utf-16le';
  if ((first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c)) return 'utf-16be';
  return 'utf-8';
}

function jsonFormat(content: Uint8Array, beginning: string): MessageFormat {
  const isFhir = hasResourceType(new TextDecoder().decode(content)) ?? /"resourceType"\s*:/.test(beginning);
  return isFhir ? 'fhir-json' : 'json';
}

/** Undefined when it is no JSON. */
function hasResourceType(text: string): boolean | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && Object.hasOwn(value, 'resourceType');
  } catch {
    return undefined;
  }
}

function xmlFormat(text: string, fileName: string): MessageFormat {
  const root = rootOf(text);
  if (root === undefined) return formatOfFileName(fileName) ?? 'xml';
  const { name, namespace } = root;
  const known = ROOTS.get(namespace);
  if (known !== undefined) return known;
  if (/^(ADT|ACK)(_|$)/.test(name)) return 'hl7v2-xml';
  return name === 'Bundle' ? 'fhir-xml' : 'xml';
}

/** Local name and namespace of the root element, as far as they can be seen without a parser. */
function rootOf(text: string): { name: string; namespace: string } | undefined {
  const tag = startTag(text.slice(0, LOOKED_AT));
  const [, prefix, name] = /^<(?:([^\s:/>]+):)?([^\s:/>]+)/.exec(tag ?? '') ?? [];
  if (tag === undefined || name === undefined) return undefined;
  const declared = prefix === undefined ? 'xmlns' : `xmlns:${prefix}`;
  for (const [, attribute, quoted] of tag.matchAll(/\s([^\s=]+)\s*=\s*("[^"]*"|'[^']*')/g)) {
    if (attribute === declared) return { name, namespace: quoted?.slice(1, -1) ?? '' };
  }
  return { name, namespace: '' };
}

/** The first tag after declarations, comments and instructions. */
function startTag(text: string): string | undefined {
  let at = text.indexOf('<');
  while (at >= 0) {
    const end = skipped(text, at);
    if (end === undefined) return text.slice(at, text.indexOf('>', at) + 1 || undefined);
    at = end < 0 ? -1 : text.indexOf('<', end);
  }
  return undefined;
}

/** Where what is no element ends: -1 when it does not, undefined when it is an element. */
function skipped(text: string, at: number): number | undefined {
  if (text.startsWith('<!--', at)) return text.indexOf('-->', at);
  if (text.startsWith('<?', at)) return text.indexOf('?>', at);
  if (!text.startsWith('<!', at)) return undefined;
  const close = text.indexOf('>', at);
  const bracket = text.indexOf('[', at);
  return bracket >= 0 && bracket < close ? text.indexOf(']', bracket) : close;
}
