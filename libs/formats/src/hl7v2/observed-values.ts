import type { FieldForm, Fields } from '#domain/content/form.js';
import { isFields } from '#domain/object-check.js';
import { reason } from '#domain/reason.js';
import type { AdtReader } from './adt-reader.js';
import { formatLocation } from './location.js';
import { folded } from './observations.js';
import { dateOrInstantOfHl7, hl7OfIso } from './timestamp.js';

/** How many unknown codes of one field are told. */
const MOST_UNKNOWN = 20;

/** One value that is no object or list, as one OBX: its code, the data type of OBX-2, and OBX-5; see `observations.ts`. */
export interface ObservedValue {
  readonly code: string;
  readonly type: string;
  /** Empty for a list or object with nothing in it. */
  readonly text: string;
}

/** The OBX of a value of any form, under a code. */
export function observedValuesOf(code: string, form: FieldForm, value: unknown): ObservedValue[] {
  if (value === undefined || value === null) return [];
  switch (form.type) {
    case 'object':
      return orEmpty(code, observedFieldsOf(code, form.fields, value));
    case 'list':
      return orEmpty(
        code,
        (Array.isArray(value) ? value : []).flatMap((item: unknown, index) =>
          observedValuesOf(`${code}.${String(index + 1)}`, form.of, item),
        ),
      );
    default:
      return scalarOf(code, form, value);
  }
}

/** The OBX of the fields of an object, each under the code and its name. */
export function observedFieldsOf(code: string, fields: Fields, value: unknown): ObservedValue[] {
  return Object.entries(fields).flatMap(([name, form]) =>
    observedValuesOf(`${code}.${name}`, form, property(value, name)),
  );
}

function orEmpty(code: string, values: ObservedValue[]): ObservedValue[] {
  return values.length === 0 ? [{ code, type: '', text: '' }] : values;
}

function scalarOf(code: string, form: FieldForm, value: unknown): ObservedValue[] {
  if (typeof value === 'boolean') return [{ code, type: 'CWE', text: value ? 'J' : 'N' }];
  if (typeof value === 'number') return [{ code, type: 'NM', text: String(value) }];
  if (typeof value !== 'string') return [];
  if (form.type === 'instant' || form.type === 'date') {
    const text = hl7OfIso(value);
    if (dateOrInstantOfHl7(text) === value) return [{ code, type: text.length === 8 ? 'DT' : 'TS', text }];
  }
  return [{ code, type: form.type === 'code' ? 'CWE' : 'TX', text: value }];
}

/** The value of a form that stands under a code, of any depth; `undefined` where nothing does. */
export function readObserved(reader: AdtReader, path: string, code: string, form: FieldForm): unknown {
  const used = new Set<string>();
  const value = new ObservedReader(reader, used).read(path, code, form);
  const left = reader.observations.below(code).filter((below) => !used.has(below));
  for (const unknown of left.slice(0, MOST_UNKNOWN)) {
    const [segment] = reader.observations.of(unknown);
    const location = formatLocation({ segment: 'OBX', sequence: segment?.sequence ?? 1, field: 3 });
    reader.reasons.push(
      reason('unknown-field', location, 'no such field here; places of a list count from 1 without a gap'),
    );
  }
  return value;
}

class ObservedReader {
  constructor(
    private readonly reader: AdtReader,
    private readonly used: Set<string>,
  ) {}

  read(path: string, code: string, form: FieldForm): unknown {
    switch (form.type) {
      case 'object':
        return this.object(path, code, form.fields);
      case 'list':
        return this.list(path, code, form);
      default:
        return this.scalar(path, code, form);
    }
  }

  private object(path: string, code: string, fields: Fields): Readonly<Record<string, unknown>> | undefined {
    const read = Object.entries(fields)
      .map(
        ([name, form]) => [name, this.read(path === '' ? name : `${path}.${name}`, `${code}.${name}`, form)] as const,
      )
      .filter(([, value]) => value !== undefined);
    return read.length > 0 || this.isThere(code) ? Object.fromEntries(read) : undefined;
  }

  /** One place more than there may be, so that the check of the model sees that there are too many. */
  private list(path: string, code: string, { of, most }: Extract<FieldForm, { type: 'list' }>): unknown[] | undefined {
    const items: unknown[] = [];
    for (let place = 1; place <= most + 1; place++) {
      const item = this.read(`${path}[${String(place - 1)}]`, `${code}.${String(place)}`, of);
      if (item === undefined) break;
      items.push(item);
    }
    return items.length > 0 || this.isThere(code) ? items : undefined;
  }

  /** A text that is there and empty is the empty text; of other forms it is nothing. */
  private scalar(path: string, code: string, form: FieldForm): unknown {
    if (!this.isThere(code)) return undefined;
    const places = [{ location: { segment: 'OBX', sequence: 1, field: 5 }, code }];
    if (form.type === 'text') return this.reader.textIn(path, places) ?? '';
    const text = this.reader.oneIn(path, places);
    return text === undefined ? undefined : this.reader.scalar(path, form, text);
  }

  private isThere(code: string): boolean {
    if (!this.reader.observations.has(code)) return false;
    this.used.add(folded(code));
    return true;
  }
}

/** What two readings differ in, by the first: the OBX that say it exactly. What only the second has is left alone. */
export function differing(code: string, form: FieldForm, wanted: unknown, said: unknown): ObservedValue[] {
  if (form.type === 'object' && isFields(wanted) && isFields(said)) {
    return Object.entries(form.fields).flatMap(([name, field]) =>
      differing(`${code}.${name}`, field, property(wanted, name), property(said, name)),
    );
  }
  return isSame(wanted, said) ? [] : observedValuesOf(code, form, wanted);
}

function isSame(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}

/** One object over another: what the first has goes before, lists and texts as a whole. */
export function laidOver(over: unknown, under: unknown): unknown {
  if (!isFields(over) || !isFields(under)) return over === undefined ? under : over;
  const names = new Set([...Object.keys(under), ...Object.keys(over)]);
  return Object.fromEntries([...names].map((name) => [name, laidOver(property(over, name), property(under, name))]));
}

export function property(value: unknown, name: string): unknown {
  return isFields(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}
