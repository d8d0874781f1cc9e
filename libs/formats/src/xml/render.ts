import type { FieldForm, Fields } from '#domain/content/form.js';
import type { RenderedMessage, RenderOptions } from '../rendering.js';
import { INNER_ITEM, messageFields } from '../message-fields.js';
import { XML_NAMESPACE } from './namespaces.js';
import { writeXml } from './write.js';
import type { XmlNode } from './write.js';

/** The message as `application/xml`: what `message.xsd` describes, without `xsi:type`. */
export function renderXml(message: RenderedMessage, _options: RenderOptions): Uint8Array {
  return writeXml(messageNode(message), { indent: true });
}

/** The element `message`, with its namespace, as it may stand within another document. */
export function messageNode(message: RenderedMessage): XmlNode {
  const children = nodesIn(message, messageFields(message.kind));
  return { name: 'message', attributes: { xmlns: XML_NAMESPACE }, children };
}

function nodesIn(value: object, fields: Fields): XmlNode[] {
  return Object.entries(fields).flatMap(([name, definition]) => {
    const field: unknown = Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined;
    return nodesOf(name, field, definition);
  });
}

/** A list is the element repeated. What is not there is left out. */
function nodesOf(name: string, value: unknown, form: FieldForm): XmlNode[] {
  if (form.type !== 'list') return nodeOf(name, value, form);
  if (!Array.isArray(value)) return [];
  return value.flatMap((item: unknown) => nodeOf(name, item, form.of));
}

function nodeOf(name: string, value: unknown, form: FieldForm): XmlNode[] {
  if (value === undefined || value === null) return [];
  if (form.type === 'object') return typeof value === 'object' ? [{ name, children: nodesIn(value, form.fields) }] : [];
  if (form.type === 'list') return [{ name, children: nodesOf(INNER_ITEM, value, form) }];
  return [{ name, children: [String(value)] }];
}
