import type { ConfigPath } from '../config-reader.js';
import { CONTENT } from '../content.js';
import { MESSAGE_KINDS, PARTY_ROLES, type MessageKind, type PartyRole } from '../message.js';
import { isPersonKind } from '../person.js';
import { isOfStay } from '../deadline/deadline-start.js';
import { checkCondition, pathAt, type Note } from './profile-asks.js';
import { hasField } from './profile-paths.js';
import type { DeadlineRule, DueRule } from './profile.js';
import type { ProfileDraft } from './profile-shape.js';

/** One deadline under its name, in the profile that it belongs to. */
interface Named {
  readonly draft: ProfileDraft;
  readonly name: string;
  readonly rule: DeadlineRule;
  readonly note: Note;
  readonly path: (...key: string[]) => ConfigPath;
}

/** Notes what a deadline may say by itself, but what makes no sense together with the rest of the profile. */
export function checkDeadline(
  draft: ProfileDraft,
  name: string,
  rule: DeadlineRule,
  knowsAllKinds: boolean,
  note: Note,
): void {
  const named: Named = { draft, name, rule, note, path: (...key) => ['deadlines', name, ...key] };
  checkWindows(rule.due, named.path('due'), draft, note);
  if (rule.ladder !== undefined && !draft.names.ladders.has(rule.ladder)) {
    note(named.path('ladder'), `no such ladder: ${rule.ladder}`);
  }
  checkKinds(named);
  if (rule.scope === 'delivery') checkOfDelivery(named, knowsAllKinds);
  else checkOfStay(named, knowsAllKinds);
  if (rule.when !== undefined && rule.scope !== 'delivery') {
    checkCondition(rule.when, named.path('when'), { kinds: startersOf(named), draft, note });
  }
  if (rule.metWhen !== undefined) {
    checkCondition(rule.metWhen, named.path('metWhen'), { kinds: knownOf(named, rule.metBy), draft, note });
  }
  if (rule.roles.length > 0 && rule.scope !== 'answer') {
    note(named.path('roles'), 'only for the scope answer: which of the recipients owe one');
  }
  if (rule.responsible !== 'sender' && rule.scope !== 'episode') {
    note(named.path('responsible'), `each recipient is responsible for its own: the scope is ${rule.scope}`);
  }
  checkRoles(named, rule.roles, 'roles');
  if (rule.cancelledWhen !== undefined) {
    checkCondition(rule.cancelledWhen, named.path('cancelledWhen'), { kinds: [], draft, note });
  }
  checkCoordinator(named);
}

/** Somebody has to owe it also where nobody coordinates. */
function checkCoordinator(named: Named): void {
  const { responsible, withoutCoordinator } = named.rule;
  if ((responsible === 'coordinator') !== (withoutCoordinator !== undefined)) {
    named.note(
      named.path('withoutCoordinator'),
      'it says who owes it while there is no coordinator, and goes with that',
    );
  }
  if (withoutCoordinator !== undefined) checkRoles(named, [withoutCoordinator], 'withoutCoordinator');
  if (!['sender', 'ward', 'coordinator'].includes(responsible)) {
    checkRoles(
      named,
      PARTY_ROLES.filter((role) => role === responsible),
      'responsible',
    );
  }
}

/** Notes windows at which something falls due and that do not exist. */
export function checkWindows(due: DueRule, at: ConfigPath, draft: ProfileDraft, note: Note): void {
  if ('window' in due && !draft.names.windows.has(due.window)) {
    note([...at, 'window'], `no such window: ${due.window}`);
  }
  if ('cutOff' in due) {
    for (const key of ['before', 'from', 'otherDays'] as const) {
      // Without an other rule the file has none under otherDays.
      if (key === 'otherDays' && due.cutOff.otherDays === due.cutOff.from) continue;
      checkWindows(due.cutOff[key], [...at, 'cutOff', key], draft, note);
    }
  }
}

function checkKinds({ draft: { names, kinds }, rule, path, note }: Named): void {
  for (const key of ['startedBy', 'metBy', 'cancelledBy'] as const) {
    for (const kind of rule[key]) {
      if (!names.kinds.has(kind)) note(path(key), `the region has no kind ${kind}: it is not under kinds`);
      else if (isPersonKind(kind)) note(path(key), `${kind} tells of a person and no duty hangs on it`);
      else if (kinds[kind]?.about === 'free' || kinds[kind]?.about === 'plan') {
        note(path(key), `${kind} belongs to no stay and no duty hangs on it`);
      }
    }
  }
}

function checkRoles({ draft: { categories }, path, note }: Named, roles: readonly PartyRole[], key: string): void {
  const concerned = Object.values(categories).flatMap(({ recipients }) => recipients);
  for (const role of roles) {
    if (!concerned.includes(role)) note(path(key), `no category concerns ${role}, so that nobody owes it`);
  }
}

