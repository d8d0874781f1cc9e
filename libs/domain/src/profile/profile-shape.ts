import { repeated, type ConfigReader } from '../config-reader.js';
import { NEEDS, PARTY_ROLES, PLANNING_CATEGORIES, type MessageKind } from '../message.js';
import { deadlineRule } from './profile-deadlines.js';
import { kindRule } from './profile-kinds.js';
import { planRules, type PlanDraft } from './profile-plan.js';
import { checklistRule, stepRule } from './profile-steps.js';
import { paymentRule, reportsRule } from './profile-reports.js';
import { transitionRows, type TransitionRow } from './profile-transitions.js';
import { ENGINE_RULES } from './profile.js';
import type {
  CategoryRule,
  EngineRule,
  KindRule,
  LadderStep,
  NeedsRule,
  Profile,
  WindowRule,
  WithoutAccessRule,
} from './profile.js';
import {
  calendar,
  flagAt,
  isMessageKind,
  NAME,
  present,
  role,
  ruleId,
  textAt,
  timeOfDay,
  unrepeated,
} from './profile-values.js';
import { LAW_PAYMENT } from '../report/payment-rule.js';
import { NO_REPORTS } from '../report/reports-rule.js';

/** A profile as read, entries with problems left out, with what the check of its meaning needs besides. */
export interface ProfileDraft extends Omit<Profile, 'categories' | 'plan'> {
  readonly categories: Partial<Profile['categories']>;
  readonly plan?: PlanDraft;
  readonly rows: readonly TransitionRow[];
  /** What the file names, also where the entry itself had a problem: whoever refers to it is not to blame. */
  readonly names: {
    readonly windows: ReadonlySet<string>;
    readonly ladders: ReadonlySet<string>;
    readonly deadlines: ReadonlySet<string>;
    readonly kinds: ReadonlySet<string>;
  };
}

/** The keys of a profile, and of the entries of its smaller sections. */
export const PROFILE_KEYS = [
  'profile',
  'name',
  'catalogues',
  'rules',
  'categories',
  'needs',
  'withoutAccess',
  'windows',
  'ladders',
  'deadlines',
  'kinds',
  'transitions',
  'steps',
  'checklists',
  'deliverUnchangedUpdates',
  'payment',
  'reports',
  'plan',
] as const;
export const CATEGORY_KEYS = [
  'rule',
  'notice',
  'noticeRule',
  'ready',
  'readyRule',
  'recipients',
  'fvk',
  'sip',
  'sipRule',
  'payment',
] as const;
export const NOTICE_WHEN = ['never', 'physician', 'always'] as const;
export const READY_WHEN = ['never', 'if-notice', 'always'] as const;
export const WITHOUT_ACCESS_KEYS = ['rule', 'types'] as const;
export const WINDOW_KEYS = ['rule', 'times', 'calendar'] as const;
export const STEP_KEYS = ['step', 'rule', 'send', 'to', 'afterHours', 'repeat', 'fromStart', 'until'] as const;
export const STEP_SENDS = ['paminnelse', 'eskalering'] as const;
export const STEP_RECEIVERS = ['responsible', 'sender', 'manager', 'operations', ...PARTY_ROLES] as const;

/** Reads the shape of a profile, with defaults for what may be left out; notes what is wrong with each entry by itself. */
export function readProfileShape(file: ConfigReader): ProfileDraft {
  file.only(PROFILE_KEYS);
  const rows = transitionRows(file.at('transitions'));
  return {
    id: file.at('profile').textLike(NAME, 'a name of small letters, digits and hyphens'),
    name: file.at('name').text(),
    rules: file.optional('rules', engineRules) ?? {},
    categories: categories(file.at('categories')),
    needs: needs(file.at('needs')),
    ...present({ withoutAccess: file.optional('withoutAccess', withoutAccess) }),
    windows: named(file.at('windows'), windowRule),
    ladders: named(file.at('ladders'), ladder),
    deadlines: named(file.at('deadlines'), deadlineRule),
    kinds: kinds(file.at('kinds')),
    transitions: rows.map(({ value }) => value),
    rows,
    steps: file.optional('steps', (list) => list.list(stepRule)) ?? [],
    ...present({ checklists: file.optional('checklists', checklistRule) }),
    deliverUnchangedUpdates: flagAt(file, 'deliverUnchangedUpdates'),
    payment: file.optional('payment', paymentRule) ?? LAW_PAYMENT,
    reports: file.optional('reports', reportsRule) ?? NO_REPORTS,
    ...present({ plan: file.optional('plan', planRules) }),
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

function engineRules(section: ConfigReader): Profile['rules'] {
  section.only(ENGINE_RULES);
  const read: Partial<Record<EngineRule, string>> = {};
  for (const about of ENGINE_RULES) if (section.has(about)) read[about] = ruleId(section.at(about));
  return read;
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
  entry.only(CATEGORY_KEYS);
  const rule = ruleId(entry.at('rule'));
  return {
    rule,
    noticeRule: entry.optional('noticeRule', ruleId) ?? rule,
    readyRule: entry.optional('readyRule', ruleId) ?? rule,
    notice: entry.at('notice').oneOf(NOTICE_WHEN),
    ready: entry.at('ready').oneOf(READY_WHEN),
    recipients: unrepeated(entry.at('recipients'), role),
    fvk: entry.at('fvk').flag(),
    sip: entry.at('sip').flag(),
    sipRule: entry.optional('sipRule', ruleId) ?? rule,
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

function withoutAccess(entry: ConfigReader): WithoutAccessRule {
  entry.only(WITHOUT_ACCESS_KEYS);
  return { rule: ruleId(entry.at('rule')), types: unrepeated(entry.at('types'), (item) => item.text()) };
}

function windowRule(entry: ConfigReader): WindowRule {
  entry.only(WINDOW_KEYS);
  const times = entry.at('times').list(timeOfDay);
  const isUnordered = times.some((time, index) => index > 0 && time <= (times[index - 1] ?? ''));
  if (entry.at('times').isEmptyList()) entry.at('times').problem('the window never opens: it has no times');
  if (isUnordered) entry.at('times').problem('times stand in order, each of them once');
  return { rule: ruleId(entry.at('rule')), times, calendar: calendar(entry.at('calendar')) };
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
  entry.only(STEP_KEYS);
  const isFromStart = flagAt(entry, 'fromStart');
  for (const key of ['fromStart', 'until']) {
    const isSaid = key === 'until' ? entry.has(key) : isFromStart;
    if (isSaid && !entry.has('repeat')) entry.at(key).problem('it goes with a window in repeat only');
  }
  return {
    step: entry.at('step').textLike(NAME, 'a name of small letters, digits and hyphens'),
    rule: ruleId(entry.at('rule')),
    send: entry.at('send').oneOf(STEP_SENDS),
    to: entry.at('to').oneOf<LadderStep['to']>(STEP_RECEIVERS),
    afterHours: entry.at('afterHours').count(0),
    ...present({
      repeat: textAt(entry, 'repeat'),
      fromStart: isFromStart ? true : undefined,
      until: textAt(entry, 'until'),
    }),
  };
}

function kinds(section: ConfigReader): Profile['kinds'] {
  const read: Partial<Record<MessageKind, KindRule>> = {};
  for (const [name, rule] of section.mapping(kindRule)) if (isMessageKind(name)) read[name] = rule;
  for (const name of section.names()) if (!isMessageKind(name)) section.at(name).problem('no such message kind');
  return read;
}
