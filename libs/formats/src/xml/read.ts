import type { FieldForm, Fields } from '#domain/content/form.js';
import { reason } from '#domain/reason.js';
import type { Reason, ReasonCode } from '#domain/reason.js';
import type { Arrived, FormatReading, Place, ReadingRules } from '../reading.js';
import { INNER_ITEM, messageFields } from '../message-fields.js';
import type { XmlElement } from './element.js';
import { XML_NAMESPACE, XSI_NAMESPACE } from './namespaces.js';
import { parseXml } from './parse.js';

/** How many reasons of the structure are told; what has more is no message of ours. */
const MOST_REASONS = 100;

/** Attributes that speak of the schema; everything else is an element. */
const SCHEMA_ATTRIBUTES = ['schemaLocation', 'noNamespaceSchemaLocation', 'type'];

/**
 * `application/xml`: the model in the namespace `urn:hemgang:message:1`, as `message.xsd` has it, in any order of elements.
 * The model is what JSON would give: texts are kept as they are, everything else without blanks around it; what is no
 * boolean or number stays a text for the check to refuse. Paths in reasons are XPaths such as `/message/recipients[2]`.
 */
export function readXmlMessage(arrived: Arrived, _rules: ReadingRules): FormatReading {
  const parsed = parseXml(arrived);
  if (!parsed.ok) return { ok: false, reasons: parsed.reasons };
  const { root } = parsed;
  if (root.name !== 'message' || root.namespace !== XML_NAMESPACE) {
    const detail = `the root must be message in the namespace ${XML_NAMESPACE}`;
    return {
      ok: false,
      reasons: [{ ...reason('unsupported-root', '', detail), line: root.line, column: root.column }],
    };
  }
  const fields = fieldsOf(root);
  const reader = new ModelReader();
  return {
    ok: true,
    model: reader.object(root, fields, '/message'),
    origin: { format: 'xml', application: '' },
    reasons: reader.reasons,
    places: () => placesIn(root, fields, '', '/message'),
  };
}

/** What the message may hold, by its kind; without a known one, what any message may hold. */
function fieldsOf(root: XmlElement): Fields {
  const kind = root.children.find((child) => child.name === 'kind' && child.namespace === XML_NAMESPACE);
  return messageFields(kind && trimmed(kind.text));
}

/** The elements of ours in an object, by the name of their field, in the order of the text. */
function elementsByField(element: XmlElement, fields: Fields): Map<string, XmlElement[]> {
  const found = new Map<string, XmlElement[]>();
  for (const child of element.children) {
    if (child.namespace !== XML_NAMESPACE || !Object.hasOwn(fields, child.name)) continue;
    const same = found.get(child.name);
    if (same === undefined) found.set(child.name, [child]);
    else same.push(child);
  }
  return found;
}

/** Builds the model and collects what is wrong with the structure. */
class ModelReader {
  readonly reasons: Reason[] = [];

  object(element: XmlElement, fields: Fields, path: string): Record<string, unknown> {
    this.checkAttributes(element, path);
    if (trimmed(element.text) !== '') this.refuse('invalid-structure', element, path, 'holds text beside its elements');
    const known = Object.keys(fields).join(', ');
    for (const child of element.children) {
      if (child.namespace === XML_NAMESPACE && Object.hasOwn(fields, child.name)) continue;
      const where = isPlainName(child.name) ? `${path}/${child.name}` : path;
      const detail = child.namespace === XML_NAMESPACE ? `known here: ${known}` : `it is not in ${XML_NAMESPACE}`;
      this.refuse('unknown-field', child, where, detail);
    }
    const model: Record<string, unknown> = {};
    for (const [name, elements] of elementsByField(element, fields)) {
      const definition = fields[name];
      if (definition !== undefined) model[name] = this.field(elements, definition, `${path}/${name}`);
    }
    return model;
  }

  private field(elements: readonly XmlElement[], form: FieldForm, path: string): unknown {
    if (form.type === 'list') {
      return elements.map((element, index) => this.value(element, form.of, `${path}[${String(index + 1)}]`));
    }
    const [first, second] = elements;
    if (second !== undefined) this.refuse('invalid-structure', second, path, 'stands more than once');
    return first && this.value(first, form, path);
  }

