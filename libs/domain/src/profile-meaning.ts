import type { ConfigPath, ConfigProblem } from './config-reader.js';
import { CONTENT } from './content.js';
import { CLOSED_STATES } from './episode/episode.js';
import { statesWithoutExit, unreachableStates } from './episode/transitions.js';
import { MESSAGE_KINDS, PLANNING_CATEGORIES, type MessageKind } from './message.js';
import { isPersonKind } from './person.js';
import type { DeadlineRule, KindRule } from './profile.js';
import type { ProfileDraft } from './profile-shape.js';

type Note = (path: ConfigPath, message: string) => void;

/** Notes what each entry of a profile may say by itself, but what makes no sense together with the others. */
export function checkProfileMeaning(draft: ProfileDraft, problems: ConfigProblem[]): void {
  const note: Note = (path, message) => problems.push({ path, message });
  // That nobody does something can be said only of a section whose every entry could be read.
  const misshapen = new Set(problems.map(({ path }) => path[0]));
  const isWhole = (section: keyof ProfileDraft) => !misshapen.has(section);

  checkCategories(draft, note);
  checkReferences(draft, note);
  for (const kind of MESSAGE_KINDS) {
    const rule = draft.kinds[kind];
    if (rule !== undefined) checkKind(draft, kind, rule, note);
  }
  for (const [name, rule] of Object.entries(draft.deadlines)) {
    if (rule.scope === 'episode') checkEpisodeDeadline(draft, name, rule, note);
    else checkDeliveryDeadline(draft, name, rule, isWhole('kinds'), note);
  }
  for (const { value, at } of draft.rows) {
    if (!draft.names.kinds.has(value.on)) at.problem(`the region has no kind ${value.on}: it is not under kinds`);
  }
  if (isWhole('transitions')) checkTransitions(draft, note);
}

function checkCategories({ categories }: ProfileDraft, note: Note): void {
  for (const name of PLANNING_CATEGORIES) {
    const category = categories[name];
    if (category === undefined) continue;
    const path = ['categories', name, 'recipients'];
    const hasMunicipalCare = category.recipients.includes('hemsjukvard') || category.recipients.includes('sabo');
    if (hasMunicipalCare && !category.recipients.includes('oppenvard')) {
      note(
        path,
        'municipal health care needs oppenvard beside it, which holds the physician responsibility [G-CAT-17]',
      );
    }
    if (category.recipients.length === 0 && (category.notice !== 'never' || category.ready !== 'never')) {
      note(path, `category ${name} sends notices, but to nobody`);
    }
  }
}

/** Names of windows, ladders, deadlines and kinds that the profile refers to but does not have. */
function checkReferences({ names, ...draft }: ProfileDraft, note: Note): void {
  for (const [ladder, steps] of Object.entries(draft.ladders)) {
    for (const { step, repeat } of steps) {
      if (repeat !== undefined && !names.windows.has(repeat)) {
        note(['ladders', ladder], `step ${step} is repeated at a window that does not exist: ${repeat}`);
      }
    }
  }
  for (const [name, rule] of Object.entries(draft.deadlines)) {
    if ('window' in rule.due && !names.windows.has(rule.due.window)) {
      note(['deadlines', name, 'due', 'window'], `no such window: ${rule.due.window}`);
    }
    if (rule.ladder !== undefined && !names.ladders.has(rule.ladder)) {
      note(['deadlines', name, 'ladder'], `no such ladder: ${rule.ladder}`);
    }
    for (const key of ['startedBy', 'metBy', 'cancelledBy'] as const) {
      for (const kind of rule[key]) {
        if (!names.kinds.has(kind))
          note(['deadlines', name, key], `the region has no kind ${kind}: it is not under kinds`);
        else if (isPersonKind(kind))
          note(['deadlines', name, key], `${kind} tells of a person and no duty hangs on it`);
      }
    }
  }
}

function checkKind({ names, deadlines }: ProfileDraft, kind: MessageKind, rule: KindRule, note: Note): void {
  const path = (key: string): ConfigPath => ['kinds', kind, key];
  if (rule.senders.length === 0) note(path('senders'), `nobody may send ${kind}`);
  if ((rule.recipients === 'withdrawn') !== (kind === 'makulering')) {
    note(path('recipients'), 'withdrawn is the recipients of makulering, and of no other kind');
  }
  checkReach(kind, rule, path, note);
  if (rule.receipt !== undefined) {
    if (!names.deadlines.has(rule.receipt)) note(path('receipt'), `no such deadline: ${rule.receipt}`);
    else if (deadlines[rule.receipt]?.scope === 'episode') {
      note(path('receipt'), `the deadline ${rule.receipt} does not have the scope delivery`);
    }
  }
  for (const field of rule.consentFields) {
    if (!hasField(kind, field)) note(path('consentFields'), `${kind} has no content field ${field}`);
  }
  if (rule.consentFields.length > 0 && rule.consentRule === undefined) {
    note(path('consentFields'), 'consentRule is missing: the rule that asks for consent');
  }
  for (const field of Object.keys(rule.expectedFields)) {
    if (!hasField(kind, field)) note(path('expectedFields'), `${kind} has no content field ${field}`);
  }
  if (rule.retracts !== undefined && !names.kinds.has(rule.retracts)) {
    note(path('retracts'), `the region has no kind ${rule.retracts}: it is not under kinds`);
  }
}

