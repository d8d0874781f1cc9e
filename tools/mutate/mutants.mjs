/**
 * Every change of one place that a profile is tried with. What may stand at a place is read from the schema that editors
 * use, so that a new word of the profile language is tried too.
 */

/** What people read, and names: no rule hangs on them. */
const WORDS = new Set(['profile', 'name', 'catalogues', 'detail', 'sv', 'en', 'step', 'at', 'rule']);
/** Keys whose value names an entry of a section. */
const NAMES_OF = { ladder: 'ladders', window: 'windows', repeat: 'windows', receipt: 'deadlines' };
/** Conditions of the same form that say the opposite, or the other of two. */
const OPPOSITE = { has: 'lacks', lacks: 'has', all: 'any', any: 'all' };
/** A value that no profile has. */
const MADE_UP = 'nagot-annat';

/**
 * All changes of a profile, in the order of the file. Each is `{ path, action: 'set' | 'drop' | 'add' | 'rename', value }`.
 * @param data the profile as data
 * @param schema JSON Schema of profiles
 */
export function changesOf(data, schema) {
  const roles = schema.$defs?.role?.enum ?? [];
  const context = { data, schema, roles: roles.filter((role) => isUsed(data, role)), values: valuesByPlace(data) };
  return [...changesAt(data, schema, [], context)];
}

/** The data with one change. */
export function applied(data, { path, action, value }) {
  const copy = structuredClone(data);
  const last = path.at(-1);
  const holder = path.slice(0, -1).reduce((at, key) => at[key], copy);
  if (action === 'set') holder[last] = value;
  else if (action === 'add') holder[last].push(value);
  else if (action === 'rename') {
    holder[value] = holder[last];
    delete holder[last];
  } else if (Array.isArray(holder)) holder.splice(last, 1);
  else delete holder[last];
  return copy;
}

function* changesAt(value, unresolved, path, context) {
  const schema = resolved(unresolved, value, context);
  if (schema === undefined) return;
  if (Array.isArray(value)) yield* changesOfList(value, schema, path, context);
  else if (value !== null && typeof value === 'object') yield* changesOfMapping(value, schema, path, context);
  else for (const other of othersThan(value, schema, path, context)) yield { path, action: 'set', value: other };
}

function* changesOfMapping(mapping, schema, path, context) {
  const required = new Set(schema.required);
  const isChoice = schema.maxProperties === 1;
  for (const [key, value] of Object.entries(mapping)) {
    if (WORDS.has(key)) continue;
    const own = schema.properties?.[key] ?? schema.additionalProperties;
    const here = [...path, key];
    if (!required.has(key) && !isChoice && isTriedWhole(value, own)) yield { path: here, action: 'drop' };
    if (OPPOSITE[key] !== undefined && isChoice && !isSingle(value)) {
      yield { path: here, action: 'rename', value: OPPOSITE[key] };
    }
    if (key === 'not') yield { path, action: 'set', value };
    if (key === 'refuse') yield { path, action: 'set', value: { warn: firstOf('remark', context) } };
    if (key === 'warn') yield { path, action: 'set', value: { refuse: firstOf('refusal', context) } };
    if (own !== undefined && typeof own === 'object') yield* changesAt(value, own, here, context);
  }
}

function* changesOfList(list, schema, path, context) {
  const items = schema.items ?? {};
  const codes = resolved(items, undefined, context)?.enum;
  for (const [index, item] of list.entries()) {
    const here = [...path, index];
    yield { path: here, action: 'drop' };
    if (codes === undefined) {
      // Another name of a field or a type is no other rule: that it is missing says as much.
      if (typeof item === 'object' || isTime(items, context)) yield* changesAt(item, items, here, context);
      continue;
    }
    const isFit = (code) => !list.includes(code) && (!isRole(code, context) || context.roles.includes(code));
    const other = nextOf(codes, item, isFit);
    if (other !== undefined) yield { path: here, action: 'set', value: other };
  }
  if (codes === undefined || !context.roles.every((role) => codes.includes(role))) return;
  for (const role of context.roles) if (!list.includes(role)) yield { path, action: 'add', value: role };
}

