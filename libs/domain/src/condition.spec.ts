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
  consentTo: () => undefined,
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

  it.each<[boolean, object]>([
    [true, { least: 0 }],
    [true, { least: 7, most: 7 }],
    [false, { least: 8 }],
    [false, { most: 6 }],
  ])('[G-COL-18] counts civil days from the first day that is known: %s with %j', (expected, bounds) => {
    // Over the night that has an hour more, from late in the evening to early in the morning.
    const days = { a: '2026-10-20T23:59:59+02:00', b: '2026-10-27T00:00:00+01:00' };
    const within: Condition = { within: { from: ['c.none', 'c.a', 'c.b'], through: 'c.b', ...bounds } };
    expect(holds(within, subject({ c: days }))).toBe(expected);
    expect(holds(within, subject({ c: { b: days.b } }))).toBe(holds(within, subject({ c: { a: days.b, b: days.b } })));
  });

  it('[B-CALL-07] [G-COL-18] counts days before as negative, and holds where a day is missing', () => {
    const within: Condition = { within: { from: ['c.a'], through: 'c.b', least: -1, most: 1 } };
    const on = (b: string) => holds(within, subject({ c: { a: '2026-11-26', b } }));
    expect(['2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27', '2026-11-28'].map(on)).toEqual([
      false,
      true,
      true,
      true,
      false,
    ]);
    expect(holds(within, subject({ c: { a: '2026-11-26' } }))).toBe(true);
    expect(holds(within, subject({ c: { b: '2026-11-26' } }))).toBe(true);
  });

  it('[G-FVK-06] asks whether the same stands at two places, and holds where one is missing', () => {
    const same: Condition = { same: ['c.a', 'c.b'] };
    expect(holds(same, subject({ c: { a: 'HC', b: 'HC' } }))).toBe(true);
    expect(holds(same, subject({ c: { a: 'HC', b: 'HSV' } }))).toBe(false);
    expect(holds(same, subject({ c: { a: 'HC' } }))).toBe(true);
    expect(holds(same, subject({ c: { b: 'HC' } }))).toBe(true);
  });

  it('[N-MAP-06] [S-MAP-05] asks whether what stands at one place stands at another, or nothing of it', () => {
    const known = { codes: ['hem', 'halsa'] };
    const among: Condition = { among: ['c.a', 'codes'] };
    const apart: Condition = { apart: ['c.a', 'codes'] };
    const asked = (condition: Condition, a: unknown, more: object = known) =>
      holds(condition, subject({ c: { a }, ...more }));
    expect([asked(among, 'hem'), asked(among, ['hem', 'halsa']), asked(among, ['hem', 'ute'])]).toEqual([
      true,
      true,
      false,
    ]);
    expect([asked(among, undefined), asked(among, 'ute', {})]).toEqual([true, true]);
    expect([asked(apart, 'ute'), asked(apart, ['ute', 'hem']), asked(apart, undefined)]).toEqual([true, false, true]);
  });

  it('[N-MEET-09] asks something of every item of a list, or of each for which something holds', () => {
    const every: Condition = {
      every: { of: 'list', when: { is: { path: 'item.there', value: true } }, must: { has: 'item.name' } },
    };
    const asked = (list?: object[]) => holds(every, subject({ list }));
    expect(asked([{ there: true, name: 'Siv' }, { there: false }])).toBe(true);
    expect(asked([{ there: true, name: 'Siv' }, { there: true }])).toBe(false);
    expect([asked([]), asked()]).toEqual([true, true]);
    const outside: Condition = { every: { of: 'list', must: { same: ['item.unit', 'sender'] } } };
    expect(holds(outside, subject({ sender: 'HC', list: [{ unit: 'HC' }, { unit: 'SOC' }] }))).toBe(false);
  });

  it('[B-CALL-10] [G-CON-07] asks for a no, which is more than no word, and for the units that a yes is for', () => {
    const word = (consent: ReturnType<Subject['consentTo']>) =>
      subject({ recipients: ['HC', 'SOC'] }, { consentTo: (scope) => (scope === 'sip' ? consent : undefined) });
    const refused: Condition = { refused: 'sip' };
    expect([undefined, { given: true }, { given: false }].map((one) => holds(refused, word(one)))).toEqual([
      false,
      false,
      true,
    ]);
    expect(holds({ refused: 'annat' }, word({ given: false }))).toBe(false);
    const agreed: Condition = { agreed: { scope: 'sip', units: 'recipients' } };
    const actors = [['HC', 'SOC', 'HSV'], ['HC'], []];
    expect(actors.map((some) => holds(agreed, word({ given: true, actors: some })))).toEqual([true, false, false]);
    expect(holds(agreed, word({ given: true }))).toBe(true);
    expect(holds({ agreed: { scope: 'sip', units: 'none' } }, word({ given: true, actors: [] }))).toBe(true);
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

describe('the age of the patient', () => {
  const of = (id: string, on: string | undefined, idType = 'personnummer') =>
    subject({ patient: { id, idType }, content: { on } });
  const adult: Condition = { age: { on: 'content.on', least: 18 } };

  it.each<[string, string, boolean]>([
    ['200811279987', '2026-11-26', false],
    ['200811279987', '2026-11-27', true],
    ['200811279987', '2026-11-26T22:59:59Z', false],
    ['200811279987', '2026-11-26T23:00:00Z', true],
    ['200802299987', '2026-02-27', false],
    ['200802299987', '2026-02-28', true],
    ['200402299987', '2024-02-28', true],
    ['192811279987', '2026-01-01', true],
    ['202811279987', '2026-01-01', true],
  ])('is that of %s on %s, in Swedish days: 18 or more %s', (id, on, expected) => {
    expect(holds(adult, of(id, on))).toBe(expected);
  });

  it('has an upper bound too', () => {
    const child: Condition = { age: { on: 'content.on', most: 17 } };
    expect(['2026-11-26', '2026-11-27'].map((on) => holds(child, of('200811279987', on)))).toEqual([true, false]);
  });

  it.each<[string, Subject]>([
    ['a reservnummer', of('20081127T123', '2026-01-01', 'reservnummer')],
    ['no day', of('200811279987', undefined)],
    ['no patient', subject({ content: { on: '2026-01-01' } })],
  ])('is asked only where it is known: %s', (_title, known) => {
    expect(holds(adult, known)).toBe(true);
  });

  it('of a samordningsnummer is reckoned without the 60', () => {
    const at = (on: string) => holds(adult, of('200811879987', on, 'samordningsnummer'));
    expect([at('2026-11-26'), at('2026-11-27')]).toEqual([false, true]);
  });
});

describe('what is in words', () => {
  const words = (...texts: unknown[]) => holds({ inWords: 'content.list.name' }, subject({ content: { list: texts } }));
  const named = (...names: string[]) => words(...names.map((name) => ({ name })));

  it.each(['Dusch', 'bad', 'HEMTJÄNST', 'Hjälp att duscha (HTJ3)', 'Öga: droppar', 'a\u030akning'])('is %j', (text) => {
    expect(named(text)).toBe(true);
  });

  it.each(['HTJ3', 'Z76.3', '4:1 SoL', 'ADL', '12', 'QD015', 'N02BE01', 'ht', '---', 'X1dusch'])(
    'is not %j',
    (text) => {
      expect(named(text)).toBe(false);
    },
  );

  it('is each of several, and nothing at all', () => {
    expect([named('Dusch', 'HTJ3'), named('Dusch', 'bad'), named(), words({ other: 'HTJ3' })]).toEqual([
      ...[false, true, true, true],
    ]);
  });
});
