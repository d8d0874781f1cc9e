import type { ConfigPath } from '../config-reader.js';
import type { Condition } from '../condition.js';
import type { FieldForm } from '../content/form.js';
import type { MessageKind, PartyRole } from '../message.js';
import { formAt, hasField, inItem, isOfItem, ROOTS } from './profile-paths.js';
import type { ProfileDraft } from './profile-shape.js';

export type Note = (path: ConfigPath, message: string) => void;

/** Of whom a condition is asked: messages of one of these kinds. */
interface Asked {
  readonly kinds: readonly MessageKind[];
  readonly draft: ProfileDraft;
  readonly note: Note;
  /** What stands in each item of the list that `every` goes through. */
  readonly item?: FieldForm;
}

/** Notes what can never be asked: paths that lead nowhere, values that never stand there, kinds that the region has not. */
export function checkCondition(condition: Condition, at: ConfigPath, asked: Asked): void {
  const { note } = asked;
  if ('has' in condition) pathAt(condition.has, [...at, 'has'], asked);
  else if ('lacks' in condition) pathAt(condition.lacks, [...at, 'lacks'], asked);
  else if ('is' in condition) checkIs(condition.is, [...at, 'is'], asked);
  else if ('in' in condition) checkIn(condition.in, [...at, 'in'], asked);
  else if ('ordered' in condition) condition.ordered.forEach((path) => timeAt(path, [...at, 'ordered'], asked));
  else if ('same' in condition) condition.same.forEach((path) => pathAt(path, [...at, 'same'], asked));
  else if ('among' in condition) severalAt(condition.among, [...at, 'among'], asked);
  else if ('apart' in condition) severalAt(condition.apart, [...at, 'apart'], asked);
  else if ('every' in condition) checkEvery(condition.every, [...at, 'every'], asked);
  else if ('agreed' in condition) textAt(condition.agreed.units, [...at, 'agreed', 'units'], asked);
  else if ('within' in condition) {
    condition.within.from.forEach((path, i) => timeAt(path, [...at, 'within', 'from', i], asked));
    timeAt(condition.within.through, [...at, 'within', 'through'], asked);
  } else if ('weekday' in condition) timeAt(condition.weekday, [...at, 'weekday'], asked);
  else if ('age' in condition) timeAt(condition.age.on, [...at, 'age', 'on'], asked);
  else if ('inWords' in condition) textAt(condition.inWords, [...at, 'inWords'], asked);
  else if ('lasts' in condition) {
    timeAt(condition.lasts.from, [...at, 'lasts', 'from'], asked);
    timeAt(condition.lasts.through, [...at, 'lasts', 'through'], asked);
  } else if ('longer' in condition) {
    instantAt(condition.longer.from, [...at, 'longer', 'from'], asked);
    instantAt(condition.longer.through, [...at, 'longer', 'through'], asked);
  } else if ('count' in condition) {
    const form = pathAt(condition.count.path, [...at, 'count', 'path'], asked);
    if (form !== undefined && form.type !== 'list' && form.type !== 'integer') {
      note([...at, 'count', 'path'], `${condition.count.path} holds neither a list nor a number`);
    }
  } else if ('said' in condition) checkSaid(condition.said, [...at, 'said'], asked);
  else if ('saidByAll' in condition) {
    const { kind, since } = condition.saidByAll;
    checkKnown(kind, [...at, 'saidByAll', 'kind'], asked);
    if (since !== undefined) checkKnown(since, [...at, 'saidByAll', 'since'], asked);
  } else if ('receipted' in condition) checkReceipted(condition.receipted, [...at, 'receipted'], asked);
  else if ('all' in condition) condition.all.forEach((one, i) => checkCondition(one, [...at, 'all', i], asked));
  else if ('any' in condition) condition.any.forEach((one, i) => checkCondition(one, [...at, 'any', i], asked));
  else if ('not' in condition) checkCondition(condition.not, [...at, 'not'], asked);
}

function checkEvery(
  { of, when, must }: { of: string; when?: Condition; must: Condition },
  at: ConfigPath,
  asked: Asked,
): void {
  const form = pathAt(of, [...at, 'of'], asked);
  if (form === undefined) return;
  if (form.type !== 'list') return asked.note([...at, 'of'], `${of} holds no list`);
  const ofItem = { ...asked, item: form.of };
  if (when !== undefined) checkCondition(when, [...at, 'when'], ofItem);
  checkCondition(must, [...at, 'must'], ofItem);
}

