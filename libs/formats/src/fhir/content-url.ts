import { ANY_CONTENT } from '#domain/content.js';
import { PLAN_CONTENT } from '#domain/content/plan.js';
import type { FieldDefinition, FieldForm } from '#domain/content/form.js';
import { ANY_MESSAGE_KINDS } from '#domain/message.js';
import type { AnyMessageKind } from '#domain/message.js';
import { extensionUrl } from './names.js';

/** A content field of some kinds that have it in one form, and the extension that carries it. */
export interface CarriedField {
  /** After our extensions' prefix, such as `content.reason` or `content.sip-mote.careContact`. */
  readonly path: string;
  readonly fields: readonly { readonly kind: AnyMessageKind; readonly field: FieldDefinition }[];
}

/** What the values of an extension look like: what may be longer or another code is the same to it. */
function shapeOf(form: FieldForm): string {
  switch (form.type) {
    case 'object':
      return `{${Object.entries(form.fields)
        .map(([name, field]) => `${name}${field.required ? '!' : '?'}${shapeOf(field)}`)
        .join()}}`;
    case 'list':
      return `[${shapeOf(form.of)}]`;
    default:
      return form.type;
  }
}

/**
 * Every extension of the content: one for each name, and where a name has another form in some kind, one for that kind. The plain
 * name belongs to the form that a field has outside plans.
 */
function carriedFields(): CarriedField[] {
  const isOfPlan = (kind: AnyMessageKind): boolean => Object.hasOwn(PLAN_CONTENT, kind);
  const kinds = [...ANY_MESSAGE_KINDS.filter((kind) => !isOfPlan(kind)), ...ANY_MESSAGE_KINDS.filter(isOfPlan)];
  const all = kinds.flatMap((kind) =>
    Object.entries(ANY_CONTENT[kind]).map(([name, field]) => ({ kind, name, field, shape: shapeOf(field) })),
  );
  return [...Map.groupBy(all, ({ name }) => name)].flatMap(([name, group]) => {
    const usual = group.filter(({ shape }) => shape === group[0]?.shape);
    const others = group.filter((one) => !usual.includes(one));
    return [
      { path: `content.${name}`, fields: usual },
      ...others.map((one) => ({ path: `content.${one.kind}.${name}`, fields: [one] })),
    ];
  });
}

export const CARRIED_FIELDS: readonly CarriedField[] = carriedFields();

const OWN_PATHS: ReadonlySet<string> = new Set(
  CARRIED_FIELDS.map(({ path }) => path).filter((path) => path.split('.').length > 2),
);

/** Path of the extension that carries a content field of a kind. */
export function carrierOf(kind: AnyMessageKind, name: string): string {
  const own = `content.${kind}.${name}`;
  return OWN_PATHS.has(own) ? own : `content.${name}`;
}

/** Its URL. */
export function contentUrl(kind: AnyMessageKind, name: string): string {
  return extensionUrl(carrierOf(kind, name));
}