  private value(element: XmlElement, form: FieldForm, path: string): unknown {
    switch (form.type) {
      case 'object':
        return this.object(element, form.fields, path);
      case 'list':
        return this.object(element, innerList(form), path)[INNER_ITEM] ?? [];
      case 'text':
        return this.text(element, path);
      case 'boolean':
        return booleanOf(trimmed(this.text(element, path)));
      case 'integer':
        return integerOf(trimmed(this.text(element, path)));
      case 'instant':
      case 'date':
      case 'code':
        return trimmed(this.text(element, path));
    }
  }

  private text(element: XmlElement, path: string): string {
    this.checkAttributes(element, path);
    const [child] = element.children;
    if (child !== undefined) this.refuse('invalid-structure', child, path, 'holds an element where only text belongs');
    return element.text;
  }

  private checkAttributes(element: XmlElement, path: string): void {
    for (const { name, namespace } of element.attributes) {
      if (namespace === XSI_NAMESPACE && SCHEMA_ATTRIBUTES.includes(name)) continue;
      const where = isPlainName(name) ? `${path}/@${name}` : path;
      this.refuse('unknown-field', element, where, 'every field is an element; attributes are not read');
    }
  }

  private refuse(code: ReasonCode, { line, column }: XmlElement, path: string, detail: string): void {
    if (this.reasons.length >= MOST_REASONS) return;
    this.reasons.push({ ...reason(code, path, detail), line, column });
  }
}

/** A list within a list has no name of its own to repeat. */
function innerList(form: FieldForm): Fields {
  return { [INNER_ITEM]: { ...form, required: false, description: '' } };
}

/** A path of the model and its place. */
type Placed = readonly [modelPath: string, place: Place];

/** The place of every field; of one that is not there, the XPath that it would have, at the element that it is missing in. */
function* placesIn(element: XmlElement, fields: Fields, modelPath: string, path: string): Generator<Placed> {
  const { line, column } = element;
  yield [modelPath, { path, line, column }];
  const found = elementsByField(element, fields);
  for (const [name, definition] of Object.entries(fields)) {
    const inner = modelPath === '' ? name : `${modelPath}.${name}`;
    const [first, ...others] = found.get(name) ?? [];
    if (first === undefined) yield* placesOfMissing(definition, inner, { path: `${path}/${name}`, line, column });
    else yield* placesOfField([first, ...others], definition, inner, `${path}/${name}`);
  }
}

function* placesOfMissing(form: FieldForm, modelPath: string, place: Place): Generator<Placed> {
  yield [modelPath, place];
  if (form.type !== 'object') return;
  for (const [name, definition] of Object.entries(form.fields)) {
    yield* placesOfMissing(definition, `${modelPath}.${name}`, { ...place, path: `${place.path}/${name}` });
  }
}

function* placesOfField(
  elements: readonly [XmlElement, ...XmlElement[]],
  form: FieldForm,
  modelPath: string,
  path: string,
): Generator<Placed> {
  const [first] = elements;
  if (form.type === 'object') {
    yield* placesIn(first, form.fields, modelPath, path);
    return;
  }
  yield [modelPath, { path, line: first.line, column: first.column }];
  if (form.type !== 'list') return;
  for (const [index, element] of elements.entries()) {
    yield* placesOfItem(element, form.of, `${modelPath}[${String(index)}]`, `${path}[${String(index + 1)}]`);
  }
}

function* placesOfItem(element: XmlElement, form: FieldForm, modelPath: string, path: string): Generator<Placed> {
  if (form.type !== 'list') {
    yield* placesOfField([element], form, modelPath, path);
    return;
  }
  yield [modelPath, { path, line: element.line, column: element.column }];
  const items = elementsByField(element, innerList(form)).get(INNER_ITEM) ?? [];
  for (const [index, item] of items.entries()) {
    yield* placesOfItem(item, form.of, `${modelPath}[${String(index)}]`, `${path}/${INNER_ITEM}[${String(index + 1)}]`);
  }
}

/** Names that may stand in an answer: an odd one could say anything. */
function isPlainName(name: string): boolean {
  return /^[A-Za-z][\w-]{0,40}$/.test(name);
}

const BLANKS = new Set([' ', '\t', '\n', '\r']);

/** Without the blanks that XML knows around it. */
function trimmed(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && BLANKS.has(text.charAt(start))) start += 1;
  while (end > start && BLANKS.has(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

function booleanOf(text: string): boolean | string {
  if (text === 'true' || text === '1') return true;
  return text === 'false' || text === '0' ? false : text;
}

function integerOf(text: string): number | string {
  return /^[+-]?\d{1,16}$/.test(text) ? Number(text) : text;
}
