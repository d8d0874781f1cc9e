import type { FieldDefinition, Fields } from '#domain/content/form.js';
import { ANY_MESSAGE_KINDS } from '#domain/message.js';
import type { AnyMessageKind } from '#domain/message.js';
import { XML_NAMESPACE } from '../xml/namespaces.js';
import { writeXml } from '../xml/write.js';
import type { XmlNode } from '../xml/write.js';
import {
  allContentFields,
  contentInOrder,
  DELIVERED_FIELDS,
  ENVELOPE_FIELDS,
  hasRequired,
  KIND_FORM,
  messageFields,
} from '../message-fields.js';
import type { ContentField } from '../message-fields.js';
import { annotation, elementOf, node, XsdTypes } from './xsd-types.js';

const DESCRIPTION = `A message as it is sent, and, with what the hub adds, as it is delivered. The root has the type Message, which
holds what any kind may hold. Each kind has a type of its own, derived from that one and named like the kind, which says
what that kind holds and has to hold: name it in xsi:type of the root to have a document checked against it.`;

const DELIVERED_NOTE = 'Set by the hub; refused in a message that is sent';

/** A base type may hold what none of its elements agree on; the types derived from it say what it is. */
const ANY_TYPE = 'xs:anyType';

function sequence(children: XmlNode[]): XmlNode {
  return node('xs:sequence', {}, children);
}

function elements(fields: Fields, types: XsdTypes): XmlNode[] {
  return Object.entries(fields).map(([name, definition]) => elementOf(name, definition, types));
}

/** A field of the common content: of the one type that it has in all kinds, or of any. Its place is what all have alike. */
export function commonElement({ name, definitions }: ContentField, types: XsdTypes): XmlNode[] {
  const alternatives = definitions.map((definition) => elementOf(name, { ...definition, required: false }, types));
  const [first] = alternatives;
  if (first === undefined) return [];
  const same = alternatives.every((element) => element.attributes?.['type'] === first.attributes?.['type']);
  const most = Math.max(...alternatives.map((element) => Number(element.attributes?.['maxOccurs'] ?? 1)));
  const type = same ? (first.attributes?.['type'] ?? ANY_TYPE) : ANY_TYPE;
  return [node('xs:element', { name, type, minOccurs: '0', ...(most > 1 ? { maxOccurs: String(most) } : {}) })];
}

function complexType(name: string, children: XmlNode[]): XmlNode {
  return node('xs:complexType', { name }, children);
}

function restricted(name: string, base: string, particles: XmlNode[]): XmlNode {
  const restriction = node('xs:restriction', { base }, [sequence(particles)]);
  return complexType(name, [node('xs:complexContent', {}, [restriction])]);
}

/** The fields around kind and content: one group, named by every type. */
function envelopeGroup(types: XsdTypes): XmlNode {
  const delivered = Object.entries(DELIVERED_FIELDS).map(([name, definition]): [string, FieldDefinition] => [
    name,
    { ...definition, description: `${definition.description}. ${DELIVERED_NOTE}` },
  ]);
  const fields = { ...ENVELOPE_FIELDS, ...Object.fromEntries(delivered) };
  return node('xs:group', { name: 'Envelope' }, [sequence(elements(fields, types))]);
}

function messageParticles(kindType: string, contentType: string, needsContent: boolean, types: XsdTypes): XmlNode[] {
  const { messageId } = messageFields(undefined);
  return [
    ...(messageId === undefined ? [] : [elementOf('messageId', messageId, types)]),
    node('xs:element', { name: 'kind', type: kindType }),
    node('xs:group', { ref: 'Envelope' }),
    node('xs:element', { name: 'content', type: contentType, ...(needsContent ? {} : { minOccurs: '0' }) }),
  ];
}

/** The types of one kind: its name alone, its content, and the message that has both. */
function kindTypes(kind: AnyMessageKind, types: XsdTypes): XmlNode[] {
  const fields = contentInOrder(kind);
  const onlyThis = node('xs:restriction', { base: types.nameOf('kind', KIND_FORM) }, [
    node('xs:enumeration', { value: kind }),
  ]);
  return [
    node('xs:simpleType', { name: `Kind-${kind}` }, [onlyThis]),
    restricted(`Content-${kind}`, 'Content', elements(fields, types)),
    restricted(kind, 'Message', messageParticles(`Kind-${kind}`, `Content-${kind}`, hasRequired(fields), types)),
  ];
}

/**
 * XML Schema 1.0 of `application/xml`, made from the same definitions as the check. The two agree but for this:
 * - The schema lets through what the check refuses: an identity with a wrong date or check digit, 29 February of a common
 *   year, the same need twice, texts that are too long only when counted in UTF-16 units; kinds that only the hub sends and
 *   fields that only the hub sets, since the schema describes delivered messages too. XML Schema 1.0 cannot make the content
 *   depend on `kind`: a root without `xsi:type` may hold the content of any kind.
 * - The schema refuses what the hub takes: other orders of elements, and elements that are empty or blank for what
 *   is left out.
 * A field whose form differs between kinds has `xs:anyType` in the common content and its own form in each kind's.
 */
export function messageXsd(): string {
  const types = new XsdTypes(['Message', 'Content']);
  const own = [
    node('xs:element', { name: 'message', type: 'Message' }),
    complexType('Message', [sequence(messageParticles(types.nameOf('kind', KIND_FORM), 'Content', false, types))]),
    envelopeGroup(types),
    complexType('Content', [sequence(allContentFields().flatMap((field) => commonElement(field, types)))]),
    ...ANY_MESSAGE_KINDS.flatMap((kind) => kindTypes(kind, types)),
  ];
  const attributes = {
    'xmlns:xs': 'http://www.w3.org/2001/XMLSchema',
    xmlns: XML_NAMESPACE,
    targetNamespace: XML_NAMESPACE,
    elementFormDefault: 'qualified',
    version: '1',
  };
  const schema = node('xs:schema', attributes, [annotation(DESCRIPTION.replaceAll('\n', ' ')), ...own, ...types.all()]);
  return new TextDecoder().decode(writeXml(schema, { indent: true }));
}