/** What a path leads to; noted when it leads nowhere. */
export function pathAt(path: string, at: ConfigPath, { kinds, draft, note, item }: Asked): FieldForm | undefined {
  const form = item !== undefined && isOfItem(path) ? inItem(item, path) : formAt(path, kinds, draft.kinds);
  if (form !== undefined) return form;
  const [root, kind, field] = path.split('.');
  if (root === 'said' && kind !== undefined && draft.names.kinds.has(kind) && field !== undefined) {
    // A kind whose own entry has a problem is not known to keep nothing.
    if (Object.hasOwn(draft.kinds, kind))
      note(at, `nothing stands at ${path}: the kind ${kind} does not keep ${field}`);
  } else if (item !== undefined && isOfItem(path)) {
    note(at, `nothing stands at ${path}: an item has no such field`);
  } else if (root !== undefined && !ROOTS.includes(root)) {
    note(at, `nothing stands at ${path}: a path begins with ${ROOTS.join(', ')}`);
  } else {
    note(at, `nothing stands at ${path}${root !== 'content' ? '' : ` in ${kinds.join(' or ')}`}`);
  }
  return undefined;
}

/** Texts and codes are compared with texts and codes, one with one or with those of a list. */
function severalAt(paths: readonly string[], at: ConfigPath, asked: Asked): void {
  for (const path of paths) {
    const found = pathAt(path, at, asked);
    const form = found?.type === 'list' ? found.of : found;
    if (form !== undefined && form.type !== 'text' && form.type !== 'code') {
      asked.note(at, `${path} holds neither codes nor texts`);
    }
  }
}

function timeAt(path: string, at: ConfigPath, asked: Asked): void {
  const form = pathAt(path, at, asked);
  if (form !== undefined && form.type !== 'date' && form.type !== 'instant') {
    asked.note(at, `${path} holds neither a date nor an instant`);
  }
}

function textAt(path: string, at: ConfigPath, asked: Asked): void {
  const found = pathAt(path, at, asked);
  const form = found?.type === 'list' ? found.of : found;
  if (form !== undefined && form.type !== 'text') asked.note(at, `${path} holds no text`);
}

/** Hours are counted between instants: a day has none. */
function instantAt(path: string, at: ConfigPath, asked: Asked): void {
  const form = pathAt(path, at, asked);
  if (form !== undefined && form.type !== 'instant') asked.note(at, `${path} holds no instant`);
}

function checkIs(
  { path, value }: { path: string; value: string | number | boolean },
  at: ConfigPath,
  asked: Asked,
): void {
  const form = pathAt(path, [...at, 'path'], asked);
  if (form === undefined) return;
  if (form.type === 'code') return checkCodes([String(value)], form.values, path, [...at, 'value'], asked);
  const type = { boolean: 'boolean', integer: 'number', text: 'string', date: 'string', instant: 'string' } as const;
  if (form.type === 'list' || form.type === 'object') asked.note([...at, 'path'], `${path} holds no single value`);
  else if (typeof value !== type[form.type]) asked.note([...at, 'value'], `${path} holds a value of type ${form.type}`);
}

function checkIn({ path, values }: { path: string; values: readonly string[] }, at: ConfigPath, asked: Asked): void {
  const found = pathAt(path, [...at, 'path'], asked);
  const form = found?.type === 'list' ? found.of : found;
  if (form === undefined) return;
  if (form.type === 'code') checkCodes(values, form.values, path, [...at, 'values'], asked);
  else if (form.type !== 'text') asked.note([...at, 'path'], `${path} holds neither codes nor texts`);
}

function checkCodes(
  values: readonly string[],
  known: readonly string[],
  path: string,
  at: ConfigPath,
  { note }: Asked,
): void {
  for (const value of values) {
    if (!known.includes(value)) note(at, `${value} never stands at ${path}: it is one of ${known.join(', ')}`);
  }
}

function checkSaid(
  { kind, by, has }: { kind: MessageKind; by?: readonly PartyRole[]; has?: string },
  at: ConfigPath,
  asked: Asked,
): void {
  checkKnown(kind, [...at, 'kind'], asked);
  checkSpeakers(kind, by ?? [], [...at, 'by'], asked);
  const rule = asked.draft.kinds[kind];
  if (has !== undefined && rule?.keeps.includes(has) === false) {
    asked.note([...at, 'has'], `the kind ${kind} does not keep ${has}, so that it is never known`);
  }
}

/** Only who may send a kind can have said it, unless it can be said for others. */
function checkSpeakers(kind: MessageKind, roles: readonly PartyRole[], at: ConfigPath, { draft, note }: Asked): void {
  const senders = draft.kinds[kind]?.senders;
  if (hasField(kind, 'branches')) return;
  for (const role of roles) {
    if (senders?.includes(role) === false) note(at, `${role} may not send ${kind}, and so never says it`);
  }
}

function checkReceipted(kind: MessageKind, at: ConfigPath, asked: Asked): void {
  checkKnown(kind, at, asked);
  const rule = asked.draft.kinds[kind];
  if (rule !== undefined && rule.receipt === undefined) asked.note(at, `${kind} asks for no receipt`);
}

function checkKnown(kind: MessageKind, at: ConfigPath, { draft, note }: Asked): void {
  if (!draft.names.kinds.has(kind)) note(at, `the region has no kind ${kind}: it is not under kinds`);
}
