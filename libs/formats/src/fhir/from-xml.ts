import type { TextPlace } from '../text-place.js';
import type { XmlElement } from '../xml/element.js';
import { XSI_NAMESPACE } from '../xml/namespaces.js';
import { definitionOf, resourceDefinition } from './definitions.js';
import type { ElementDefinition, TypeDefinition } from './definitions.js';
import { MAX_ISSUES, stepsOf } from './issue.js';
import type { Issue } from './issue.js';
import type { FhirObject } from './object.js';
import { isNumeric } from './primitives.js';
import { FHIR_NAMESPACE } from './to-xml.js';

const XHTML = 'http://www.w3.org/1999/xhtml';
/** Narrative is for the eyes of the sender's own users: it is not kept. */
const NO_NARRATIVE = `<div xmlns="${XHTML}"/>`;

/** A resource in XML as it would stand in JSON, and what could not be turned into JSON at all. Order is free. */
export function resourceFromXml(root: XmlElement): { resource: FhirObject; issues: Issue[] } {
  const conversion = new Conversion();
  const resource = conversion.resource(root, root.name);
  return { resource, issues: conversion.issues };
}

class Conversion {
  readonly issues: Issue[] = [];

  private tell(path: string, code: Issue['code'], detail: string): void {
    if (this.issues.length < MAX_ISSUES) this.issues.push({ path, code, detail });
  }

  resource(element: XmlElement, path: string): FhirObject {
    if (element.namespace !== FHIR_NAMESPACE) this.foreign(path);
    const definition = resourceDefinition(element.name);
    const head = { resourceType: element.name };
    // What is not read needs no more than its name, but something has to stand in it.
    if (definition === undefined) return element.children.length === 0 ? head : { ...head, id: 'unread' };
    return { ...head, ...this.object(element, definition, path) };
  }

  private foreign(path: string): void {
    this.tell(path, 'unknown-field', `elements belong to the namespace ${FHIR_NAMESPACE}`);
  }

  private object(element: XmlElement, definition: TypeDefinition, path: string): FhirObject {
    const object: Record<string, unknown> = {};
    this.attributes(element, definition, path, object);
    this.noText(element, path);
    const groups = new Map<ElementDefinition, XmlElement[]>();
    for (const child of element.children) {
      const known = definition.elements.get(child.name);
      if (known === undefined || known.isAttribute) {
        this.tell(childPath(path, child.name), 'unknown-field', `no element of ${definition.name}`);
        continue;
      }
      if (child.namespace !== (known.type === 'xhtml' ? XHTML : FHIR_NAMESPACE))
        this.foreign(childPath(path, child.name));
      const group = groups.get(known);
      if (group === undefined) groups.set(known, [child]);
      else group.push(child);
    }
    for (const [known, children] of groups) this.field(object, known, children, `${path}.${known.key}`);
    return object;
  }

  private attributes(
    element: XmlElement,
    definition: TypeDefinition,
    path: string,
    object: Record<string, unknown>,
  ): void {
    for (const { name, namespace, value } of element.attributes) {
      if (namespace === XSI_NAMESPACE) continue;
      const known = namespace === '' ? definition.elements.get(name) : undefined;
      if (known?.isAttribute === true) object[name] = value;
      else this.tell(path, 'unknown-field', 'an attribute that does not belong here');
    }
  }

  private noText(element: XmlElement, path: string): void {
    if (element.text.trim() !== '') this.tell(path, 'invalid-structure', 'text stands in the attribute value');
  }

  private field(
    object: Record<string, unknown>,
    definition: ElementDefinition,
    children: readonly XmlElement[],
    path: string,
  ): void {
    const { key, isList } = definition;
    if (!isList && children.length > 1) this.tell(path, 'invalid-structure', 'stands once only');
    const used = isList ? children : children.slice(0, 1);
    const at = (index: number): string => (isList ? `${path}[${String(index)}]` : path);
    if (definition.primitive === undefined) {
      const values = used.map((child, index) => this.complex(child, definition, at(index)));
      object[key] = isList ? values : values[0];
      return;
    }
    const read = used.map((child, index) => this.primitive(child, definition, at(index)));
    const values = read.map(({ value }) => value ?? null);
    const parts = read.map((one) => one.parts ?? null);
    if (values.some((value) => value !== null)) object[key] = isList ? values : values[0];
    if (parts.some((part) => part !== null)) {
      object[`_${key}`] = isList ? parts : parts[0];
      if (isList) object[key] = values;
    }
  }

