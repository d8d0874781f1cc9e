import { describe, expect, it } from '@jest/globals';

import { holds, valueAt } from './condition.js';
import type { Condition, Said, Subject } from './condition.js';
import type { Party } from './episode/episode.js';

const subject = (values: Subject['values'] = {}, more: Partial<Subject> = {}): Subject => ({
  values,
  said: [],
  parties: [],
  isReceipted: () => false,
  hasConsent: () => false,
  ...more,
});
const said = (changes: Partial<Said>): Said => ({
  kind: 'kommunklar',
  role: 'socialtjanst',
  unit: 'SOC',
  alsoFor: [],
  content: {},
  ...changes,
});
const PARTIES: Party[] = [
  { role: 'socialtjanst', unit: 'SOC' },
  { role: 'hemsjukvard', unit: 'HSV' },
  { role: 'oppenvard', unit: 'HC' },
];

describe('a path', () => {
  const message = {
    content: { text: '', none: null, list: [], docs: [{ type: 'epikris' }, { type: 'lista' }, {}], deep: { er: 0 } },
  };

  it.each<[string, unknown]>([
    ['content.deep.er', 0],
    ['content.docs.type', ['epikris', 'lista']],
    ['content.text', undefined],
    ['content.none', undefined],
    ['content.list', undefined],
    ['content.list.type', undefined],
    ['content.deep.er.more', undefined],
    ['content.toString', undefined],
    ['nowhere.at.all', undefined],
  ])('%s leads to %j', (path, value) => {
    expect(valueAt(path, subject(message))).toEqual(value);
  });
});

