import { isFields } from '#domain/object-check.js';
import type { XmlNode } from '../xml/write.js';
import { definitionOf, resourceDefinition } from './definitions.js';
import type { ElementDefinition, TypeDefinition } from './definitions.js';
import type { FhirObject } from './object.js';

export const FHIR_NAMESPACE = 'http://hl7.org/fhir';

/**
 * A resource as an XML document, its elements in FHIR's order. Takes resources of our own making, of types that the table of
 * definitions has; narrative is left out.
 */
export function resourceToXml(resource: FhirObject): XmlNode {
  const { name, children } = resourceNode(resource);
  return { name, attributes: { xmlns: FHIR_NAMESPACE }, children };
}

function resourceNode(resource: FhirObject): XmlNode {
  const type = String(resource['resourceType']);
  const definition = resourceDefinition(type);
  return { name: type, children: definition === undefined ? [] : nodesOf(resource, definition) };
}

function nodesOf(object: FhirObject, definition: TypeDefinition): XmlNode[] {
  const nodes: XmlNode[] = [];
  const keys = new Set(Object.keys(object).map((key) => (key.startsWith('_') ? key.slice(1) : key)));
  const elements = [...keys].flatMap((key) => definition.elements.get(key) ?? []);
  for (const element of elements.sort((one, other) => one.order - other.order)) {
    if (element.isAttribute || element.type === 'Narrative') continue;
    const value = object[element.key];
    const parts = element.primitive === undefined ? undefined : object[`_${element.key}`];
    if (value === undefined && parts === undefined) continue;
    if (!element.isList) nodes.push(nodeOf(element, value, parts));
    else nodes.push(...listNodes(element, value, parts));
  }
  return nodes;
}

function listNodes(element: ElementDefinition, value: unknown, parts: unknown): XmlNode[] {
  const values: readonly unknown[] = Array.isArray(value) ? value : [];
  const beside: readonly unknown[] = Array.isArray(parts) ? parts : [];
  const length = Math.max(values.length, beside.length);
  return Array.from({ length }, (_, index) => nodeOf(element, values[index], beside[index]));
}

function nodeOf({ key, type, primitive }: ElementDefinition, value: unknown, parts: unknown): XmlNode {
  if (type === 'Resource') return { name: key, children: isFields(value) ? [resourceNode(value)] : [] };
  const object = primitive === undefined ? value : parts;
  const definition = definitionOf(primitive === undefined ? type : 'Extension');
  const fields = isFields(object) ? object : {};
  const attributes = attributesOf(fields, definition);
  if (primitive !== undefined && value !== undefined && value !== null) attributes['value'] = String(value);
  const children = definition === undefined ? [] : nodesOf(fields, definition);
  return Object.keys(attributes).length === 0 ? { name: key, children } : { name: key, attributes, children };
}

function attributesOf(object: FhirObject, definition: TypeDefinition | undefined): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const [key, value] of Object.entries(object)) {
    if (typeof value === 'string' && definition?.elements.get(key)?.isAttribute === true) attributes[key] = value;
  }
  return attributes;
}
