import type { FieldForm, Fields } from '#domain/content/form.js';
import { isFields } from '#domain/object-check.js';
import { reason } from '#domain/reason.js';
import { messageFields } from '../message-fields.js';
import type { Arrived, FormatReading, Place, ReadingRules } from '../reading.js';
import { PlaceFinder } from '../text-place.js';
import { readJson } from './json-message.js';
import { valuesIn } from './syntax.js';

/** `application/json`: the model itself. Paths in reasons are paths of the model. */
export function readJsonMessage(arrived: Arrived, _rules: ReadingRules): FormatReading {
  const json = readJson(arrived);
  if (!json.ok) return json;
  const { value, text } = json;
  if (!isFields(value)) return { ok: false, reasons: [reason('invalid-value', '', 'a message is an object')] };
  if (Object.hasOwn(value, 'resourceType')) {
    return {
      ok: false,
      reasons: [reason('unsupported-root', 'resourceType', 'FHIR is sent as application/fhir+json')],
    };
  }
  return {
    ok: true,
    model: value,
    origin: { format: 'json', application: '' },
    reasons: [],
    places: () => placesIn(text, messageFields(value['kind'])),
  };
}

type Placed = readonly [modelPath: string, place: Place];

/**
 * The first character of every value, in a text that was found to be JSON; of a field that is not there, that of the value
 * that it is missing in.
 */
function* placesIn(text: string, fields: Fields): Generator<Placed> {
  const finder = new PlaceFinder(text);
  const found = new Map<string, Place>();
  for (const { path, offset } of valuesIn(text)) found.set(path, { path, ...finder.at(offset) });
  yield* found;
  yield* missing(fields, '', found.get('') ?? { path: '' }, found);
}

/** The fields of an object that are not there, and of those within it; `inside` is the nearest thing that is there. */
function* missing(fields: Fields, path: string, inside: Place, found: ReadonlyMap<string, Place>): Generator<Placed> {
  for (const [name, definition] of Object.entries(fields)) {
    const inner = path === '' ? name : `${path}.${name}`;
    const place = found.get(inner);
    if (place === undefined) yield [inner, { ...inside, path: inner }];
    if (definition.type === 'object') yield* missing(definition.fields, inner, place ?? inside, found);
    if (definition.type === 'list') yield* missingInItems(definition.of, inner, found);
  }
}

function* missingInItems(form: FieldForm, path: string, found: ReadonlyMap<string, Place>): Generator<Placed> {
  if (form.type !== 'object') return;
  for (let index = 0; ; index += 1) {
    const item = `${path}[${String(index)}]`;
    const place = found.get(item);
    if (place === undefined) return;
    yield* missing(form.fields, item, place, found);
  }
}
