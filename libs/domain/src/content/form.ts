/** Longest text in one field, and longest id, in characters. */
export const MAX_TEXT = 20_000;
export const MAX_ID = 200;

/**
 * What a field holds. `date` is a civil day or an instant; `instant` is ISO 8601 with zone; a `code` is one of a closed list.
 * Lists hold no empty places; objects hold no field that is not named. `longest` is in characters, `MAX_TEXT` without it.
 */
export type FieldForm =
  | { readonly type: 'instant' | 'date' | 'boolean' | 'integer' }
  | { readonly type: 'text'; readonly pattern?: TextPattern; readonly longest?: number }
  | { readonly type: 'code'; readonly values: readonly string[] }
  | { readonly type: 'object'; readonly fields: Fields }
  | { readonly type: 'list'; readonly of: FieldForm; readonly most: number };

/** `form` says in words what a text has to look like. */
export interface TextPattern {
  readonly expression: RegExp;
  readonly form: string;
}

export type FieldDefinition = FieldForm & { readonly required: boolean; readonly description: string };

/** The fields of an object, in the order in which they are written. */
export type Fields = Readonly<Record<string, FieldDefinition>>;

type SimpleType = 'instant' | 'date' | 'text' | 'boolean' | 'integer';

function formOf(form: SimpleType | FieldForm): FieldForm {
  return typeof form === 'string' ? { type: form } : form;
}

export const optional = (form: SimpleType | FieldForm, description: string): FieldDefinition => ({
  ...formOf(form),
  required: false,
  description,
});
export const required = (form: SimpleType | FieldForm, description: string): FieldDefinition => ({
  ...formOf(form),
  required: true,
  description,
});

export const objectOf = (fields: Fields): FieldForm => ({ type: 'object', fields });
export const listOf = (form: SimpleType | FieldForm, most: number): FieldForm => ({
  type: 'list',
  of: formOf(form),
  most,
});
export const codeOf = (values: readonly string[]): FieldForm => ({ type: 'code', values });

/** Name and title of a member of staff. */
export const STAFF = objectOf({ name: required('text', 'Name'), title: optional('text', 'Title') });
