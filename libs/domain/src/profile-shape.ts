import type { CalendarKind } from './calendar.js';
import { repeated, type ConfigReader } from './config-reader.js';
import { EPISODE_STATES, type EpisodeState } from './episode/episode.js';
import { MESSAGE_KINDS, NEEDS, PARTY_ROLES, PLANNING_CATEGORIES, type MessageKind } from './message.js';
import type {
  CategoryRule,
  DeadlineRule,
  DueRule,
  KindRule,
  LadderStep,
  NeedsRule,
  Profile,
  TransitionRule,
  WindowRule,
} from './profile.js';
import { REASON_CODES, type ReasonCode } from './reason.js';

/** A profile as read, entries with problems left out, with what the check of its meaning needs besides. */
export interface ProfileDraft extends Omit<Profile, 'categories'> {
  readonly categories: Partial<Profile['categories']>;
  readonly rows: readonly { readonly value: TransitionRule; readonly at: ConfigReader }[];
  /** What the file names, also where the entry itself had a problem: whoever refers to it is not to blame. */
  readonly names: {
    readonly windows: ReadonlySet<string>;
    readonly ladders: ReadonlySet<string>;
    readonly deadlines: ReadonlySet<string>;
    readonly kinds: ReadonlySet<string>;
  };
}

const NAME = /^[a-z][a-z0-9-]*$/;
const RULE_ID = /^[A-Z]-[A-Z]+-\d+[a-z]?$/;
const TIME_OF_DAY = /^(?:[01]\d|2[0-3]):[0-5]\d$/;
const CALENDARS: readonly [CalendarKind, ...CalendarKind[]] = ['every-calendar-day', 'weekdays'];
const STATES_AND_NONE: readonly ['none', ...EpisodeState[]] = ['none', ...EPISODE_STATES];
const STATES_AND_MOVES: readonly ['same', 'previous', ...EpisodeState[]] = ['same', 'previous', ...EPISODE_STATES];
const REMARKS: ReadonlySet<string> = new Set(
  Object.entries(REASON_CODES).flatMap(([code, { outcome }]) => (outcome === 'warning' ? [code] : [])),
);

/** Reads the shape of a profile, with defaults for what may be left out; notes what is wrong with each entry by itself. */
export function readProfileShape(file: ConfigReader): ProfileDraft {
  file.only([
    'profile',
    'name',
    'categories',
    'needs',
    'windows',
    'ladders',
    'deadlines',
    'kinds',
    'transitions',
    'deliverUnchangedUpdates',
  ]);
  const rows = file.at('transitions').located(transitionRule);
  for (const { entry, key } of repeated(rows, ({ value }) => `on ${value.on} from ${value.from}`)) {
    entry.at.problem(`the transition ${key} is listed before`);
  }
  for (const { value, at } of rows) {
    if (value.from === 'none' && (value.to === 'same' || value.to === 'previous')) {
      at.at('to').problem('a new episode has no state to stay in or to go back to');
    }
  }
  return {
    id: file.at('profile').textLike(NAME, 'a name of small letters, digits and hyphens'),
    name: file.at('name').text(),
    categories: categories(file.at('categories')),
    needs: needs(file.at('needs')),
    windows: named(file.at('windows'), windowRule),
    ladders: named(file.at('ladders'), ladder),
    deadlines: named(file.at('deadlines'), deadlineRule),
    kinds: kinds(file.at('kinds')),
    transitions: rows.map(({ value }) => value),
    rows,
    deliverUnchangedUpdates: file.optional('deliverUnchangedUpdates', (entry) => entry.flag()) ?? false,
    names: {
      windows: new Set(file.at('windows').names()),
      ladders: new Set(file.at('ladders').names()),
      deadlines: new Set(file.at('deadlines').names()),
      kinds: new Set(file.at('kinds').names().filter(isMessageKind)),
    },
  };
}

function named<T>(section: ConfigReader, read: (entry: ConfigReader) => T): Readonly<Record<string, T>> {
  return Object.fromEntries(
    section.mapping((entry, name) => {
      if (!NAME.test(name)) entry.problem('a name consists of small letters, digits and hyphens');
      return read(entry);
    }),
  );
}

function categories(section: ConfigReader): Partial<Profile['categories']> {
  section.only(PLANNING_CATEGORIES);
  const read: Partial<Record<keyof Profile['categories'], CategoryRule>> = {};
  for (const category of PLANNING_CATEGORIES) {
    if (section.has(category)) read[category] = categoryRule(section.at(category));
    else section.problem(`planning category ${category} is missing`);
  }
  return read;
}

