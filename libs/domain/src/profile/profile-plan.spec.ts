import { describe, expect, it } from '@jest/globals';

import { changed, placed } from '../../../../test/support/changed.js';
import { problemsAfter, testRegion } from '../../../../test/support/test-region.js';
import { checkProfile } from './profile-check.js';

/** The plan section of the test region as the hub reads it, after changes. */
function planOf(changes: Readonly<Record<string, unknown>> = {}) {
  const check = checkProfile(changed(testRegion(), changes));
  if (!check.ok) throw new Error(JSON.stringify(check.problems));
  return check.profile.plan;
}

const rowsOn = (kind: string, changes: Readonly<Record<string, unknown>> = {}) =>
  planOf(changes)?.transitions.filter(({ on }) => on === kind) ?? [];

describe('the plan section of a profile', () => {
  it('may be left out, where no kind is about a plan', () => {
    const gavleborg = { profile: 'ingen', ...without(['plan']) };
    expect(problemsAfter(gavleborg)).toContain(
      'kinds.sip-underlag: sip-underlag is about a plan, and the profile has no section plan',
    );
    expect(problemsAfter({ ...gavleborg, ...withoutPlanKinds() })).toEqual([]);
  });

  it('is read with a row for each kind, event and state that stands in a list', () => {
    const plan = planOf();
    expect(plan?.permissions.filter(({ by }) => by.includes('coordinator'))).toEqual([
      { rule: 'B-SIP-02', kind: 'sip-mote', event: 'oppnat', by: ['coordinator', 'care-contact'] },
      { rule: 'B-SIP-02', kind: 'sip-mote', event: 'genomfort', by: ['coordinator', 'care-contact'] },
      { rule: 'B-SIP-02', kind: 'sip-mote', by: ['coordinator'] },
      { rule: 'B-SIP-03', kind: 'sip-huvudmal', by: ['coordinator'] },
      { rule: 'B-SIP-03', kind: 'sip-avslut', by: ['coordinator'] },
    ]);
    expect(rowsOn('sip-mote').map(({ event, from, to }) => [event, from, to])).toEqual([
      ['genomfort', 'samtycke', 'mote-genomfort'],
      ['oppnat', 'samtycke', 'same'],
      ['radrum', 'samtycke', 'same'],
      ['oppnat', 'mote-genomfort', 'same'],
      ['radrum', 'mote-genomfort', 'same'],
    ]);
  });

  it('stands with open for the open states that no other row of the kind names', () => {
    const open = rowsOn('sip-underlag').filter(({ to }) => to === 'same');
    expect(open.map(({ from }) => from)).toEqual(['samtycke', 'mote-genomfort', 'pagaende', 'avliden-aviserad']);
    expect(rowsOn('sip-avslut').map(({ from }) => from)).toEqual([
      'underlag',
      'samtycke',
      'mote-genomfort',
      'pagaende',
      'avliden-aviserad',
    ]);
  });

  it('keeps lists of codes with their names, help and rules, numbers with a sign among them', () => {
    const plan = planOf();
    expect(plan?.headings?.codes[0]).toEqual({
      code: 'hemma',
      name: { sv: 'Hemma', en: 'At home' },
      help: { sv: 'Där jag bor', en: 'Where I live' },
      rule: 'B-SIP-03',
    });
    expect(plan?.scale?.codes.map(({ code }) => code)).toEqual(['-1', '+1']);
    expect(plan?.duties['sip-uppfoljning']).toEqual({
      rule: 'B-SIP-03',
      due: { atStart: true },
      daysBefore: -14,
      ladder: 'egen-uppgift',
    });
  });

  it('stands with any for every open state, whether or not another row names it', () => {
    const rows = rowsOn('samtycke-aterkallat');
    const open = ['underlag', 'samtycke', 'mote-genomfort', 'pagaende', 'avliden-aviserad'];
    expect(rows.map(({ from, to }) => [from, to])).toEqual([
      ...open.map((from) => [from, 'avslutad']),
      ...open.map((from) => [from, 'same']),
    ]);
    expect(rowsOn('sip-underlag').flatMap(({ from, to }) => (to === 'avslutad' ? [from] : []))).toEqual(open);
  });

  it('leaves out of any what a row before it has decided', () => {
    const last = { on: 'sip-mote', event: 'genomfort', from: 'any', to: 'same' };
    const rows = rowsOn('sip-mote', { 'plan.transitions.+': last }).filter(({ event }) => event === 'genomfort');
    expect(rows.map(({ from, to }) => `${from} ${to}`)).toEqual([
      'samtycke mote-genomfort',
      ...['underlag', 'mote-genomfort', 'pagaende', 'avliden-aviserad'].map((from) => `${from} same`),
    ]);
  });

  const permission = { rule: 'B-SIP-02', kind: 'sip-mote', event: 'radrum', by: ['coordinator'] };
  const row = { on: 'sip-mote', event: 'genomfort', from: 'samtycke', to: 'same' };
  it.each<[string, Record<string, unknown>, string]>([
    ['unknown keys', { 'plan.colour': 'blue' }, 'plan.colour: unknown key'],
    ['a role without a name', { 'plan.coordinator.name.en': '' }, 'plan.coordinator.name.en: text is expected'],
    ['nobody who may', { 'plan.permissions.0.by': [] }, 'plan.permissions.0.by: the list is empty, so that nobody may'],
    [
      'somebody unknown who may',
      { 'plan.permissions.0.by': ['chefen'] },
      'plan.permissions.0.by.0: one of coordinator',
    ],
    ['a permission that is never asked', { 'plan.permissions.+': permission }, 'stands before it and decides'],
    [
      'an event that the kind has not',
      { 'plan.permissions.1.event': 'hallet' },
      'hallet is no event of sip-mote: it is one of oppnat, genomfort',
    ],
    [
      'an event of a kind that has none',
      { 'plan.permissions.0.event': 'ny' },
      'plan.permissions.0: sip-underlag has no events',
    ],
    [
      'a kind that the region has not',
      { 'plan.permissions.0.kind': 'sip-delmal' },
      'the region has no kind sip-delmal: it is not under kinds',
    ],
    [
      'a kind that changes no plan',
      { 'plan.permissions.0.kind': 'kommunklar' },
      'kommunklar changes no plan: it has neither about: plan nor changesPlan',
    ],
    ['administrators who are nobody', { 'plan.administrators.types': [] }, 'so that nobody is one'],
    [
      'an administrator where there are none',
      { 'plan.administrators': undefined },
      'by: the profile names no administrators',
    ],
    ['a row that is never asked', { 'plan.transitions.+': row }, 'stands before it and always holds'],
    [
      'a row that is never asked after one for any open state',
      { 'plan.transitions.+': { on: 'avliden', event: 'manuell', from: 'pagaende', to: 'avslutad' } },
      'a row on avliden from pagaende stands before it and always holds',
    ],
    [
      'a state in which nothing could have begun',
      { 'plan.transitions.1.to': 'same' },
      'plan.transitions.1.to: a new plan has no state to stay in',
    ],
    [
      'a state that nobody reaches',
      { 'plan.transitions.+': { on: 'sip-avslut', from: 'kallad', to: 'avslutad' } },
      'no sequence of messages leads to the state kallad',
    ],
    [
      'a way on from a plan that is over',
      { 'plan.transitions.+': { on: 'sip-avslut', from: 'avslutad', to: 'pagaende' } },
      'a plan that is avslutad is over: a new need begins a new one',
    ],
    [
      'a condition that asks for what is nowhere',
      { 'plan.transitions.0.when': { has: 'plan.consent.sip' } },
      'when: nothing stands at plan.consent.sip',
    ],
    ['an empty list of codes', { 'plan.headings.codes': [] }, 'plan.headings.codes: the list has no entries'],
    [
      'a code that is there already',
      { 'plan.headings.codes.1.code': 'hemma' },
      'plan.headings.codes.1: the code hemma is listed before',
    ],
    [
      'a code with blanks',
      { 'plan.scale.codes.0.code': 'inte alls' },
      'plan.scale.codes.0.code: a code of small letters',
    ],
    ['a consent about something else', { 'plan.consent.toCall': ['allt'] }, 'plan.consent.toCall.0: one of kallelse'],
    ['a duty that nobody knows', { 'plan.duties.sip-fika': {} }, 'plan.duties.sip-fika: unknown key'],
    [
      'a ladder that is not there',
      { 'plan.duties.sip-samtycke.ladder': 'svar-igen' },
      'plan.duties.sip-samtycke.ladder: no such ladder: svar-igen',
    ],
    [
      'a window that is not there',
      { 'plan.duties.sip-huvudmal.due': { window: 'natt' } },
      'plan.duties.sip-huvudmal.due.window: no such window: natt',
    ],
    [
      'a duty that nothing can start',
      { 'plan.duties.sip-kvittens': { rule: 'B-SIP-02', due: { hours: 24 } } },
      'plan.duties.sip-kvittens: nothing can start it',
    ],
    [
      'a duty that nothing can end',
      { 'plan.duties.sip-delmal-insatser': { rule: 'B-SIP-02', due: { hours: 24 } } },
      'plan.duties.sip-delmal-insatser: nothing can end it',
    ],
    [
      'a duty to ask for what nobody has to consent to',
      { 'plan.consent.toCall': [] },
      'plan.duties.sip-samtycke: nothing can start it: plan.consent.toCall asks for nothing',
    ],
    [
      'a duty that asks for a message',
      { 'plan.duties.sip-huvudmal.when': { has: 'content.text' } },
      'content.text is about a message: duties are asked of the plan alone',
    ],
    ['days that are no whole number', { 'plan.duties.sip-uppfoljning.daysBefore': 1.5 }, 'a whole number of days'],
    ['a limit that is said twice', { 'plan.duties.sip-uppfoljning.due.hours': 1 }, 'due.hours: unknown key'],
    ['no limit', { 'plan.duties.sip-uppfoljning.due.atStart': false }, 'due.atStart: true is the only value'],
    [
      'a colour by name',
      { 'plan.calendar.colours.sip': 'blue' },
      "plan.calendar.colours.sip: a colour such as '#1f6feb'",
    ],
    ['days out of order', { 'plan.followUpDays.least': 200 }, 'plan.followUpDays.least: least is more than most'],
    ['a window on another side', { 'plan.paper.window': 'top' }, 'plan.paper.window: one of left, right'],
  ])('has no room for %s', (_title, changes, expected) => {
    expect(problemsAfter(changes)).toContainEqual(expect.stringContaining(expected));
  });

  it('says of each kind about a plan who may send it and in which states it fits', () => {
    const { permissions, transitions } = placedPlan();
    const problems = problemsAfter({
      'plan.permissions': permissions.filter(({ kind }) => kind !== 'sip-delgivning'),
      'plan.transitions': transitions.filter(({ on }) => on !== 'sip-avslut'),
    });
    expect(problems).toContain('kinds.sip-delgivning: no row of plan.permissions says who may do it');
    expect(problems).toContain('kinds.sip-avslut: no row of plan.transitions says in which states of a plan it fits');
  });

  it('has a message that begins a plan, and a way on from each open state', () => {
    const { transitions } = placedPlan();
    const problems = problemsAfter({ 'plan.transitions': transitions.filter(({ from }) => from !== 'none') });
    expect(problems).toContain('plan.transitions: no message begins a plan: no row has from: none');
    const stuck = problemsAfter({
      'plan.transitions': transitions.map((one) => (one.on === 'sip-avslut' ? { ...one, to: 'same' } : one)),
    });
    expect(stuck).toContainEqual(
      expect.stringMatching(
        /^plan\.transitions\.\d+: nothing leads on from the state pagaende, in which a plan is open$/,
      ),
    );
  });
});