/** What holds several things is not left out as a whole where each of them is. */
function isTriedWhole(value, schema) {
  if (Array.isArray(value)) return value.length === 0;
  return typeof value !== 'boolean' && !(typeof value === 'object' && typeof schema?.additionalProperties === 'object');
}

/** What is put in the place of a single value. */
function othersThan(value, schema, path, context) {
  const key = path.at(-1);
  if (typeof value === 'boolean') return [!value];
  if (typeof value === 'number') return [value - 1, value + 1].filter((n) => n >= (schema.minimum ?? 0));
  if (NAMES_OF[key] !== undefined) {
    const other = nextOf(Object.keys(context.data[NAMES_OF[key]] ?? {}), value);
    return other === undefined ? [] : [other];
  }
  if (schema.enum !== undefined) return othersOf(schema.enum, value);
  if (/^\d\d:\d\d$/.test(value)) return [shifted(value, -1), shifted(value, 1)].filter((time) => time !== undefined);
  if (key !== 'value' && key !== 'scope' && key !== 'consent') return [];
  return [nextOf([...(context.values.get(nameOf(context.data, path)) ?? [])], value) ?? MADE_UP];
}

/** Few codes are tried all, of more the two that follow, of many the next. */
function othersOf(codes, value) {
  if (codes.length <= 4) return codes.filter((code) => code !== value);
  const next = nextOf(codes, value);
  if (codes.length > 20) return [next];
  return [next, nextOf(codes, next, (code) => code !== value)].filter((code) => code !== undefined);
}

function nextOf(codes, value, isFit = () => true) {
  const start = codes.indexOf(value) + 1;
  return [...codes.slice(start), ...codes.slice(0, start)].find((code) => code !== value && isFit(code));
}

function shifted(time, minutes) {
  const [hour, minute] = time.split(':').map(Number);
  const moved = hour * 60 + minute + minutes;
  if (moved < 0 || moved >= 24 * 60) return undefined;
  return [Math.floor(moved / 60), moved % 60].map((part) => String(part).padStart(2, '0')).join(':');
}

function resolved(schema, value, context) {
  if (schema?.$ref !== undefined) {
    return resolved(context.schema.$defs[schema.$ref.replace('#/$defs/', '')], value, context);
  }
  if (schema?.anyOf === undefined) return schema;
  const wanted = Array.isArray(value) ? 'array' : typeof value;
  const fit = schema.anyOf
    .map((option) => resolved(option, value, context))
    .find(({ type = 'string' }) => type === wanted);
  return fit;
}

function firstOf(definition, { schema }) {
  return definition === 'remark' ? 'incomplete' : (schema.$defs.refusal.enum.find((code) => code === 'not-yet') ?? '');
}

const isTime = (items, context) => resolved(items, undefined, context)?.pattern?.includes(':') === true;
const isSingle = (value) => Array.isArray(value) && value.length === 1;
const isRole = (code, { schema }) => schema.$defs?.role?.enum.includes(code) === true;
const isUsed = (data, role) => JSON.stringify(data).includes(`"${role}"`);

/** Codes that are compared with a path or asked of a consent, by what they are compared with. */
function valuesByPlace(data) {
  const values = new Map();
  const walk = (value, path) => {
    if (value === null || typeof value !== 'object') {
      const name = nameOf(data, path);
      if (name !== undefined) values.set(name, (values.get(name) ?? new Set()).add(value));
    } else for (const [key, inner] of Object.entries(value)) walk(inner, [...path, key]);
  };
  walk(data, []);
  return values;
}

function nameOf(data, path) {
  const key = path.at(-1);
  if (key === 'scope' || key === 'consent') return 'scope';
  if (key !== 'value') return undefined;
  return path.slice(0, -1).reduce((at, step) => at[step], data).path;
}
