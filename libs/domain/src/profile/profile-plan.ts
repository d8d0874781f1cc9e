import { repeated, type ConfigReader } from '../config-reader.js';
import type { Both } from '../both.js';
import { MESSAGE_KINDS, type MessageKind } from '../message.js';
import { PLAN_ACTORS, PLAN_DUTIES, PLAN_ENGINE_RULES } from '../plan/plan-rule.js';
import type {
  PlanActor,
  PlanCode,
  PlanCodes,
  PlanDutyRule,
  PlanEngineRule,
  PlanPermission,
  PlanRules,
} from '../plan/plan-rule.js';
import { readCondition } from './profile-conditions.js';
import { dueRule } from './profile-deadlines.js';
import {
  administratorsRule,
  calendarRule,
  consentRules,
  deathRule,
  followUpRule,
  paperRule,
  portalRule,
  signingRule,
  windowsRule,
  wordingRule,
} from './profile-plan-parts.js';
import { eventsAt, planTransitionRows, type PlanTransitionRow } from './profile-plan-transitions.js';
import { oneOrMore } from './profile-transitions.js';
import { present, ruleId, textAt, unrepeated } from './profile-values.js';

/** The keys of what a region says of its plans, and of the smaller entries in it. */
export const PLAN_KEYS = [
  'rule',
  'rules',
  'coordinator',
  'permissions',
  'transitions',
  'headings',
  'scale',
  'needReasons',
  'professions',
  'closing',
  'consent',
  'death',
  'administrators',
  'signing',
  'duties',
  'wording',
  'patientPortal',
  'calendar',
  'meetingWindows',
  'paper',
  'followUpDays',
] as const;
export const COORDINATOR_KEYS = ['rule', 'first', 'name', 'person'] as const;
export const FIRST_COORDINATORS = ['sender', 'care-contact'] as const;
export const PERMISSION_KEYS = ['rule', 'kind', 'event', 'by'] as const;
export const CODE_KEYS = ['code', 'name', 'help', 'rule'] as const;
/** Codes of scales are often numbers with a sign. */
export const PLAN_CODE = /^[a-z0-9+-][a-z0-9-]*$/;
export const PLAN_DUTY_KEYS = ['rule', 'lateRule', 'due', 'daysBefore', 'ladder', 'when'] as const;

/** The plan section as read, with where its rows stand. */
export interface PlanDraft extends PlanRules {
  readonly rows: readonly PlanTransitionRow[];
  readonly allowed: readonly { readonly value: PlanPermission; readonly at: ConfigReader }[];
}

/** Reads what a region says of its plans (SIP). */
export function planRules(entry: ConfigReader): PlanDraft {
  entry.only(PLAN_KEYS);
  const allowed = permissionRows(entry.at('permissions'));
  const rows = planTransitionRows(entry.at('transitions'));
  return {
    rule: ruleId(entry.at('rule')),
    coordinator: coordinator(entry.at('coordinator')),
    permissions: allowed.map(({ value }) => value),
    allowed,
    transitions: rows.map(({ value }) => value),
    rows,
    closing: closing(entry.at('closing')),
    consent: consentRules(entry.at('consent')),
    death: deathRule(entry.at('death')),
    duties: duties(entry.at('duties')),
    ...present({
      rules: entry.optional('rules', engineRules),
      headings: entry.optional('headings', codes),
      scale: entry.optional('scale', codes),
      needReasons: entry.optional('needReasons', codes),
      professions: entry.optional('professions', codes),
      administrators: entry.optional('administrators', administratorsRule),
      signing: entry.optional('signing', signingRule),
      wording: entry.optional('wording', wordingRule),
      patientPortal: entry.optional('patientPortal', portalRule),
      calendar: entry.optional('calendar', calendarRule),
      meetingWindows: entry.optional('meetingWindows', windowsRule),
      paper: entry.optional('paper', paperRule),
      followUpDays: entry.optional('followUpDays', followUpRule),
    }),
  };
}

function engineRules(section: ConfigReader): NonNullable<PlanRules['rules']> {
  section.only(PLAN_ENGINE_RULES);
  const read: Partial<Record<PlanEngineRule, string>> = {};
  for (const about of PLAN_ENGINE_RULES) if (section.has(about)) read[about] = ruleId(section.at(about));
  return read;
}