/** The kinds with whose messages it starts: for a delivery's deadline those that ask for that receipt. */
function startersOf({ draft, name, rule }: Named): MessageKind[] {
  if (rule.scope === 'delivery') return MESSAGE_KINDS.filter((kind) => draft.kinds[kind]?.receipt === name);
  return knownOf({ draft }, rule.startedBy);
}

function knownOf({ draft }: Pick<Named, 'draft'>, kinds: readonly MessageKind[]): MessageKind[] {
  return kinds.filter((kind) => draft.names.kinds.has(kind));
}

function checkOfDelivery(named: Named, knowsAllKinds: boolean): void {
  const { rule, path, note } = named;
  if (knowsAllKinds && startersOf(named).length === 0) note(path(), 'nothing starts it: it is the receipt of no kind');
  for (const key of ['from', 'startedBy', 'metBy', 'cancelledBy'] as const) {
    if (rule[key].length > 0) note(path(key), 'a delivery deadline starts with the delivery and ends with its receipt');
  }
  for (const key of ['metByField', 'metWhen'] as const) {
    if (rule[key] !== undefined) note(path(key), 'only the receipt ends a delivery deadline');
  }
  for (const key of ['after', 'when', 'cancelledWhen'] as const) {
    if (rule[key] !== undefined) note(path(key), 'a delivery deadline starts with the delivery');
  }
}

function checkOfStay(named: Named, knowsAllKinds: boolean): void {
  const { draft, rule, path, note } = named;
  const starting = startersOf(named);
  const meeting = knownOf(named, rule.metBy);
  const cancelling = knownOf(named, rule.cancelledBy);
  if (starting.length === 0) note(path(), 'no message can start it: startedBy names no kind of the region');
  if (meeting.length === 0 && cancelling.length === 0) {
    note(path(), 'no message can end it: metBy and cancelledBy name no kind of the region');
  }
  checkStart(named, starting);
  const { metByField } = rule;
  if (metByField !== undefined && !rule.metBy.some((kind) => hasField(kind, metByField))) {
    note(path('metByField'), `no kind that meets it has a content field ${metByField}`);
  }
  if (!knowsAllKinds || meeting.length === 0) return;
  for (const role of owersOf(named, starting)) {
    if (!meeting.some((kind) => draft.kinds[kind]?.senders.includes(role) === true)) {
      note(path('metBy'), `${role} owes it but may send none of these`);
    }
  }
}

/** Who may come to owe it; whoever may name a care contact may have the one who coordinates. */
function owersOf(
  { draft: { kinds, categories }, rule }: Named,
  starting: readonly MessageKind[],
): readonly PartyRole[] {
  if (rule.scope === 'answer') {
    const concerned = Object.values(categories).flatMap(({ recipients }) => recipients);
    return rule.roles.length > 0 ? rule.roles : [...new Set(concerned)];
  }
  if (rule.responsible === 'ward') return ['slutenvard'];
  if (rule.responsible === 'coordinator') {
    return PARTY_ROLES.filter(
      (role) => role === rule.withoutCoordinator || kinds['fast-vardkontakt']?.senders.includes(role) === true,
    );
  }
  if (rule.responsible !== 'sender') return [rule.responsible];
  return [...new Set(starting.flatMap((kind) => kinds[kind]?.senders ?? []))];
}

function checkStart({ draft, rule, path, note }: Named, starting: readonly MessageKind[]): void {
  if (rule.after === 'receipts') {
    if (rule.from.length > 0) note(path('from'), 'it starts with the last receipt, whatever the message says');
    for (const kind of starting) {
      const known = draft.kinds[kind];
      if (known !== undefined && known.receipt === undefined) note(path('startedBy'), `${kind} asks for no receipt`);
    }
  }
  for (const field of rule.from.filter(isOfStay)) {
    const form = pathAt(field, path('from'), { kinds: [...starting], draft, note });
    if (form !== undefined && form.type !== 'instant') note(path('from'), `${field} holds no instant`);
  }
  const fields = rule.from.filter((field) => !isOfStay(field));
  for (const field of fields) {
    if (!starting.some((kind) => hasField(kind, field)) && starting.length > 0) {
      note(path('from'), `no kind that starts it has a content field ${field}`);
    }
    if (starting.some((kind) => hasField(kind, field) && CONTENT[kind][field]?.type !== 'instant')) {
      note(path('from'), `the content field ${field} holds no instant`);
    }
  }
  for (const kind of starting) {
    if (fields.length > 0 && fields.length === rule.from.length && !fields.some((field) => hasField(kind, field))) {
      note(path('from'), `${kind} starts it but has none of these content fields`);
    }
  }
}