describe('a table in which a plan goes on as if nothing had happened', () => {
  const rows = placedPlan().transitions;
  const problemsWith = (changed: (row: (typeof rows)[number]) => readonly unknown[]) =>
    problemsAfter({ 'plan.transitions': rows.flatMap(changed) });
  const OPEN = 'underlag, samtycke, mote-genomfort, pagaende, avliden-aviserad';
  const isDeath = (row: (typeof rows)[number], event: string) => row.on === 'avliden' && row.event === event;

  it.each(['manuell', 'folkbokforing'])('[N-CLOSE-11] [N-CLOSE-13] is refused: after a death (%s)', (event) => {
    const problem = `plan.transitions: a death (${event}) leads nowhere in ${OPEN}`;
    const condition = { is: { path: 'acting.stay', value: true } };
    expect(problemsWith((row) => (isDeath(row, event) ? [{ ...row, to: 'same' }] : [row]))).toContainEqual(
      expect.stringContaining(problem.replace(', avliden-aviserad', '')),
    );
    expect(problemsWith((row) => (isDeath(row, event) ? [{ ...row, when: condition }] : [row]))).toContain(problem);
    expect(problemsWith((row) => (isDeath(row, event) ? [{ ...row, from: 'pagaende' }] : [row]))).toContain(
      `plan.transitions: a death (${event}) leads nowhere in ${OPEN.replace(' pagaende,', '')}`,
    );
  });

  it('[N-CLOSE-11] is refused: a death told by hand that closes nothing', () => {
    const noticed = problemsWith((row) => (isDeath(row, 'manuell') ? [{ ...row, to: 'avliden-aviserad' }] : [row]));
    expect(noticed).toEqual(['plan.transitions: no row closes a plan when a death is told by hand']);
  });

  it.each(['samtycke-aterkallat', 'sip-underlag'])('[N-CLOSE-14] is refused: after %s that takes it back', (kind) => {
    const problem = `plan.transitions: ${kind} that takes back a consent of plan.consent.closes ends no plan in `;
    const isEnd = (row: (typeof rows)[number]) => row.on === kind && row.from === 'any';
    const found = (to: readonly unknown[] | string) =>
      problemsWith((row) => (!isEnd(row) ? [row] : typeof to === 'string' ? [{ ...row, to }] : [...to]));
    expect(found([])).toContainEqual(expect.stringContaining(problem));
    expect(found('same')).toContain(`${problem}${OPEN}`);
    expect(problemsAfter({ 'plan.consent.closes': [], 'plan.transitions': rows.filter((row) => !isEnd(row)) })).toEqual(
      [],
    );
  });

  it('is none where the kind fits nowhere in a state, and one where it fits everywhere by itself', () => {
    const fits = problemsWith((row) => (row.on === 'samtycke-aterkallat' ? [] : [row]));
    expect(fits).toContainEqual(expect.stringContaining('samtycke-aterkallat that takes back'));
    const narrow = problemsWith((row) => (row.on === 'samtycke-aterkallat' ? [{ ...row, from: 'pagaende' }] : [row]));
    expect(narrow).toEqual([]);
  });
});

