import { ANY_CONTENT } from '#domain/content.js';
import type { FieldDefinition, FieldForm, Fields } from '#domain/content/form.js';
import { DELIVERED, ENVELOPE } from '#domain/envelope.js';
import { ANY_MESSAGE_KINDS } from '#domain/message.js';
import type { AnyMessageKind } from '#domain/message.js';

/** In XML, the element that stands for one item of a list within a list. */
export const INNER_ITEM = 'item';

function isAnyKind(value: unknown): value is AnyMessageKind {
  return ANY_MESSAGE_KINDS.some((kind) => kind === value);
}

/**
 * What the contents of several kinds hold, in one order that suits every kind: a field stands after those that stand before
 * it in any of them. Where two kinds contradict each other, the earlier kind decides.
 */
export function orderOf(contents: readonly Fields[]): string[] {
  const before = new Map<string, Set<string>>();
  for (const content of contents) {
    const names = Object.keys(content);
    names.forEach((name, index) => {
      const known = before.get(name) ?? new Set();
      for (const earlier of names.slice(0, index)) known.add(earlier);
      before.set(name, known);
    });
  }
  const order: string[] = [];
  const left = new Set(before.keys());
  while (left.size > 0) {
    const free = [...left].find((name) => ![...(before.get(name) ?? [])].some((earlier) => left.has(earlier)));
    const next = free ?? [...left][0] ?? '';
    order.push(next);
    left.delete(next);
  }
  return order;
}

const CONTENT_ORDER = orderOf(ANY_MESSAGE_KINDS.map((kind) => ANY_CONTENT[kind]));

/** The content of one kind in the order in which its fields are written wherever order counts. */
export function contentInOrder(kind: AnyMessageKind): Fields {
  const fields = ANY_CONTENT[kind];
  const inOrder = CONTENT_ORDER.flatMap((name): [string, FieldDefinition][] => {
    const definition = Object.hasOwn(fields, name) ? fields[name] : undefined;
    return definition === undefined ? [] : [[name, definition]];
  });
  return Object.fromEntries(inOrder);
}

/** A field that the content of some kinds has, and what it holds there. */
export interface ContentField {
  readonly name: string;
  readonly definitions: readonly FieldDefinition[];
}

/** Every field of any content, in the order of all. */
export function allContentFields(): ContentField[] {
  return CONTENT_ORDER.map((name) => ({
    name,
    definitions: ANY_MESSAGE_KINDS.map((kind) => ANY_CONTENT[kind][name]).filter(
      (definition) => definition !== undefined,
    ),
  }));
}

export const KIND_FORM = { type: 'code', values: ANY_MESSAGE_KINDS } as const satisfies FieldForm;

const { messageId, ...ENVELOPE_REST } = ENVELOPE;

/** The envelope after message id and kind. */
export const ENVELOPE_FIELDS: Fields = ENVELOPE_REST;

/** What the hub adds when it delivers; never needed for a message to be whole. */
export const DELIVERED_FIELDS: Fields = Object.fromEntries(
  Object.entries(DELIVERED).map(([name, definition]) => [name, { ...definition, required: false }]),
);

/** A whole message around the given content, as one object. */
function around(content: Fields, needsContent: boolean): Fields {
  return {
    messageId,
    kind: { ...KIND_FORM, required: true, description: 'What the message is' },
    ...ENVELOPE_FIELDS,
    ...DELIVERED_FIELDS,
    content: { type: 'object', fields: content, required: needsContent, description: 'What it says; differs by kind' },
  };
}

/**
 * The fields of a whole message of a kind, in the order in which they are written; for what is no kind, with any field of
 * any content.
 */
export function messageFields(kind: unknown): Fields {
  return isAnyKind(kind) ? FIELDS_BY_KIND[kind] : FIELDS_OF_ANY_KIND;
}

function fieldsByKind(): Record<AnyMessageKind, Fields> {
  const fields: Partial<Record<AnyMessageKind, Fields>> = {};
  return Object.assign(
    fields,
    ...ANY_MESSAGE_KINDS.map((kind) => ({ [kind]: around(contentInOrder(kind), hasRequired(contentInOrder(kind))) })),
  );
}

/** Whether an object with these fields cannot be left out. */
export function hasRequired(fields: Fields): boolean {
  return Object.values(fields).some((definition) => definition.required);
}

const FIELDS_BY_KIND = fieldsByKind();
const FIELDS_OF_ANY_KIND = around(
  Object.fromEntries(
    allContentFields().flatMap(({ name, definitions: [first] }) => (first === undefined ? [] : [[name, first]])),
  ),
  false,
);