function coordinator(entry: ConfigReader): PlanRules['coordinator'] {
  entry.only(COORDINATOR_KEYS);
  return {
    rule: ruleId(entry.at('rule')),
    first: entry.at('first').oneOf<'sender' | 'care-contact'>(FIRST_COORDINATORS),
    name: inBoth(entry.at('name')),
    person: entry.at('person').flag(),
  };
}

function permissionRows(section: ConfigReader): { value: PlanPermission; at: ConfigReader }[] {
  const written = section.located((entry) => {
    entry.only(PERMISSION_KEYS);
    if (entry.at('by').isEmptyList()) entry.at('by').problem('the list is empty, so that nobody may');
    const rule = ruleId(entry.at('rule'));
    const by = unrepeated<PlanActor>(entry.at('by'), (item) => item.oneOf(PLAN_ACTORS));
    const events = eventsAt(entry);
    return oneOrMore<MessageKind>(entry.at('kind'), MESSAGE_KINDS).flatMap((kind) =>
      events.map((event): PlanPermission => ({ rule, kind, by, ...present({ event }) })),
    );
  });
  const rows = written.flatMap(({ value, at }) => value.map((one) => ({ value: one, at })));
  const decided = new Set<string>();
  for (const { value, at } of rows) {
    const key = `${value.kind} ${value.event ?? ''}`;
    if (decided.has(key) || decided.has(`${value.kind} `)) {
      at.problem(`a row for ${key.trim()} stands before it and decides`);
    }
    decided.add(key);
  }
  return rows;
}

function codes(entry: ConfigReader): PlanCodes {
  entry.only(['rule', 'codes']);
  return codesOf(entry);
}

function closing(entry: ConfigReader): PlanRules['closing'] {
  entry.only(['rule', 'codes', 'commentRule']);
  return { ...codesOf(entry), ...present({ commentRule: entry.optional('commentRule', ruleId) }) };
}

function codesOf(entry: ConfigReader): PlanCodes {
  const list = entry.at('codes');
  if (list.isEmptyList()) list.problem('the list has no entries');
  const read = list.located(planCode);
  for (const { entry: again, key } of repeated(read, ({ value }) => value.code)) {
    again.at.problem(`the code ${key} is listed before`);
  }
  return { rule: ruleId(entry.at('rule')), codes: read.map(({ value }) => value) };
}

function planCode(entry: ConfigReader): PlanCode {
  entry.only(CODE_KEYS);
  return {
    code: entry.at('code').textLike(PLAN_CODE, 'a code of small letters, digits and hyphens'),
    name: inBoth(entry.at('name')),
    ...present({ help: entry.optional('help', inBoth), rule: entry.optional('rule', ruleId) }),
  };
}

function duties(section: ConfigReader): PlanRules['duties'] {
  section.only(PLAN_DUTIES);
  const read: Partial<Record<(typeof PLAN_DUTIES)[number], PlanDutyRule>> = {};
  for (const duty of PLAN_DUTIES) if (section.has(duty)) read[duty] = dutyRule(section.at(duty));
  return read;
}

function dutyRule(entry: ConfigReader): PlanDutyRule {
  entry.only(PLAN_DUTY_KEYS);
  return {
    rule: ruleId(entry.at('rule')),
    due: dutyDue(entry.at('due')),
    ...present({
      lateRule: entry.optional('lateRule', ruleId),
      daysBefore: entry.optional('daysBefore', wholeDays),
      ladder: textAt(entry, 'ladder'),
      when: entry.optional('when', readCondition),
    }),
  };
}

function dutyDue(entry: ConfigReader): PlanDutyRule['due'] {
  if (!entry.has('atStart')) return dueRule(entry);
  entry.only(['atStart']);
  if (!entry.at('atStart').flag())
    entry.at('atStart').problem('true is the only value: another limit is said by its own key');
  return { atStart: true };
}

function wholeDays(entry: ConfigReader): number {
  const is = (value: unknown): value is number => typeof value === 'number' && Number.isInteger(value);
  return entry.matching(is, () => 'a whole number of days, negative for days before', 0);
}

/** A text in both languages. */
function inBoth(entry: ConfigReader): Both {
  entry.only(['sv', 'en']);
  return { sv: entry.at('sv').text(), en: entry.at('en').text() };
}