function categoryRule(entry: ConfigReader): CategoryRule {
  entry.only(['rule', 'notice', 'noticeRule', 'ready', 'readyRule', 'recipients', 'fvk', 'sip', 'payment']);
  const rule = ruleId(entry.at('rule'));
  return {
    rule,
    noticeRule: entry.optional('noticeRule', ruleId) ?? rule,
    readyRule: entry.optional('readyRule', ruleId) ?? rule,
    notice: entry.at('notice').oneOf(['never', 'physician', 'always']),
    ready: entry.at('ready').oneOf(['never', 'if-notice', 'always']),
    recipients: unrepeated(entry.at('recipients'), (item) => item.oneOf(PARTY_ROLES)),
    fvk: entry.at('fvk').flag(),
    sip: entry.at('sip').flag(),
    payment: entry.at('payment').flag(),
  };
}

function needs(section: ConfigReader): NeedsRule[] {
  const rules = section.located((entry): NeedsRule => {
    entry.only(['needs', 'category']);
    return {
      needs: unrepeated(entry.at('needs'), (item) => item.oneOf(NEEDS)),
      category: entry.at('category').oneOf(PLANNING_CATEGORIES),
    };
  });
  for (const { entry } of repeated(rules, ({ value }) => [...value.needs].sort().join())) {
    entry.at.problem('this set of needs is listed before [G-CAT-19]');
  }
  return rules.map(({ value }) => value);
}

function windowRule(entry: ConfigReader): WindowRule {
  entry.only(['rule', 'times', 'calendar']);
  const times = entry.at('times').list(timeOfDay);
  const isUnordered = times.some((time, index) => index > 0 && time <= (times[index - 1] ?? ''));
  if (entry.at('times').isEmptyList()) entry.at('times').problem('the window never opens: it has no times');
  if (isUnordered) entry.at('times').problem('times stand in order, each of them once');
  return { rule: ruleId(entry.at('rule')), times, calendar: entry.at('calendar').oneOf(CALENDARS) };
}

function ladder(entry: ConfigReader): readonly LadderStep[] {
  const steps = entry.located(ladderStep);
  if (entry.isEmptyList()) entry.problem('the ladder has no steps');
  for (const { entry: again, key } of repeated(steps, ({ value }) => value.step)) {
    again.at.problem(`the step ${key} is named before`);
  }
  steps.forEach(({ value, at }, index) => {
    const before = steps[index - 1]?.value.afterHours ?? 0;
    if (value.afterHours < before) at.problem('the step comes earlier than the one before it');
    if ((value.send === 'paminnelse') !== (value.to === 'responsible')) {
      at.at('send').problem('the responsible unit gets a paminnelse, everyone else an eskalering');
    }
  });
  return steps.map(({ value }) => value);
}

function ladderStep(entry: ConfigReader): LadderStep {
  entry.only(['step', 'rule', 'send', 'to', 'afterHours', 'repeat']);
  const repeat = entry.optional('repeat', (window) => window.text());
  return {
    step: entry.at('step').textLike(NAME, 'a name of small letters, digits and hyphens'),
    rule: ruleId(entry.at('rule')),
    send: entry.at('send').oneOf(['paminnelse', 'eskalering']),
    to: entry.at('to').oneOf(['responsible', 'sender', 'manager', 'operations']),
    afterHours: entry.at('afterHours').count(0),
    ...(repeat === undefined ? {} : { repeat }),
  };
}

function deadlineRule(entry: ConfigReader): DeadlineRule {
  entry.only([
    'rule',
    'lateRule',
    'lateCode',
    'scope',
    'due',
    'strict',
    'from',
    'startedBy',
    'restarts',
    'metBy',
    'metByField',
    'cancelledBy',
    'ladder',
    'annotate',
  ]);
  const kindList = (key: string) => entry.optional(key, (list) => unrepeated(list, messageKind)) ?? [];
  const metByField = entry.optional('metByField', (field) => field.text());
  const ladderName = entry.optional('ladder', (name) => name.text());
  const annotate = entry.optional('annotate', (name) => name.text());
  return {
    rule: ruleId(entry.at('rule')),
    lateRule: ruleId(entry.at('lateRule')),
    lateCode: entry.optional('lateCode', remark) ?? 'late',
    scope: entry.at('scope').oneOf(['delivery', 'episode']),
    due: dueRule(entry.at('due')),
    strict: entry.optional('strict', (value) => value.flag()) ?? false,
    from: entry.optional('from', (list) => unrepeated(list, (item) => item.text())) ?? [],
    startedBy: kindList('startedBy'),
    ...(entry.optional('restarts', (value) => value.flag()) === true ? { restarts: true } : {}),
    metBy: kindList('metBy'),
    ...(metByField === undefined ? {} : { metByField }),
    cancelledBy: kindList('cancelledBy'),
    ...(ladderName === undefined ? {} : { ladder: ladderName }),
    ...(annotate === undefined ? {} : { annotate }),
  };
}

