import type { Both } from '#domain/both.js';
import type { FieldForm, Fields } from '#domain/content/form.js';
import { fieldLabel } from '#domain/field-names.js';
import { messageFields } from '../message-fields.js';
import { modelForm } from './model-places.js';

/** One field of a message with what it is called. */
export interface Field {
  /** Path in the model, such as `recipients[0]`. */
  path: string;
  label: Both;
  /** Null where it is masked, and for what only holds other fields. */
  value: string | null;
  isMasked: boolean;
  children?: Field[];
}

interface Sight {
  readonly isRevealed: boolean;
  readonly isProtected: boolean;
}

/**
 * The fields of a message as the hub keeps it, in the order of the model; masked by the same places as its text unless it is
 * revealed. Of a person with protected identity only the head is shown, whoever asks for what is masked.
 */
export function fieldsOf(message: object, isRevealed: boolean): Field[] {
  const model = new Map(Object.entries(message));
  const patient: unknown = model.get('patient');
  const isProtected = typeof patient === 'object' && patient !== null && Reflect.get(patient, 'protected') === true;
  return inside(message, messageFields(model.get('kind')), '', '', { isRevealed, isProtected });
}

function inside(value: object, fields: Fields, path: string, place: string, sight: Sight): Field[] {
  const known = new Map<string, unknown>(Object.entries(value));
  const order = [...Object.keys(fields), ...[...known.keys()].filter((name) => !Object.hasOwn(fields, name))];
  return order.flatMap((name): Field[] => {
    const held = known.get(name);
    if (held === undefined || held === null) return [];
    const form = Object.hasOwn(fields, name) ? fields[name] : undefined;
    return [field(held, form, fieldLabel(name), join(path, name), join(place, name), sight)];
  });
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

function field(
  value: unknown,
  form: FieldForm | undefined,
  label: Both,
  path: string,
  place: string,
  sight: Sight,
): Field {
  if (Array.isArray(value)) {
    const of = form?.type === 'list' ? form.of : undefined;
    const children = value.map((item: unknown, index) => {
      const number = String(index + 1);
      const itemLabel = { sv: `${label.sv} ${number}`, en: `${label.en} ${number}` };
      return field(item, of, itemLabel, `${path}[${String(index)}]`, place, sight);
    });
    return { path, label, value: null, isMasked: false, children };
  }
  if (typeof value === 'object' && value !== null) {
    const children = inside(value, form?.type === 'object' ? form.fields : {}, path, place, sight);
    return { path, label, value: null, isMasked: false, children };
  }
  const text = String(value);
  const isShown = sight.isRevealed || modelForm(place, sight.isProtected)?.(text) === true;
  return { path, label, value: isShown ? text : null, isMasked: !isShown };
}
