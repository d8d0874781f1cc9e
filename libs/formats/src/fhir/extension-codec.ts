import type { FieldForm, Fields } from '#domain/content/form.js';
import { isFields } from '#domain/object-check.js';
import { EMPTY, EXACT_TEXT } from './names.js';
import type { FhirNode } from './node.js';
import type { FhirObject } from './object.js';
import { isFhirCode, isFhirDateTime, isFhirInstant, isFhirInteger } from './primitives.js';

/**
 * Any field of the wire model as extensions, by its definition: a list as one extension for each item, an object as an
 * extension of extensions that are named by its fields, a list in a list as extensions called `item`. What is there but
 * holds nothing has the extension `empty` instead of a value.
 */

const ITEM = 'item';
const NOTHING: FhirObject = { url: EMPTY, valueBoolean: true };

/** An instant under a key; where FHIR's form is narrower than what the sender wrote, that stands beside it. */
export function instantAt(key: string, text: string): FhirObject {
  return isFhirInstant(text) ? { [key]: text } : { [key]: new Date(text).toISOString(), ...exact(key, text) };
}

/** The same for a date or an instant. */
export function dateTimeAt(key: string, text: string): FhirObject {
  return isFhirDateTime(text) ? { [key]: text } : instantAt(key, text);
}

/** The day of a date or an instant under a key of R4's `date`; an instant stands beside it to the letter. */
export function dayAt(key: string, text: string): FhirObject {
  const day = text.slice(0, 10);
  return text === day ? { [key]: day } : { [key]: day, ...exact(key, text) };
}

function exact(key: string, text: string): FhirObject {
  return { [`_${key}`]: { extension: [{ url: EXACT_TEXT, valueString: text }] } };
}

/** The extensions that carry a field. */
export function fieldExtensions(url: string, form: FieldForm, value: unknown): FhirObject[] {
  if (form.type !== 'list') return [{ url, ...itemOf(form, value) }];
  const items: readonly unknown[] = Array.isArray(value) ? value : [];
  return items.length === 0
    ? [{ url, extension: [NOTHING] }]
    : items.map((item) => ({ url, ...itemOf(form.of, item) }));
}

function itemOf(form: FieldForm, value: unknown): FhirObject {
  switch (form.type) {
    case 'object':
      return { extension: objectExtensions(form.fields, value) };
    case 'list':
      return { extension: fieldExtensions(ITEM, form, value) };
    case 'instant':
      return instantAt('valueInstant', String(value));
    case 'date':
      return dateTimeAt('valueDateTime', String(value));
    case 'boolean':
      return { valueBoolean: value };
    case 'integer':
      return isFhirInteger(value) ? { valueInteger: value } : { valueDecimal: value };
    case 'code':
      return isFhirCode(value) ? { valueCode: value } : { valueString: value };
    case 'text':
      return { valueString: value };
  }
}

/** The fields of an object as extensions named by them. */
function objectExtensions(fields: Fields, value: unknown): FhirObject[] {
  const object = isFields(value) ? value : {};
  const extensions = Object.entries(fields).flatMap(([name, form]) =>
    object[name] === undefined ? [] : fieldExtensions(name, form, object[name]),
  );
  return extensions.length === 0 ? [NOTHING] : extensions;
}

/** Takes note of where a model path stands. */
export type Note = (modelPath: string, fhirPath: string) => void;

/** The field that the extensions of an element carry, as plain data to be checked; undefined when none does. */
export function readField(holder: FhirNode, url: string, form: FieldForm, path: string, note: Note): unknown {
  return readGroup(holder.extensions(url), form, path, note);
}

function readGroup(extensions: readonly FhirNode[], form: FieldForm, path: string, note: Note): unknown {
  const [first] = extensions;
  if (first === undefined) return undefined;
  if (form.type === 'list') {
    note(path, first.path);
    if (extensions.length === 1 && isEmpty(first)) return [];
    return extensions.map((item, index) => readItem(item, form.of, `${path}[${String(index)}]`, note));
  }
  // A second one is passed on as a list, so that it is refused for what it is.
  if (extensions.length > 1) return extensions.map((item) => readItem(item, form, path, note));
  return readItem(first, form, path, note);
}

const isEmpty = (extension: FhirNode): boolean => extension.extension(EMPTY) !== undefined;

function readItem(extension: FhirNode, form: FieldForm, path: string, note: Note): unknown {
  note(path, extension.path);
  if (form.type === 'object') return isEmpty(extension) ? {} : readObject(extension, form.fields, path, note);
  if (form.type === 'list') return readField(extension, ITEM, form, path, note);
  return valueOf(extension);
}

function readObject(extension: FhirNode, fields: Fields, path: string, note: Note): FhirObject {
  const groups = Map.groupBy(extension.items('extension'), (item) => item.text('url') ?? '');
  const read = [...groups].map(([name, group]) => {
    const form = Object.hasOwn(fields, name) ? fields[name] : undefined;
    return [name, readGroup(group, form ?? { type: 'text' }, `${path}.${name}`, note)] as const;
  });
  return Object.fromEntries(read);
}

/** The value of an extension, whatever its type: a coding stands for its code, a concept for its first coding or its text. */
export function valueOf(extension: FhirNode): unknown {
  const key = isFields(extension.value)
    ? Object.keys(extension.value).find((name) => /^_?value[A-Z]/.test(name))
    : undefined;
  if (key === undefined) return undefined;
  const name = key.replace('_', '');
  const value = extension.child(name);
  if (!isFields(value.value)) return extension.exactText(name) ?? value.value;
  return value.text('code') ?? value.first('coding').text('code') ?? value.text('text') ?? value.text('value');
}
