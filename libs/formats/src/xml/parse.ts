import { SaxesParser } from 'saxes';
import type { SaxesAttributeNS } from 'saxes';

import { reason } from '#domain/reason.js';
import type { Reason, ReasonCode } from '#domain/reason.js';
import { PlaceFinder } from '../text-place.js';
import type { TextPlace } from '../text-place.js';
import { decodeXml } from './decode.js';
import type { XmlAttribute, XmlElement } from './element.js';
import { doctypeIn, explain, isOfEnd, isOfReference, undeclaredReference } from './syntax.js';

export interface XmlLimits {
  /** Elements within each other. */
  readonly depth: number;
  /** Attributes and namespace declarations of one element. */
  readonly attributes: number;
  /** Elements of the whole document. */
  readonly elements: number;
  /** Namespace declarations of the whole document. */
  readonly namespaces: number;
  /** Characters of a name. */
  readonly name: number;
  /** Characters of an attribute's value. */
  readonly attributeValue: number;
  /** Characters directly in one element. */
  readonly text: number;
  /** Characters of a comment, an instruction, a text with its references, blanks: of whatever stands between two things. */
  readonly construct: number;
  /** Comments, instructions and CDATA sections of the whole document. */
  readonly asides: number;
  /** How many characters are read between two looks at what is being read. */
  readonly slice: number;
}

/** What a document may hold when nothing else is said; far above real messages. */
export const XML_LIMITS: XmlLimits = {
  depth: 64,
  attributes: 64,
  elements: 50_000,
  namespaces: 1_000,
  name: 200,
  attributeValue: 150_000,
  text: 150_000,
  construct: 200_000,
  asides: 20_000,
  slice: 32_768,
};

export type ParsedXml = { ok: true; root: XmlElement } | { ok: false; reasons: Reason[] };

/**
 * Reads one document, or tells the first thing that is wrong with it, with line and column: `character-set`,
 * `document-type`, `too-complex` or `not-readable`. A document is well-formed by XML 1.0 (fifth edition) and Namespaces in
 * XML 1.0; comments and processing instructions are passed over; nothing but the text itself is ever read. Never throws;
 * time is linear in the length, which the caller caps.
 */
export function parseXml(
  arrived: { readonly bytes: Uint8Array; readonly contentType?: string },
  limits: XmlLimits = XML_LIMITS,
): ParsedXml {
  const decoded = decodeXml(arrived.bytes, arrived.contentType);
  if (!decoded.ok) return decoded;
  const builder = new TreeBuilder(decoded.text, decoded.declared, limits);
  try {
    return { ok: true, root: builder.build() };
  } catch (error) {
    return { ok: false, reasons: [error instanceof Refusal ? error.reason : builder.refusal('not-readable').reason] };
  }
}

/** Ends the parsing from within one of its handlers. */
class Refusal extends Error {
  constructor(readonly reason: Reason) {
    super(reason.code);
  }
}

interface OpenElement extends XmlElement {
  readonly attributes: XmlAttribute[];
  readonly children: OpenElement[];
  name: string;
  namespace: string;
  text: string;
}

interface ReadAttribute {
  readonly name: string;
  readonly prefix: string;
  readonly local: string;
  readonly value: string;
}

const XMLNS = 'http://www.w3.org/2000/xmlns/';
/** A local name may hold but not begin with these, though a name with prefix has them in its middle. */
const NO_LOCAL_START = /^[-.0-9\u00B7\u0300-\u036F\u203F-\u2040]/;

/** Builds the tree from what the parser tells, and catches what the parser lets through. */
class TreeBuilder {
  private readonly parser = new SaxesParser<{
    xmlns: true;
    position: false;
    forceXMLVersion: true;
    defaultXMLVersion: '1.0';
  }>({
    xmlns: true,
    position: false,
    forceXMLVersion: true,
    defaultXMLVersion: '1.0',
  });
  private readonly places: PlaceFinder;
  private readonly open: OpenElement[] = [];
  private root: OpenElement | undefined;
  private elements = 0;
  private namespaces = 0;
  private attributes = 0;
  private asides = 0;
  /** Where the last thing that was told ended: a mistake lies behind it. */
  private told = 0;

  constructor(
    private readonly text: string,
    /** The encoding by which the bytes were read, if it was declared. */
    private readonly encoding: string | undefined,
    private readonly limits: XmlLimits,
  ) {
    this.places = new PlaceFinder(text);
  }

  build(): XmlElement {
    const doctype = doctypeIn(this.text);
    if (doctype !== undefined) throw this.refusal('document-type', undefined, doctype);
    // A mark beyond the first is a character, and none may stand here; the parser would pass over it.
    if (this.text.startsWith('\uFEFF')) throw this.refusal('not-readable', 'a second byte order mark', 0);
    this.listen();
    const { slice, construct } = this.limits;
    for (let from = 0; from < this.text.length; from += slice) {
      this.parser.write(this.text.slice(from, from + slice));
      if (from + slice - this.told > construct) this.failTooLong();
    }
    this.parser.close();
    if (this.root === undefined) throw this.refusal('not-readable', 'the document has no element');
    return this.root;
  }

  refusal(code: ReasonCode, detail?: string, offset = Math.max(this.parser.position - 1, 0)): Refusal {
    return new Refusal({ ...reason(code, '', detail), ...this.places.at(offset) });
  }