function dueRule(entry: ConfigReader): DueRule {
  const ways = ['window', 'hours', 'endOf', 'timeOfDay'];
  entry.only(ways);
  if (ways.filter((way) => entry.has(way)).length !== 1) entry.problem(`exactly one of ${ways.join(', ')} is expected`);
  if (entry.has('window')) return { window: entry.at('window').text() };
  if (entry.has('endOf')) return { endOf: entry.at('endOf').oneOf(['day']) };
  if (entry.has('timeOfDay')) return { timeOfDay: timeOfDay(entry.at('timeOfDay')) };
  return { hours: entry.optional('hours', (hours) => hours.count(0)) ?? 0 };
}

function kinds(section: ConfigReader): Profile['kinds'] {
  const read: Partial<Record<MessageKind, KindRule>> = {};
  for (const [name, rule] of section.mapping(kindRule)) if (isMessageKind(name)) read[name] = rule;
  for (const name of section.names()) if (!isMessageKind(name)) section.at(name).problem('no such message kind');
  return read;
}

function kindRule(entry: ConfigReader): KindRule {
  entry.only([
    'rule',
    'senders',
    'recipients',
    'about',
    'receipt',
    'gate',
    'consentFields',
    'consentRule',
    'expectedFields',
    'retracts',
    'retractsAll',
  ]);
  const receipt = entry.optional('receipt', (name) => name.text());
  const gate = entry.optional('gate', (name) => name.oneOf<'notice' | 'ready'>(['notice', 'ready']));
  const consentRule = entry.optional('consentRule', ruleId);
  const retracts = entry.optional('retracts', messageKind);
  return {
    rule: ruleId(entry.at('rule')),
    senders: unrepeated(entry.at('senders'), (item) => item.oneOf(PARTY_ROLES)),
    recipients: entry.at('recipients').oneOf(['category', 'parties', 'withdrawn', 'none']),
    about: entry.optional('about', (value) => value.oneOf<KindRule['about']>(['stay', 'person'])) ?? 'stay',
    ...(receipt === undefined ? {} : { receipt }),
    ...(gate === undefined ? {} : { gate }),
    consentFields: entry.optional('consentFields', (list) => unrepeated(list, (item) => item.text())) ?? [],
    ...(consentRule === undefined ? {} : { consentRule }),
    expectedFields: Object.fromEntries(entry.optional('expectedFields', (fields) => fields.mapping(ruleId)) ?? []),
    ...(retracts === undefined ? {} : { retracts }),
    retractsAll: entry.optional('retractsAll', (value) => value.flag()) ?? false,
  };
}

function transitionRule(entry: ConfigReader): TransitionRule {
  entry.only(['on', 'from', 'to', 'flag']);
  const flag = entry.optional('flag', (value) => {
    value.only(['code', 'rule']);
    return { code: remark(value.at('code')), rule: ruleId(value.at('rule')) };
  });
  return {
    on: messageKind(entry.at('on')),
    from: entry.at('from').oneOf(STATES_AND_NONE),
    to: entry.at('to').oneOf(STATES_AND_MOVES),
    ...(flag === undefined ? {} : { flag }),
  };
}

function unrepeated<T extends string>(list: ConfigReader, read: (item: ConfigReader) => T): T[] {
  const items = list.located(read);
  for (const { entry, key } of repeated(items, ({ value }) => value)) entry.at.problem(`${key} is listed before`);
  return items.map(({ value }) => value);
}

function ruleId(entry: ConfigReader): string {
  return entry.textLike(RULE_ID, 'a rule id such as G-ACK-03');
}

function timeOfDay(entry: ConfigReader): string {
  return entry.textLike(TIME_OF_DAY, 'a time of day between 00:00 and 23:59, written HH:MM');
}

function messageKind(entry: ConfigReader): MessageKind {
  return entry.oneOf(MESSAGE_KINDS);
}

function remark(entry: ConfigReader): ReasonCode {
  const isRemark = (value: unknown): value is ReasonCode => typeof value === 'string' && REMARKS.has(value);
  return entry.matching(isRemark, `one of ${[...REMARKS].join(', ')}`, 'late');
}

function isMessageKind(name: string): name is MessageKind {
  return MESSAGE_KINDS.some((kind) => kind === name);
}
