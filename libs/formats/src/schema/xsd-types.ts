import { MAX_TEXT } from '#domain/content/form.js';
import type { FieldDefinition, FieldForm, Fields } from '#domain/content/form.js';
import type { XmlNode } from '../xml/write.js';
import { INNER_ITEM } from '../message-fields.js';
import { DATE_PATTERN, INSTANT_PATTERN, unanchored } from './patterns.js';

export function node(name: string, attributes: Record<string, string>, children: XmlNode['children'] = []): XmlNode {
  return { name, attributes, children };
}

export function annotation(text: string): XmlNode {
  const documentation = node('xs:documentation', { 'xml:lang': 'en' }, [text]);
  return node('xs:annotation', {}, [documentation]);
}

type Facets = readonly (readonly [name: string, value: string | number])[];

function simpleType(name: string, base: string, facets: Facets): XmlNode {
  const children = facets.map(([facet, value]) => node(`xs:${facet}`, { value: String(value) }));
  return node('xs:simpleType', { name }, [node('xs:restriction', { base }, children)]);
}

/** Blanks as the check knows them: what is nothing but these counts as left out. */
const BLANKS = '\\s\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000\uFEFF';
const NOT_BLANK = `[${BLANKS}]*[^${BLANKS}][\\s\\S]*`;

/** An element for a field: a list is the element repeated. */
export function elementOf(name: string, definition: FieldDefinition, types: XsdTypes): XmlNode {
  const isList = definition.type === 'list';
  const form: FieldForm = isList ? definition.of : definition;
  const occurrence = {
    ...(definition.required ? {} : { minOccurs: '0' }),
    ...(isList && definition.most > 1 ? { maxOccurs: String(definition.most) } : {}),
  };
  return node('xs:element', { name, type: types.nameOf(name, form), ...occurrence }, [
    annotation(definition.description),
  ]);
}

/**
 * The named types of a schema. Each form becomes one type, whatever fields have it, because a type that restricts another
 * has to name the same types for the same elements.
 */
export class XsdTypes {
  private readonly names = new Map<string, string>();
  private readonly types: XmlNode[] = [];

  /** @param reserved names that the schema gives to types of its own. */
  constructor(private readonly reserved: readonly string[]) {}

  /** The name of a form's type; a form that has none yet gets one after the field that it was met in. */
  nameOf(field: string, form: FieldForm): string {
    const key = keyOf(form);
    const known = this.names.get(key);
    if (known !== undefined) return known;
    const name = this.free(typeName(field, form));
    this.names.set(key, name);
    const at = this.types.length;
    const type = this.typeOf(name, form);
    // Before the types that its own fields have brought.
    this.types.splice(at, 0, type);
    return name;
  }

  all(): readonly XmlNode[] {
    return this.types;
  }

  private free(name: string): string {
    const taken = new Set([...this.reserved, ...this.names.values()]);
    let free = name;
    for (let number = 2; taken.has(free); number += 1) free = `${name}-${String(number)}`;
    return free;
  }

  private typeOf(name: string, form: FieldForm): XmlNode {
    switch (form.type) {
      case 'instant':
        return simpleType(name, 'xs:token', [['pattern', INSTANT_PATTERN]]);
      case 'date':
        return simpleType(name, 'xs:token', [['pattern', DATE_PATTERN]]);
      case 'boolean':
        return simpleType(name, 'xs:boolean', []);
      case 'integer':
        return simpleType(name, 'xs:integer', [
          ['minInclusive', Number.MIN_SAFE_INTEGER],
          ['maxInclusive', Number.MAX_SAFE_INTEGER],
        ]);
      case 'code':
        return simpleType(
          name,
          'xs:token',
          form.values.map((value) => ['enumeration', value] as const),
        );
      case 'text':
        if (form.pattern !== undefined) {
          return simpleType(name, 'xs:string', [['pattern', unanchored(form.pattern.expression)]]);
        }
        return simpleType(name, 'xs:string', [
          ['maxLength', form.longest ?? MAX_TEXT],
          ['pattern', NOT_BLANK],
        ]);
      case 'object':
        return this.objectType(name, form.fields);
      case 'list':
        return this.objectType(name, { [INNER_ITEM]: { ...form, required: false, description: 'One of the list' } });
    }
  }

  private objectType(name: string, fields: Fields): XmlNode {
    const elements = Object.entries(fields).map(([field, definition]) => elementOf(field, definition, this));
    return node('xs:complexType', { name }, [node('xs:sequence', {}, elements)]);
  }
}

const TYPE_NAMES: Readonly<Partial<Record<FieldForm['type'], string>>> = {
  instant: 'Instant',
  date: 'DateOrInstant',
  boolean: 'Boolean',
  integer: 'Integer',
};

function typeName(field: string, form: FieldForm): string {
  if (form.type === 'text' && form.pattern === undefined) {
    return form.longest === undefined ? 'Text' : `Text-${String(form.longest)}`;
  }
  return TYPE_NAMES[form.type] ?? `${field.slice(0, 1).toUpperCase()}${field.slice(1)}`;
}

/** Two forms are one type when they are the same but for descriptions. */
function keyOf(form: FieldForm): string {
  switch (form.type) {
    case 'text':
      return `text:${String(form.longest)}:${String(form.pattern?.expression)}`;
    case 'code':
      return `code:${form.values.join('|')}`;
    case 'list':
      return `list:${String(form.most)}:${keyOf(form.of)}`;
    case 'object':
      return `object:{${Object.entries(form.fields).map(keyOfField).join(';')}}`;
    case 'instant':
    case 'date':
    case 'boolean':
    case 'integer':
      return form.type;
  }
}

function keyOfField([name, definition]: [string, FieldDefinition]): string {
  return `${name}:${String(definition.required)}:${keyOf(definition)}`;
}