  private listen(): void {
    const { parser } = this;
    parser.on('error', (error) => this.fail(error.message));
    parser.on('xmldecl', ({ version, encoding }) => {
      if (encoding !== this.encoding) throw this.refusal('not-readable', 'the XML declaration is too long', 0);
      if (version !== '1.0') throw this.refusal('not-readable', 'only XML 1.0 is taken', 0);
      this.told = parser.position;
    });
    parser.on('doctype', () => {
      throw this.refusal('document-type');
    });
    parser.on('processinginstruction', ({ target, body }) => this.checkInstruction(target, body));
    parser.on('comment', () => this.pass());
    parser.on('opentagstart', ({ name }) => this.begin(name));
    parser.on('attribute', (attribute) => this.checkAttribute(attribute));
    parser.on('opentag', ({ local, uri, attributes }) => this.complete(local, uri, attributes));
    parser.on('closetag', () => {
      this.open.pop();
      this.told = parser.position;
    });
    parser.on('text', (text) => this.append(text));
    parser.on('cdata', (text) => {
      this.pass();
      this.append(text);
    });
  }

  private fail(message: string): never {
    if (message.includes('doctype')) throw this.refusal('document-type');
    if (isOfEnd(message)) this.failAtReference();
    const at = isOfReference(message) ? undeclaredReference(this.text, this.told) : undefined;
    throw this.refusal('not-readable', explain(message), at);
  }

  private failTooLong(): never {
    this.failAtReference();
    throw this.refusal('too-complex', 'a text, a tag or something else is too long', this.told);
  }

  /** An ampersand that nothing ends swallows what follows, so that the mistake shows only far behind it. */
  private failAtReference(): void {
    const at = undeclaredReference(this.text, this.told);
    if (at !== undefined) throw this.refusal('not-readable', explain('empty entity name'), at);
  }

  private begin(name: string): void {
    const { limits } = this;
    // The parser has read the name and one character more.
    const start = this.parser.position - name.length - 2;
    if (name.length > limits.name) throw this.refusal('too-complex', 'a name is too long', start);
    if (this.open.length >= limits.depth) throw this.refusal('too-complex', 'elements lie too deep', start);
    this.elements += 1;
    if (this.elements > limits.elements) throw this.refusal('too-complex', 'too many elements', start);
    const place: TextPlace = this.places.at(start);
    const parent = this.open.at(-1);
    const textBefore = parent?.text.length ?? 0;
    const element: OpenElement = { name, namespace: '', attributes: [], children: [], text: '', textBefore, ...place };
    parent?.children.push(element);
    this.root ??= element;
    this.open.push(element);
    this.attributes = 0;
    this.told = this.parser.position;
  }

  private checkAttribute({ name, prefix, local, value }: ReadAttribute): void {
    const { limits } = this;
    this.attributes += 1;
    if (this.attributes > limits.attributes) throw this.refusal('too-complex', 'an element has too many attributes');
    if (name.length > limits.name) throw this.refusal('too-complex', 'a name is too long');
    if (value.length > limits.attributeValue)
      throw this.refusal('too-complex', 'the value of an attribute is too long');
    if (NO_LOCAL_START.test(local)) throw this.refusal('not-readable', 'a name with prefix is not well-formed');
    if (prefix === 'xmlns' || name === 'xmlns') this.checkDeclaration(value);
    this.told = this.parser.position;
  }

  /** The parser takes blanks away from around a namespace name; by the recommendation they are part of it. */
  private checkDeclaration(value: string): void {
    this.namespaces += 1;
    if (this.namespaces > this.limits.namespaces) throw this.refusal('too-complex', 'too many namespace declarations');
    if (value !== value.trim()) throw this.refusal('not-readable', 'a namespace name has blanks around it');
  }

  private complete(local: string, uri: string, attributes: Readonly<Record<string, SaxesAttributeNS>>): void {
    const element = this.open.at(-1);
    if (element === undefined) return;
    if (NO_LOCAL_START.test(local)) throw this.refusal('not-readable', 'a name with prefix is not well-formed');
    element.name = local;
    element.namespace = uri;
    for (const attribute of Object.values(attributes)) {
      if (attribute.uri === XMLNS) continue;
      element.attributes.push({ name: attribute.local, namespace: attribute.uri, value: attribute.value });
    }
    this.told = this.parser.position;
  }

  /** A target and what follows it are parted by a blank; the parser does not ask for it before a question mark. */
  private checkInstruction(target: string, body: string): void {
    const end = this.parser.position;
    const unparted = `<?${target}${body}?>`;
    if (body !== '' && this.text.startsWith(unparted, end - unparted.length))
      throw this.refusal('not-readable', explain('processing instruction'), end - unparted.length);
    this.pass();
  }

  private pass(): void {
    this.asides += 1;
    if (this.asides > this.limits.asides)
      throw this.refusal('too-complex', 'too many comments, instructions or sections');
    this.told = this.parser.position;
  }

  private append(text: string): void {
    this.told = this.parser.position;
    const element = this.open.at(-1);
    if (element === undefined) return;
    element.text += text;
    if (element.text.length > this.limits.text) throw this.refusal('too-complex', 'an element holds too much text');
  }
}
