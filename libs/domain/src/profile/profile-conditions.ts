import type { Condition } from '../condition.js';
import type { ConfigReader } from '../config-reader.js';
import { calendar, messageKind, present, role, textAt, unrepeated } from './profile-values.js';

/** What can be asked, by the key that says so; exactly one of them stands in a condition. */
const QUESTIONS: Readonly<Record<string, (entry: ConfigReader) => Condition>> = {
  has: (entry) => ({ has: entry.text() }),
  lacks: (entry) => ({ lacks: entry.text() }),
  is: (entry) => {
    entry.only(['path', 'value']);
    return { is: { path: entry.at('path').text(), value: entry.at('value').matching(isPlain, () => PLAIN, '') } };
  },
  in: (entry) => {
    entry.only(['path', 'values']);
    const values = entry.at('values');
    if (values.isEmptyList()) values.problem('the list is empty, so that the condition never holds');
    return { in: { path: entry.at('path').text(), values: unrepeated(values, (item) => item.text()) } };
  },
  ordered: (entry) => ({ ordered: twoPaths(entry) }),
  count: (entry) => {
    entry.only(['path', 'least', 'most']);
    return { count: { path: entry.at('path').text(), ...bounds(entry) } };
  },
  said: (entry) => {
    entry.only(['kind', 'by', 'has']);
    const by = entry.optional('by', (list) => unrepeated(list, role));
    return { said: { kind: messageKind(entry.at('kind')), ...present({ by, has: textAt(entry, 'has') }) } };
  },
  saidByAll: (entry) => {
    entry.only(['kind', 'roles', 'since']);
    const roles = entry.at('roles');
    if (roles.isEmptyList()) roles.problem('the list is empty, so that the condition always holds');
    const since = entry.optional('since', messageKind);
    return {
      saidByAll: { kind: messageKind(entry.at('kind')), roles: unrepeated(roles, role), ...present({ since }) },
    };
  },
  receipted: (entry) => ({ receipted: messageKind(entry) }),
  consent: (entry) => ({ consent: entry.text() }),
  refused: (entry) => ({ refused: entry.text() }),
  agreed: (entry) => {
    entry.only(['scope', 'units']);
    return { agreed: { scope: entry.at('scope').text(), units: entry.at('units').text() } };
  },
  same: (entry) => ({ same: twoPaths(entry) }),
  among: (entry) => ({ among: twoPaths(entry) }),
  apart: (entry) => ({ apart: twoPaths(entry) }),
  every: (entry) => {
    entry.only(['of', 'when', 'must']);
    const when = entry.optional('when', readCondition);
    return { every: { of: entry.at('of').text(), must: readCondition(entry.at('must')), ...present({ when }) } };
  },
  within: (entry) => {
    entry.only(['from', 'through', 'least', 'most']);
    const from = entry.at('from');
    if (from.isEmptyList()) from.problem('the list is empty, so that the condition always holds');
    return {
      within: {
        from: from.list((item) => item.text()),
        through: entry.at('through').text(),
        ...bounds(entry, -A_YEAR),
      },
    };
  },
  lasts: (entry) => {
    entry.only(['from', 'through', 'days', 'calendar']);
    return {
      lasts: {
        from: entry.at('from').text(),
        through: entry.at('through').text(),
        days: entry.at('days').count(1),
        calendar: calendar(entry.at('calendar')),
      },
    };
  },
  longer: (entry) => {
    entry.only(['from', 'through', 'hours']);
    return {
      longer: {
        from: entry.at('from').text(),
        through: entry.at('through').text(),
        hours: entry.at('hours').count(1),
      },
    };
  },
  weekday: (entry) => ({ weekday: entry.text() }),
  age: (entry) => {
    entry.only(['on', 'least', 'most']);
    return { age: { on: entry.at('on').text(), ...bounds(entry) } };
  },
  inWords: (entry) => ({ inWords: entry.text() }),
  all: (entry) => ({ all: several(entry) }),
  any: (entry) => ({ any: several(entry) }),
  not: (entry) => ({ not: readCondition(entry) }),
};

/** The keys of conditions. */
export const CONDITION_KEYS: readonly string[] = Object.keys(QUESTIONS);

const PLAIN = 'a text, a number, true or false';

/** How many days before another a day may have to be. */
export const A_YEAR = 366;

/** Reads a condition as it stands in a profile: a mapping with one key, such as `{ has: content.interventions }`. */
export function readCondition(entry: ConfigReader): Condition {
  entry.only(CONDITION_KEYS);
  const [key, ...more] = CONDITION_KEYS.filter((one) => entry.has(one));
  if (key === undefined || more.length > 0) entry.problem(`exactly one of ${CONDITION_KEYS.join(', ')} is expected`);
  return QUESTIONS[key ?? '']?.(entry.at(key ?? '')) ?? { all: [] };
}

function bounds(entry: ConfigReader, from = 0): { least?: number; most?: number } {
  const least = entry.optional('least', (value) => value.count(from));
  const most = entry.optional('most', (value) => value.count(from));
  if (least === undefined && most === undefined) entry.problem('least or most is expected, or both');
  if (least !== undefined && most !== undefined && least > most) entry.problem('least is more than most');
  return present({ least, most });
}

function twoPaths(entry: ConfigReader): [string, string] {
  const [first, second, ...more] = entry.list((item) => item.text());
  if (first === undefined || second === undefined || more.length > 0) entry.problem('two paths are expected');
  return [first ?? '', second ?? ''];
}

function several(entry: ConfigReader): Condition[] {
  if (entry.isEmptyList()) entry.problem('the list of conditions is empty');
  return entry.list(readCondition);
}

function isPlain(value: unknown): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}