/** Whom a kind may go to, and what hangs on that. */
function checkReach(kind: MessageKind, rule: KindRule, path: (key: string) => ConfigPath, note: Note): void {
  const { about, recipients } = rule;
  if ((about === 'person') !== isPersonKind(kind)) {
    note(path('about'), `${kind} is about a ${isPersonKind(kind) ? 'person' : 'stay'}`);
  }
  if (about === 'person' && recipients === 'category') {
    note(path('recipients'), 'what is told of a person goes to the parties of that person, or to none');
  }
  for (const key of ['receipt', 'gate', 'retracts'] as const) {
    if (rule[key] === undefined) continue;
    if (about === 'person') note(path(key), 'what is told of a person asks for nothing and takes nothing back');
    else if (recipients === 'none' && key !== 'retracts') note(path(key), 'the kind goes to nobody');
  }
}

function checkDeliveryDeadline(
  { kinds }: ProfileDraft,
  name: string,
  rule: DeadlineRule,
  knowsAllKinds: boolean,
  note: Note,
): void {
  if (knowsAllKinds && !Object.values(kinds).some(({ receipt }) => receipt === name)) {
    note(['deadlines', name], 'nothing starts it: it is the receipt of no kind');
  }
  for (const key of ['from', 'startedBy', 'metBy', 'cancelledBy'] as const) {
    if (rule[key].length > 0) {
      note(['deadlines', name, key], 'a delivery deadline starts with the delivery and ends with its receipt');
    }
  }
  if (rule.metByField !== undefined)
    note(['deadlines', name, 'metByField'], 'only the receipt ends a delivery deadline');
}

function checkEpisodeDeadline({ names }: ProfileDraft, name: string, rule: DeadlineRule, note: Note): void {
  const path = (key: string): ConfigPath => ['deadlines', name, key];
  const starting = rule.startedBy.filter((kind) => names.kinds.has(kind));
  const ending = [...rule.metBy, ...rule.cancelledBy].filter((kind) => names.kinds.has(kind));
  if (starting.length === 0)
    note(['deadlines', name], 'no message can start it: startedBy names no kind of the region');
  if (ending.length === 0) {
    note(['deadlines', name], 'no message can end it: metBy and cancelledBy name no kind of the region');
  }
  if (rule.from.length === 0) note(['deadlines', name], 'from is missing: the content fields that say when it starts');
  for (const field of rule.from) {
    if (!starting.some((kind) => hasField(kind, field)) && starting.length > 0) {
      note(path('from'), `no kind that starts it has a content field ${field}`);
    }
    if (starting.some((kind) => hasField(kind, field) && CONTENT[kind][field]?.type !== 'instant')) {
      note(path('from'), `the content field ${field} holds no instant`);
    }
  }
  for (const kind of starting) {
    if (rule.from.length > 0 && !rule.from.some((field) => hasField(kind, field))) {
      note(path('from'), `${kind} starts it but has none of these content fields`);
    }
  }
  const { metByField } = rule;
  if (metByField !== undefined && !rule.metBy.some((kind) => hasField(kind, metByField))) {
    note(path('metByField'), `no kind that meets it has a content field ${metByField}`);
  }
}

function checkTransitions({ transitions, names, rows }: ProfileDraft, note: Note): void {
  for (const state of unreachableStates(transitions)) {
    note(['transitions'], `no sequence of messages leads to the state ${state}`);
  }
  for (const state of statesWithoutExit(transitions)) {
    if (!CLOSED_STATES.includes(state))
      note(['transitions'], `nothing leads on from the state ${state}, which is not closed`);
  }
  for (const { value, at } of rows) {
    if (isPersonKind(value.on)) at.problem(`${value.on} tells of a person and fits in every state`);
  }
  // A withdrawal undoes the step of the withdrawn message, so the table has no row for it.
  for (const kind of MESSAGE_KINDS.filter((known) => names.kinds.has(known))) {
    if (kind !== 'makulering' && !isPersonKind(kind) && !transitions.some(({ on }) => on === kind)) {
      note(['kinds', kind], 'no transition says in which states it fits');
    }
  }
}

function hasField(kind: MessageKind, field: string): boolean {
  return Object.hasOwn(CONTENT[kind], field);
}