  private complex(element: XmlElement, { type }: ElementDefinition, path: string): unknown {
    if (type === 'Resource') {
      const [resource, more] = element.children;
      this.noText(element, path);
      if (resource === undefined || more !== undefined)
        this.tell(path, 'invalid-structure', 'one resource stands here');
      return resource === undefined ? { resourceType: '' } : this.resource(resource, path);
    }
    const definition = definitionOf(type);
    return definition === undefined ? {} : this.object(element, definition, path);
  }

  private primitive(
    element: XmlElement,
    { type }: ElementDefinition,
    path: string,
  ): { value?: unknown; parts?: FhirObject } {
    if (type === 'xhtml') return { value: NO_NARRATIVE };
    const value = element.attributes.find(({ name, namespace }) => name === 'value' && namespace === '')?.value;
    const rest = element.attributes.filter(({ name, namespace }) => name !== 'value' || namespace !== '');
    const beside = definitionOf('Extension');
    const hasParts = rest.length > 0 || element.children.length > 0;
    const parts =
      hasParts && beside !== undefined
        ? this.object({ ...element, attributes: rest, text: '' }, beside, path)
        : undefined;
    const isThere = value !== undefined || parts !== undefined;
    if (!isThere) this.tell(path, 'invalid-structure', 'a value stands in the attribute value');
    else this.noText(element, path);
    return {
      ...(value === undefined ? {} : { value: valueOf(value, type) }),
      ...(parts === undefined || Object.keys(parts).length === 0 ? {} : { parts }),
    };
  }
}

function childPath(path: string, name: string): string {
  return /^[A-Za-z][A-Za-z0-9]{0,40}$/.test(name) ? `${path}.${name}` : path;
}

const NUMBER = /^-?\d{1,30}(?:\.\d{1,30})?(?:[eE][+-]?\d{1,3})?$/;

/** What does not convert stays a text, so that it is refused like any wrong value. */
function valueOf(text: string, type: string): unknown {
  if (type === 'boolean') return text === 'true' ? true : text === 'false' ? false : text;
  return isNumeric(type) && NUMBER.test(text) ? Number(text) : text;
}

const BY_NAME = new WeakMap<XmlElement, ReadonlyMap<string, readonly XmlElement[]>>();

/** Sorted by name once: of an element with many children each may be asked for. */
function childrenNamed(element: XmlElement, name: string): readonly XmlElement[] {
  const known = BY_NAME.get(element) ?? Map.groupBy(element.children, (child) => child.name);
  BY_NAME.set(element, known);
  return known.get(name) ?? [];
}

/** Where a path by the keys of JSON stands in the document; undefined when nothing stands there. */
export function placeInXml(root: XmlElement, path: string): TextPlace | undefined {
  let found: readonly XmlElement[] = [root];
  for (const step of stepsOf(path).slice(1)) {
    if (typeof step === 'number') {
      found = found.slice(step, step + 1);
      continue;
    }
    const [element] = found;
    if (element === undefined) return undefined;
    const name = step.startsWith('_') ? step.slice(1) : step;
    const isAttribute = element.attributes.some((attribute) => attribute.name === name);
    if (!isAttribute && name !== 'resourceType') found = childrenNamed(inner(element), name);
  }
  const [element] = found;
  return element && { line: element.line, column: element.column };
}

/** The resource in an element that holds one; else the element itself. */
function inner(element: XmlElement): XmlElement {
  const [first] = element.children;
  return first !== undefined && /^[A-Z]/.test(first.name) ? first : element;
}
