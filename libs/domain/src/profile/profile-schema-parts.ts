/** A JSON Schema, or a part of one. */
export type Schema = Readonly<Record<string, unknown>>;

export const TEXT: Schema = { type: 'string', minLength: 1 };
export const FLAG: Schema = { type: 'boolean' };
export const HOURS: Schema = { type: 'number', minimum: 0 };
export const COUNT: Schema = { type: 'number', minimum: 1 };

export const ref = (name: string): Schema => ({ $ref: `#/$defs/${name}` });
export const oneOf = (values: readonly string[]): Schema => ({ enum: [...values] });
export const described = (description: string, schema: Schema): Schema => ({ description, ...schema });
export const listOf = (items: Schema, more: Schema = {}): Schema => ({ type: 'array', items, ...more });
export const mappingOf = (values: Schema): Schema => ({
  type: 'object',
  propertyNames: ref('name'),
  additionalProperties: values,
});

/** An object with these keys and no others; without `required` all of them have to be there. */
export const objectOf = (
  properties: Readonly<Record<string, Schema>>,
  required: readonly string[] = Object.keys(properties),
  more: Schema = {},
): Schema => ({
  type: 'object',
  ...(required.length === 0 ? {} : { required: [...required] }),
  additionalProperties: false,
  ...more,
  properties,
});
