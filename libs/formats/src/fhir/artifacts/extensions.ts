import type { FieldDefinition, FieldForm, Fields } from '#domain/content/form.js';
import { CONSENT, ENVELOPE, PATIENT } from '#domain/envelope.js';
import { ADDED_FIELDS } from '../added-fields.js';
import { CARRIED_FIELDS } from '../content-url.js';
import type { CarriedField } from '../content-url.js';
import {
  DELIVERY,
  EMPTY,
  EXACT_TEXT,
  EXTENSION,
  extensionUrl,
  MUNICIPALITY,
  PAYLOAD_FIELD,
  PROTECTED,
} from '../names.js';
import type { FhirObject } from '../object.js';
import type { Artifact } from './artifact.js';
import { element, slicing, structure } from './structure.js';

/** An extension of ours, and the elements on which it stands. */
interface Extension {
  readonly url: string;
  readonly description: string;
  readonly form: ExtensionForm;
  readonly contexts: readonly string[];
}

/** What an extension holds: a field of the model, or a value of these types. */
type ExtensionForm = FieldForm | { readonly type: 'values'; readonly values: readonly string[] };

/** Every extension that the hub writes: one for each field of the model that may need one, and a few of its own. */
export function extensionDefinitions(): Artifact[] {
  return [...ofContent(), ...ofEnvelope(), ...OWN].map(definitionOf);
}

const OWN: readonly Extension[] = [
  {
    url: EXACT_TEXT,
    description: "What the sender wrote to the letter, where FHIR's form of it is narrower",
    form: { type: 'text' },
    contexts: ['instant', 'dateTime', 'string'],
  },
  {
    url: EMPTY,
    description: 'A list, object or text that is there but holds nothing',
    form: { type: 'boolean' },
    contexts: ['Element'],
  },
  {
    url: PAYLOAD_FIELD,
    description: 'The content field whose text the payload is',
    form: { type: 'code', values: [] },
    contexts: ['Communication.payload'],
  },
  {
    url: DELIVERY,
    description: 'The delivery that is to be receipted: the id of its Task, and when at the latest',
    form: {
      type: 'object',
      fields: {
        id: { type: 'text', required: true, description: 'Id of the delivery' },
        receiptDue: { type: 'instant', required: false, description: 'When it is to be receipted at the latest' },
      },
    },
    contexts: ['MessageHeader'],
  },
  {
    url: MUNICIPALITY,
    description: 'Municipality of folkbokföring',
    form: { type: 'values', values: ['Coding'] },
    contexts: ['Patient'],
  },
  {
    url: PROTECTED,
    description: 'Said to be without protection of personal data; protection itself is a security label',
    form: { type: 'boolean' },
    contexts: ['Patient'],
  },
];

/** What a whole plan says in an extension. */
const IN_PLANS: ReadonlyMap<string, readonly string[]> = new Map([
  ['content.followUpOn', ['CarePlan']],
  ['content.goal', ['Goal']],
]);

/** The same name has the same form in every kind, or an extension of its own; but not every kind says the same with it. */
function ofContent(): Extension[] {
  return CARRIED_FIELDS.flatMap(({ path, fields }) => {
    const [first] = fields;
    if (first === undefined) return [];
    const contexts = ['Communication', 'Encounter', ...(IN_PLANS.get(path) ?? [])];
    return ofField(path, { ...first.field, description: saidOf(fields) }, contexts);
  });
}

/** What a field is: once where all kinds agree, else by kind. */
function saidOf(fields: CarriedField['fields']): string {
  const byText = Map.groupBy(fields, ({ field }) => field.description);
  if (byText.size === 1) return fields[0]?.field.description ?? '';
  return [...byText].map(([text, said]) => `${said.map(({ kind }) => kind).join(', ')}: ${text}`).join('. ');
}

/** What the hub adds, and what R4's elements cannot hold when it is empty. */
function ofEnvelope(): Extension[] {
  return [
    ...Object.entries(ADDED_FIELDS).map(([name, field]) => ofField(name, field, ['Communication'])),
    ofField('recipients', ENVELOPE.recipients, ['Communication']),
    ofField('needs', ENVELOPE.needs, ['Communication']),
    ...(PATIENT['address'] === undefined ? [] : [ofField('patient.address', PATIENT['address'], ['Patient'])]),
    ...(CONSENT['scope'] === undefined ? [] : [ofField('consent.scope', CONSENT['scope'], ['Consent'])]),
    ...(CONSENT['actors'] === undefined ? [] : [ofField('consent.actors', CONSENT['actors'], ['Consent'])]),
  ];
}

function ofField(path: string, field: FieldDefinition, contexts: readonly string[]): Extension {
  return { url: extensionUrl(path), description: field.description, form: field, contexts };
}

function definitionOf({ url, description, form, contexts }: Extension): Artifact {
  const path = url.slice(EXTENSION.length);
  return structure({
    url,
    title: path,
    description,
    type: 'Extension',
    kind: 'complex-type',
    contexts,
    elements: elementsOf('Extension', url, form),
  });
}

/** What an extension looks like: a list is the extension repeated, an object holds an extension for each of its fields. */
function elementsOf(id: string, url: string, form: ExtensionForm): FhirObject[] {
  const item = form.type === 'list' ? form.of : form;
  const named = element(`${id}.url`, { fixedUri: url });
  if (item.type === 'object') {
    return [slicing(`${id}.extension`, 'value', 'url'), ...slicesOf(id, item.fields), named, noValue(id)];
  }
  if (item.type === 'list') {
    const slice = sliceOf(id, 'item', { ...item, required: false, description: 'Item of the list' });
    return [slicing(`${id}.extension`, 'value', 'url'), ...slice, named, noValue(id)];
  }
  const types = valueTypes(item).map((code) => ({ code }));
  // A list, and a text without a character, may say that it is there and holds nothing.
  const mayBeEmpty = form.type === 'list' || item.type === 'text';
  return [named, element(`${id}.value[x]`, { min: mayBeEmpty ? 0 : 1, type: types })];
}

function slicesOf(id: string, fields: Fields): FhirObject[] {
  return Object.entries(fields).flatMap(([name, definition]) => sliceOf(id, name, definition));
}

function sliceOf(id: string, name: string, definition: FieldDefinition): FhirObject[] {
  const slice = `${id}.extension:${name}`;
  const max = definition.type === 'list' ? '*' : '1';
  const head = { sliceName: name, short: definition.description, min: definition.required ? 1 : 0, max };
  return [element(slice, head), ...elementsOf(slice, name, definition)];
}

const noValue = (id: string): FhirObject => element(`${id}.value[x]`, { max: '0' });

function valueTypes(form: Exclude<ExtensionForm, { type: 'object' | 'list' }>): readonly string[] {
  switch (form.type) {
    case 'instant':
      return ['instant'];
    case 'date':
      return ['dateTime'];
    case 'boolean':
      return ['boolean'];
    case 'integer':
      return ['integer', 'decimal'];
    case 'code':
      return ['code', 'string'];
    case 'text':
      return ['string'];
    case 'values':
      return form.values;
  }
}