describe('kinds about a plan', () => {
  it.each<[string, Record<string, unknown>, string]>([
    ['about something else', { 'kinds.sip-mote.about': 'stay' }, 'kinds.sip-mote.about: sip-mote is about a plan'],
    [
      'what is no part of one',
      { 'kinds.kommunklar.about': 'plan' },
      'kinds.kommunklar.about: kommunklar is not about a plan',
    ],
    [
      'what never changes one',
      { 'kinds.kommunklar.changesPlan': true },
      'kinds.kommunklar.changesPlan: kommunklar never changes a plan',
    ],
    [
      'participants of what is no plan',
      { 'kinds.kommunklar.recipients': 'participants' },
      'kinds.kommunklar.recipients: only a plan has participants',
    ],
    [
      'the parties of a stay',
      { 'kinds.sip-mote.recipients': 'parties' },
      'kinds.sip-mote.recipients: what is about a plan goes to its participants',
    ],
    ['a gate', { 'kinds.sip-mote.gate': 'sip' }, 'kinds.sip-mote.gate: the kind belongs to no stay'],
    [
      'a row in the table of stays',
      { 'transitions.+': { on: 'sip-mote', from: 'inskriven', to: 'same' } },
      'sip-mote is about a plan: its rows stand in plan.transitions',
    ],
    [
      'a deadline of stays',
      { 'deadlines.sip-kallelse.metBy': ['sip-mote'] },
      'sip-mote belongs to no stay and no duty hangs on it',
    ],
  ])('have no room for %s', (_title, changes, expected) => {
    expect(problemsAfter(changes)).toContainEqual(expect.stringContaining(expected));
  });
});

interface Written {
  permissions: { kind: unknown }[];
  transitions: { on: unknown; from: unknown; event?: unknown }[];
}

function placedPlan(): Written {
  return placed(testRegion(), 'plan') as Written;
}

function without(places: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(places.map((place) => [place, undefined]));
}

function withoutPlanKinds(): Record<string, unknown> {
  const kinds = ['sip-underlag', 'sip-mote', 'sip-huvudmal', 'sip-delgivning', 'sip-ateroppnande', 'sip-avslut'];
  const beside = ['samtycke-aterkallat', 'avliden'];
  return without([...kinds.map((kind) => `kinds.${kind}`), ...beside.map((kind) => `kinds.${kind}.changesPlan`)]);
}