describe('a condition', () => {
  const values = {
    content: {
      flag: false,
      n: 3,
      code: 'gul',
      many: ['a', 'b'],
      day: '2026-11-27',
      early: '2026-11-27T00:30:00+01:00',
      late: '2026-11-27T23:30:00+01:00',
      night: '2026-11-26T23:30:00Z',
      saturday: '2026-11-28T10:00:00+01:00',
      holiday: '2026-12-25T10:00:00+01:00',
    },
  };

  it.each<[boolean, Condition]>([
    [true, { has: 'content.flag' }],
    [false, { has: 'content.none' }],
    [true, { lacks: 'content.none' }],
    [false, { lacks: 'content.flag' }],
    [true, { is: { path: 'content.flag', value: false } }],
    [true, { is: { path: 'content.n', value: 3 } }],
    [false, { is: { path: 'content.none', value: false } }],
    [true, { in: { path: 'content.code', values: ['gron', 'gul'] } }],
    [true, { in: { path: 'content.many', values: ['b'] } }],
    [false, { in: { path: 'content.many', values: ['c'] } }],
    [false, { in: { path: 'content.n', values: ['3'] } }],
    [true, { ordered: ['content.early', 'content.late'] }],
    [false, { ordered: ['content.late', 'content.early'] }],
    [true, { ordered: ['content.late', 'content.day'] }],
    [true, { ordered: ['content.day', 'content.night'] }],
    [true, { ordered: ['content.late', 'content.none'] }],
    [false, { ordered: ['content.saturday', 'content.day'] }],
    [true, { count: { path: 'content.many', least: 2, most: 2 } }],
    [false, { count: { path: 'content.many', most: 1 } }],
    [true, { count: { path: 'content.n', least: 3 } }],
    [false, { count: { path: 'content.none', least: 1 } }],
    [true, { weekday: 'content.day' }],
    [false, { weekday: 'content.saturday' }],
    [false, { weekday: 'content.holiday' }],
    [false, { weekday: 'content.none' }],
    [true, { all: [{ has: 'content.n' }, { has: 'content.day' }] }],
    [false, { all: [{ has: 'content.n' }, { has: 'content.none' }] }],
    [true, { any: [{ has: 'content.none' }, { has: 'content.n' }] }],
    [false, { any: [{ has: 'content.none' }] }],
    [true, { not: { has: 'content.none' } }],
  ])('holds %j: %j', (expected, condition) => {
    expect(holds(condition, subject(values))).toBe(expected);
  });

  it.each([
    ['a Friday to a Wednesday', '2026-11-27', '2026-12-02', true],
    ['a Friday to a Tuesday', '2026-11-27', '2026-12-01', false],
    ['a Friday night to a Wednesday', '2026-11-27T23:59:59+01:00', '2026-12-02', true],
    ['a Wednesday before a Thursday off to a Tuesday', '2026-05-13', '2026-05-19', true],
    ['a Wednesday before a Thursday off to a Monday', '2026-05-13', '2026-05-18', false],
  ])('[B-DIS-06] [B-DIS-08] from %s are three weekdays or not', (_title, from, through, expected) => {
    const lasts: Condition = { lasts: { from: 'c.from', through: 'c.through', days: 3, calendar: 'weekdays' } };
    expect(holds(lasts, subject({ c: { from, through } }))).toBe(expected);
    expect(holds(lasts, subject({ c: { from } }))).toBe(true);
  });

  it('[B-ADM-13] asks for more than so many elapsed hours, of which so many exactly are not more', () => {
    const longer: Condition = { longer: { from: 'c.from', through: 'c.through', hours: 24 } };
    const after = (through: string) => holds(longer, subject({ c: { from: '2026-10-24T20:00:00+02:00', through } }));
    // The night between is an hour longer than others.
    expect(after('2026-10-25T19:00:00+01:00')).toBe(false);
    expect(after('2026-10-25T19:00:00.001+01:00')).toBe(true);
    expect(holds(longer, subject({ c: { from: '2026-10-24T20:00:00+02:00' } }))).toBe(true);
  });

  it('asks what was said earlier, by whom, and with what in it', () => {
    const known = subject({}, { said: [said({ content: { decided: true, nothing: false } })] });
    const asked = (by?: Party['role'][], has?: string): boolean =>
      holds({ said: { kind: 'kommunklar', ...(by && { by }), ...(has && { has }) } }, known);
    expect([asked(), asked(['socialtjanst']), asked(['hemsjukvard'])]).toEqual([true, true, false]);
    expect([asked(undefined, 'decided'), asked(undefined, 'nothing'), asked(undefined, 'gone')]).toEqual([
      true,
      false,
      false,
    ]);
    expect(holds({ said: { kind: 'vardrapport' } }, known)).toBe(false);
  });

  it('[B-MUN-08] asks each party of some roles, who may speak for another role too', () => {
    const roles: Party['role'][] = ['socialtjanst', 'hemsjukvard', 'sabo'];
    const asked = (...heard: Said[]) =>
      holds({ saidByAll: { kind: 'kommunklar', roles } }, subject({}, { said: heard, parties: PARTIES }));
    expect(asked(said({}))).toBe(false);
    expect(asked(said({}), said({ role: 'hemsjukvard', unit: 'HSV' }))).toBe(true);
    expect(asked(said({ alsoFor: ['hemsjukvard'] }))).toBe(true);
    expect(asked(said({}), said({ kind: 'vardrapport', role: 'hemsjukvard', unit: 'HSV' }))).toBe(false);
    expect(asked(said({}), said({ role: 'hemsjukvard', unit: 'HSV-before' }))).toBe(true);
  });

  it('[B-ANS-05] asks two units of one role each for itself', () => {
    const parties: Party[] = [
      { role: 'oppenvard', unit: 'HC' },
      { role: 'oppenvard', unit: 'MOTT' },
    ];
    const answer = (unit: string) => said({ kind: 'svar-pa-inskrivning', role: 'oppenvard', unit });
    const asked = (...heard: Said[]) =>
      holds(
        { saidByAll: { kind: 'svar-pa-inskrivning', roles: ['oppenvard'] } },
        subject({}, { said: heard, parties }),
      );
    expect(asked(answer('HC'))).toBe(false);
    expect(asked(answer('HC'), answer('MOTT'))).toBe(true);
  });

  it('asks for receipts and for consent', () => {
    const known = subject(
      {},
      { isReceipted: (kind) => kind === 'vardrapport', hasConsent: (scope) => scope === 'sip' },
    );
    expect(holds({ receipted: 'vardrapport' }, known)).toBe(true);
    expect(holds({ receipted: 'kommunklar' }, known)).toBe(false);
    expect(holds({ consent: 'sip' }, known)).toBe(true);
    expect(holds({ consent: 'annat' }, known)).toBe(false);
  });
});
