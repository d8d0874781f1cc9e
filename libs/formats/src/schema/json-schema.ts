import { MAX_TEXT } from '#domain/content/form.js';
import type { FieldDefinition, FieldForm, Fields } from '#domain/content/form.js';
import { ANY_MESSAGE_KINDS } from '#domain/message.js';
import type { AnyMessageKind } from '#domain/message.js';
import { contentInOrder, DELIVERED_FIELDS, hasRequired, messageFields } from '../message-fields.js';
import { DATE_PATTERN, INSTANT_PATTERN } from './patterns.js';

export type JsonSchema = Readonly<Record<string, unknown>>;

/** Identifier of the schema; a name, not an address. */
const SCHEMA_ID = 'urn:hemgang:message:1:json-schema';

const anchored = (pattern: string): string => `^(?:${pattern})$`;

/** What a text holds: something to read, and no control characters but tab and line ends. */
const CHARACTERS: JsonSchema = {
  description: 'A text: not blank, and without control characters other than tab and line ends',
  allOf: [{ pattern: '\\S' }, { pattern: '^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F\\uFFFE\\uFFFF]*$' }],
};

/** The schema of one field; `refs` is what names of definitions stand behind. */
function schemaOf(form: FieldForm, refs: string): JsonSchema {
  switch (form.type) {
    case 'instant':
      return { type: 'string', pattern: anchored(INSTANT_PATTERN) };
    case 'date':
      return { type: 'string', pattern: anchored(DATE_PATTERN) };
    case 'boolean':
      return { type: 'boolean' };
    case 'integer':
      return { type: 'integer', minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER };
    case 'code':
      return { type: 'string', enum: form.values };
    case 'text':
      if (form.pattern !== undefined) return { type: 'string', pattern: form.pattern.expression.source };
      return { type: 'string', maxLength: form.longest ?? MAX_TEXT, $ref: `${refs}Text` };
    case 'object':
      return objectSchema(form.fields, refs);
    case 'list':
      return { type: 'array', items: schemaOf(form.of, refs), maxItems: form.most };
  }
}

function objectSchema(fields: Fields, refs: string): JsonSchema {
  return { type: 'object', ...propertiesOf(fields, refs), additionalProperties: false };
}

interface Properties {
  readonly properties: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
}

function propertiesOf(fields: Fields, refs: string): Properties {
  const properties = Object.entries(fields).map(([name, definition]) => [name, fieldSchema(definition, refs)] as const);
  const needed = Object.entries(fields).filter(([, definition]) => definition.required);
  return {
    properties: Object.fromEntries(properties),
    ...(needed.length === 0 ? {} : { required: needed.map(([name]) => name) }),
  };
}

/** With what is said of the field; what may be left out may also be null. */
function fieldSchema(definition: FieldDefinition, refs: string): JsonSchema {
  const { description, required } = definition;
  const schema = schemaOf(definition, refs);
  if (!required) return { description, ...orNull(schema) };
  return { description, ...schema, ...(definition.type === 'list' ? { minItems: 1 } : {}) };
}

function orNull(schema: JsonSchema): JsonSchema {
  const { type, enum: values } = schema;
  return { ...schema, type: [type, 'null'], ...(Array.isArray(values) ? { enum: [...values, null] } : {}) };
}

function kindSchema(kind: AnyMessageKind, refs: string): JsonSchema {
  const content = contentInOrder(kind);
  const schema = objectSchema(content, refs);
  const needsContent = hasRequired(content);
  return {
    title: kind,
    type: 'object',
    properties: { kind: { const: kind }, content: needsContent ? schema : orNull(schema) },
    ...(needsContent ? { required: ['content'] } : {}),
  };
}

function messageSchema(refs: string): JsonSchema {
  const { content, ...envelope } = messageFields(undefined);
  const { properties, ...rest } = propertiesOf(envelope, refs);
  const delivered = Object.entries(DELIVERED_FIELDS).map(([name, definition]) => {
    const description = `${definition.description}. Set by the hub; refused in a message that is sent`;
    return [name, { ...fieldSchema(definition, refs), description, readOnly: true }] as const;
  });
  return {
    title: 'Message',
    description: 'A message as it is sent, and, with what the hub adds, as it is delivered',
    type: 'object',
    properties: {
      ...properties,
      ...Object.fromEntries(delivered),
      content: { description: content?.description, type: ['object', 'null'] },
    },
    ...rest,
    additionalProperties: false,
    allOf: ANY_MESSAGE_KINDS.map((kind) => ({
      if: { properties: { kind: { const: kind } }, required: ['kind'] },
      then: { $ref: `${refs}${kind}` },
    })),
  };
}

/**
 * The definitions that describe a message: `Message` is the whole, the others are what it refers to, one for each kind among
 * them. `refs` is where they will stand, such as `#/components/schemas/` in an OpenAPI 3.1 document.
 */
export function messageSchemaDefinitions(refs: string): Readonly<Record<string, JsonSchema>> {
  return {
    Message: messageSchema(refs),
    Text: CHARACTERS,
    ...Object.fromEntries(ANY_MESSAGE_KINDS.map((kind) => [kind, kindSchema(kind, refs)])),
  };
}

/**
 * JSON Schema 2020-12 of a message, made from the same definitions as the check. The two agree but for this:
 * - The schema lets through what the check refuses: an identity with a wrong date or check digit, 29 February of a common
 *   year, the same need twice, lone surrogates, texts that are too long only when counted in UTF-16 units; kinds that only
 *   the hub sends and fields that only the hub sets (marked `readOnly`), since the schema describes delivered messages too.
 * - The schema refuses what the check takes for left out: a blank text, also as an item of a list of texts.
 */
export function messageJsonSchema(): JsonSchema {
  const { Message, ...others } = messageSchemaDefinitions('#/$defs/');
  return { $schema: 'https://json-schema.org/draft/2020-12/schema', $id: SCHEMA_ID, ...Message, $defs: others };
}
