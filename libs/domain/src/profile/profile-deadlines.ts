import type { ConfigReader } from '../config-reader.js';
import { PARTY_ROLES } from '../message.js';
import { readCondition } from './profile-conditions.js';
import type { CutOff, DeadlineRule, DueRule } from './profile.js';
import {
  calendar,
  flagAt,
  listAt,
  messageKind,
  present,
  remark,
  role,
  ruleId,
  textAt,
  timeOfDay,
} from './profile-values.js';

export const SCOPES = ['delivery', 'answer', 'episode'] as const;
export const RESPONSIBLE = ['sender', 'ward', 'coordinator', ...PARTY_ROLES] as const;
export const INFORMED = ['sender', 'ward'] as const;

/** The keys of a deadline, and of its due rule. */
export const DEADLINE_KEYS = [
  'rule',
  'lateRule',
  'lateCode',
  'scope',
  'responsible',
  'withoutCoordinator',
  'informs',
  'when',
  'roles',
  'due',
  'strict',
  'from',
  'startedBy',
  'after',
  'restarts',
  'metBy',
  'metByField',
  'metWhen',
  'cancelledBy',
  'cancelledWhen',
  'ladder',
  'annotate',
] as const;
export const CUT_OFF_KEYS = ['time', 'calendar', 'before', 'from', 'otherDays'] as const;

/** Reads what a region says of one deadline. */
export function deadlineRule(entry: ConfigReader): DeadlineRule {
  entry.only(DEADLINE_KEYS);
  const rule = ruleId(entry.at('rule'));
  return {
    rule,
    lateRule: entry.optional('lateRule', ruleId) ?? rule,
    lateCode: entry.optional('lateCode', remark) ?? 'late',
    scope: entry.at('scope').oneOf<DeadlineRule['scope']>(SCOPES),
    responsible:
      entry.optional('responsible', (value) => value.oneOf<DeadlineRule['responsible']>(RESPONSIBLE)) ?? 'sender',
    informs: entry.optional('informs', (value) => value.oneOf<DeadlineRule['informs']>(INFORMED)) ?? 'sender',
    roles: listAt(entry, 'roles', role),
    due: dueRule(entry.at('due')),
    strict: flagAt(entry, 'strict'),
    from: listAt(entry, 'from', (item) => item.text()),
    startedBy: listAt(entry, 'startedBy', messageKind),
    metBy: listAt(entry, 'metBy', messageKind),
    cancelledBy: listAt(entry, 'cancelledBy', messageKind),
    ...present({
      restarts: flagAt(entry, 'restarts') ? true : undefined,
      after: entry.optional('after', (value) => value.oneOf<'receipts'>(['receipts'])),
      when: entry.optional('when', readCondition),
      metByField: textAt(entry, 'metByField'),
      metWhen: entry.optional('metWhen', readCondition),
      cancelledWhen: entry.optional('cancelledWhen', readCondition),
      withoutCoordinator: entry.optional('withoutCoordinator', role),
      ladder: textAt(entry, 'ladder'),
      annotate: entry.optional('annotate', (name) => name.oneOf(['servicesFrom'])),
    }),
  };
}

/** How something falls due, by the key that says so; exactly one of them stands in a due rule. */
const WAYS: Readonly<Record<string, (entry: ConfigReader, rule: ConfigReader) => DueRule>> = {
  window: (entry) => ({ window: entry.text() }),
  hours: (entry, rule) => ({
    hours: entry.count(0),
    ...present({
      orEndOf: rule.optional('orEndOf', (value) => value.oneOf<'next-weekday'>(['next-weekday'])),
    }),
  }),
  endOf: (entry) => ({ endOf: entry.oneOf<'day' | 'next-weekday'>(['day', 'next-weekday']) }),
  timeOfDay: (entry) => ({ timeOfDay: timeOfDay(entry) }),
  nextWeekdayAt: (entry) => ({ nextWeekdayAt: timeOfDay(entry) }),
  days: (entry, rule) => ({ days: entry.count(0), calendar: calendar(rule.at('calendar')) }),
  cutOff: (entry) => ({ cutOff: cutOff(entry) }),
};

/** Keys that go with one way of falling due only. */
const BESIDE: Readonly<Record<string, string>> = { orEndOf: 'hours', calendar: 'days' };

export const DUE_KEYS: readonly string[] = [...Object.keys(WAYS), ...Object.keys(BESIDE)];

/** Reads when something falls due. */
export function dueRule(entry: ConfigReader): DueRule {
  entry.only(DUE_KEYS);
  const [way, ...more] = Object.keys(WAYS).filter((one) => entry.has(one));
  if (way === undefined || more.length > 0) entry.problem(`exactly one of ${Object.keys(WAYS).join(', ')} is expected`);
  for (const [key, goesWith] of Object.entries(BESIDE)) {
    if (entry.has(key) && way !== goesWith) entry.at(key).problem(`${key} goes with ${goesWith} only`);
  }
  return WAYS[way ?? '']?.(entry.at(way ?? ''), entry) ?? { hours: 0 };
}

function cutOff(entry: ConfigReader): CutOff {
  entry.only(CUT_OFF_KEYS);
  const from = dueRule(entry.at('from'));
  return {
    time: timeOfDay(entry.at('time')),
    calendar: entry.optional('calendar', calendar) ?? 'every-calendar-day',
    before: dueRule(entry.at('before')),
    from,
    // Without an other rule a day that the calendar does not have is like one after the time.
    otherDays: entry.optional('otherDays', dueRule) ?? from,
  };
}
