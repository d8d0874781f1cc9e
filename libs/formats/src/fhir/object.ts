import { isFields } from '#domain/object-check.js';
import type { Fields } from '#domain/object-check.js';

/** A resource, or a part of one, as its JSON form has it. */
export type FhirObject = Fields;

/** The object, or an empty one in place of whatever else stands there. */
export function objectAt(value: unknown): FhirObject {
  return isFields(value) ? value : {};
}

/** The objects of a list; whatever else stands there is left out. */
export function objectsAt(value: unknown): FhirObject[] {
  return Array.isArray(value) ? value.filter(isFields) : [];
}

/** A text element; undefined when there is none. */
export function textAt(object: FhirObject, name: string): string | undefined {
  const value = Object.hasOwn(object, name) ? object[name] : undefined;
  return typeof value === 'string' ? value : undefined;
}
