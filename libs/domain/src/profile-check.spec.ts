import { readFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';

import { changed, placed } from '../../../test/support/changed.js';
import { nextTransition } from './episode/transitions.js';
import { checkProfile } from './profile-check.js';

const text = readFileSync(new URL('../../../config/profiles/gavleborg.yaml', import.meta.url), 'utf8');
const gavleborg = (): unknown => parse(text);

/** What is wrong with the region's profile after changes to it (see `changed`), as `path: message`. */
function problemsAfter(changes: Readonly<Record<string, unknown>>): string[] {
  const check = checkProfile(changed(gavleborg(), changes));
  return check.ok ? [] : check.problems.map(({ path, message }) => `${path.join('.')}: ${message}`);
}

/** The region's profile without a kind and its transitions; only references to it are left. */
function without(kind: string): Record<string, unknown> {
  const rows = placed(gavleborg(), 'transitions');
  if (!Array.isArray(rows)) throw new Error('transitions are a list');
  return { [`kinds.${kind}`]: undefined, transitions: rows.filter((_row, i) => onOf(i) !== kind) };
}

const onOf = (row: number): unknown => placed(gavleborg(), `transitions.${String(row)}.on`);

describe('a region profile', () => {
  it('is accepted as it stands in the repository, with defaults for what it leaves out', () => {
    const check = checkProfile(gavleborg());
    expect(check.ok ? [] : check.problems).toEqual([]);
    if (!check.ok) return;
    const { profile } = check;
    expect(profile.id).toBe('gavleborg');
    expect([profile.categories.B.readyRule, profile.categories.C.readyRule]).toEqual(['G-CAT-06', 'G-CAT-07']);
    expect(profile.deadlines['kvittens']).toEqual({
      rule: 'G-ACK-03',
      lateRule: 'G-ACK-12',
      lateCode: 'late',
      scope: 'delivery',
      due: { window: 'kvittens' },
      strict: false,
      from: [],
      startedBy: [],
      metBy: [],
      cancelledBy: [],
      ladder: 'kvittens',
    });
    expect(profile.kinds.makulering).toEqual({
      rule: 'G-ADM-09',
      senders: ['slutenvard'],
      recipients: 'withdrawn',
      about: 'stay',
      consentFields: [],
      expectedFields: {},
      retractsAll: false,
    });
    expect(nextTransition(profile.transitions, 'utskrivningsklar', 'inskriven')?.to).toBe('utskrivningsklar');
  });

  it('leaves deliverUnchangedUpdates off when it is not said', () => {
    const check = checkProfile(changed(gavleborg(), { deliverUnchangedUpdates: undefined }));
    expect(check.ok && check.profile.deliverUnchangedUpdates).toBe(false);
  });

  it.each([null, undefined, 'gavleborg', 42, [], {}])('that is no mapping (%p) is one problem', (value) => {
    const check = checkProfile(value);
    expect(check.ok ? [] : check.problems.map(({ path }) => path)).toEqual([[]]);
  });

  it('tells every problem at once', () => {
    const problems = problemsAfter({
      'categories.D.recipients': ['hemsjukvard'],
      'windows.kvittens.times': ['9:00'],
      'deadlines.kvittens.ladder': 'stege',
      'kinds.utskrivningsklar.senders': ['sjukhus'],
      'transitions.0.to': 'inlagd',
    });
    expect(problems.map((problem) => problem.split(':')[0]).sort()).toEqual([
      'categories.D.recipients',
      'deadlines.kvittens.ladder',
      'kinds.utskrivningsklar.senders.0',
      'transitions.0.to',
      'windows.kvittens.times.0',
    ]);
  });
});

describe('the shape of a profile', () => {
  it.each<[string, string, unknown, string]>([
    ['a key that nobody reads', 'deadlines.kvittens.ladderr', 'x', 'deadlines.kvittens.ladderr: unknown key'],
    ['a section that is missing', 'windows', undefined, 'windows: is missing'],
    ['text where a list belongs', 'kinds.makulering.senders', 'slutenvard', 'senders: a list is expected'],
    ['a list where a mapping belongs', 'windows', [], 'windows: a mapping is expected'],
    ['a number where text belongs', 'name', 21, 'name: text in quotes is expected'],
    ['text where a flag belongs', 'categories.B.sip', 'nej', 'categories.B.sip: true or false is expected'],
    ['a negative number of hours', 'ladders.kvittens.2.afterHours', -1, 'afterHours: a number, at least 0'],
    ['a rule id of another form', 'windows.kvittens.rule', 'ACK-3', 'windows.kvittens.rule: a rule id'],
    ['a profile id with blanks', 'profile', 'Region Gävleborg', 'profile: a name of small letters'],
    ['an unknown kind', 'kinds.kommunklart', {}, 'kinds.kommunklart: no such message kind'],
    ['an unknown kind in a deadline', 'deadlines.kvittens.metBy', ['kvitto'], 'deadlines.kvittens.metBy.0: one of'],
    ['an unknown role', 'categories.B.recipients', ['primarvard'], 'categories.B.recipients.0: one of'],
    ['an unknown category', 'needs.0.category', 'F', 'needs.0.category: one of A, B, C, D, BC, CD, E'],
    ['an unknown code', 'deadlines.kvittens.lateCode', 'tardy', 'deadlines.kvittens.lateCode: one of'],
    ['a code that refuses', 'deadlines.kvittens.lateCode', 'unroutable', 'deadlines.kvittens.lateCode: one of'],
    ['an unknown flag code', 'transitions.3.flag.code', 'odd', 'transitions.3.flag.code: one of'],
    ['an unknown state', 'transitions.1.from', 'inlagd', 'transitions.1.from: one of none'],
    ['a name with blanks', 'ladders.egen uppgift', [], 'ladders.egen uppgift: a name consists of small letters'],
    ['two ways to be due', 'deadlines.kvittens.due.hours', 4, 'deadlines.kvittens.due: exactly one of'],
    ['no way to be due', 'deadlines.kvittens.due', {}, 'deadlines.kvittens.due: exactly one of'],
  ])('has no room for %s', (_title, place, value, expected) => {
    expect(problemsAfter({ [place]: value })).toContainEqual(expect.stringContaining(expected));
  });
});

describe('the category table of a profile', () => {
  it.each(['A', 'B', 'C', 'D', 'BC', 'CD', 'E'])('[G-CAT-01] has category %s', (category) => {
    expect(problemsAfter({ [`categories.${category}`]: undefined })).toEqual([
      `categories: planning category ${category} is missing`,
    ]);
  });

  it('[G-CAT-01] has no other category than the seven', () => {
    expect(problemsAfter({ 'categories.F': {} })).toEqual([expect.stringContaining('categories.F: unknown key')]);
  });

  it.each([
    ['D', ['hemsjukvard']],
    ['CD', ['socialtjanst', 'hemsjukvard']],
    ['E', ['socialtjanst', 'sabo']],
  ])('[G-CAT-17] has region open care where %s concerns municipal health care', (category, recipients) => {
    const problems = problemsAfter({ [`categories.${category}.recipients`]: recipients });
    expect(problems).toEqual([expect.stringMatching(new RegExp(`^categories\\.${category}\\.recipients: .*G-CAT-17`))]);
  });

  it('[G-CAT-02] sends notices only where there is somebody to send them to', () => {
    const problem = 'categories.A.recipients: category A sends notices, but to nobody';
    expect(problemsAfter({ 'categories.A.notice': 'always' })).toEqual([problem]);
    expect(problemsAfter({ 'categories.A.ready': 'always' })).toEqual([problem]);
  });

  it('names each recipient once', () => {
    expect(problemsAfter({ 'categories.C.recipients.+': 'socialtjanst' })).toEqual([
      'categories.C.recipients.1: socialtjanst is listed before',
    ]);
  });

  it('[G-CAT-19] lists no set of needs twice, in whatever order', () => {
    expect(problemsAfter({ 'needs.+': { needs: ['oppenvard', 'hemsjukvard'], category: 'CD' } })).toEqual([
      'needs.12: this set of needs is listed before [G-CAT-19]',
    ]);
  });
});

describe('the windows of a profile', () => {
  const times = (value: unknown) => problemsAfter({ 'windows.kvittens.times': value });

  it('[G-ACK-03] open at some time', () => {
    expect(times([])).toEqual(['windows.kvittens.times: the window never opens: it has no times']);
  });

  it.each(['9:00', '24:00', '12:60', '0900', '', 9])('[G-ACK-03] open at times of day, not at %p', (time) => {
    expect(times([time, '13:00'])).toEqual([expect.stringContaining('windows.kvittens.times.0: a time of day')]);
  });

  it.each([[['13:00', '09:00']], [['09:00', '09:00']]])('[G-ACK-03] stand in order and once, not as %p', (value) => {
    expect(times(value)).toEqual(['windows.kvittens.times: times stand in order, each of them once']);
  });
});

describe('the ladders of a profile', () => {
  it.each<[string, string, unknown, string]>([
    ['have steps in order of time', '3.afterHours', 1, '3: the step comes earlier than the one before it'],
    ['name each step once', '3.step', 'chef', '3: the step chef is named before'],
    ['send others than the late unit an eskalering', '1.send', 'paminnelse', '1.send: the responsible unit gets'],
    ['send the late unit a paminnelse', '0.send', 'eskalering', '0.send: the responsible unit gets'],
  ])('[G-ACK-12] %s', (_title, place, value, expected) => {
    const problems = problemsAfter({ [`ladders.kvittens.${place}`]: value });
    expect(problems).toEqual([expect.stringContaining(`ladders.kvittens.${expected}`)]);
  });

  it('have at least one step', () => {
    expect(problemsAfter({ 'ladders.kvittens': [] })).toEqual(['ladders.kvittens: the ladder has no steps']);
  });

  it('repeat steps at windows that exist', () => {
    expect(problemsAfter({ 'ladders.kvittens.0.repeat': 'nattetid' })).toEqual([
      expect.stringContaining('a window that does not exist: nattetid'),
    ]);
  });
});

describe('the deadlines of a profile', () => {
  it.each([
    ['due.window', 'natt', 'no such window: natt'],
    ['due.window', 'constructor', 'no such window: constructor'],
    ['ladder', 'stege', 'no such ladder: stege'],
  ])('refer in %s to what exists, not to %s', (key, value, expected) => {
    expect(problemsAfter({ [`deadlines.kvittens.${key}`]: value })).toEqual([`deadlines.kvittens.${key}: ${expected}`]);
  });

  it('[G-ACK-03] of deliveries are the receipt of some kind', () => {
    const changes = { 'kinds.inskrivningsmeddelande.receipt': undefined, 'kinds.utskrivningsklar.receipt': undefined };
    expect(problemsAfter(changes)).toEqual(['deadlines.kvittens: nothing starts it: it is the receipt of no kind']);
  });

  it.each(['from', 'startedBy', 'metBy', 'cancelledBy'])(
    'of deliveries start with the delivery and end with its receipt, and need no %s',
    (key) => {
      const value = key === 'from' ? ['readyAt'] : ['utskrivningsklar'];
      expect(problemsAfter({ [`deadlines.kvittens.${key}`]: value })).toEqual([
        expect.stringContaining(`deadlines.kvittens.${key}: a delivery deadline`),
      ]);
    },
  );

  it('of deliveries are met by the receipt, and by no content field', () => {
    expect(problemsAfter({ 'deadlines.kvittens.metByField': 'readyAt' })).toEqual([
      'deadlines.kvittens.metByField: only the receipt ends a delivery deadline',
    ]);
  });

  it('of episodes can be started by a message', () => {
    expect(problemsAfter({ 'deadlines.utskrivningsmeddelande.startedBy': [] })).toEqual([
      expect.stringContaining('deadlines.utskrivningsmeddelande: no message can start it'),
    ]);
  });

  it('of episodes can be ended by a message', () => {
    const key = 'deadlines.insatser-samma-dag';
    expect(problemsAfter({ [`${key}.metBy`]: [], [`${key}.cancelledBy`]: [] })).toEqual([
      expect.stringContaining(`${key}: no message can end it`),
    ]);
  });

  it('of episodes cannot be ended by a kind that the region does not have', () => {
    const key = 'deadlines.insatser-samma-dag';
    const problems = problemsAfter({
      ...without('utskrivning-aterkallad'),
      [`${key}.metBy`]: [],
      [`${key}.cancelledBy`]: ['utskrivning-aterkallad'],
    });
    expect(problems).toContainEqual(
      `${key}.cancelledBy: the region has no kind utskrivning-aterkallad: it is not under kinds`,
    );
    expect(problems).toContainEqual(expect.stringContaining(`${key}: no message can end it`));
  });

  it('of episodes say from which content field they run', () => {
    expect(problemsAfter({ 'deadlines.utskrivningsmeddelande.from': undefined })).toEqual([
      expect.stringContaining('deadlines.utskrivningsmeddelande: from is missing'),
    ]);
  });

  it.each([
    ['that the starting kind does not have', 'dischargedAt', 'no kind that starts it has a content field dischargedAt'],
    ['that no kind has', 'toString', 'no kind that starts it has a content field toString'],
    ['that holds no instant', 'assessedBy', 'the content field assessedBy holds no instant'],
  ])('[G-DIS-07] do not run from a content field %s', (_title, field, expected) => {
    expect(problemsAfter({ 'deadlines.utskrivningsmeddelande.from.+': field })).toEqual([
      `deadlines.utskrivningsmeddelande.from: ${expected}`,
    ]);
  });

  it('[G-DIS-07] have a field to run from for every kind that starts them', () => {
    expect(problemsAfter({ 'deadlines.utskrivningsmeddelande.startedBy.+': 'inskrivningsmeddelande' })).toEqual([
      expect.stringContaining('inskrivningsmeddelande starts it but has none of these'),
    ]);
  });

  it('[G-ADM-33] are met by a content field that exists', () => {
    expect(problemsAfter({ 'deadlines.beraknad-utskrivning.metByField': 'datum' })).toEqual([
      expect.stringContaining('metByField: no kind that meets it has a content field datum'),
    ]);
  });
});

describe('the message kinds of a profile', () => {
  const kind = 'inskrivningsmeddelande';
  it.each<[string, string, unknown, string]>([
    ['a sender', 'senders', [], `nobody may send ${kind}`],
    ['a receipt deadline that exists', 'receipt', 'kvitto', 'no such deadline: kvitto'],
    [
      'a receipt deadline for deliveries',
      'receipt',
      'utskrivningsmeddelande',
      'the deadline utskrivningsmeddelande does not have the scope delivery',
    ],
    ['consent for fields that exist', 'consentFields', ['diagnos'], `${kind} has no content field diagnos`],
    ['expected fields that exist', 'expectedFields', { readyAt: 'G-ADM-07' }, `${kind} has no content field readyAt`],
    [
      'withdrawn recipients only for makulering',
      'recipients',
      'withdrawn',
      'withdrawn is the recipients of makulering',
    ],
  ])('have %s', (_title, key, value, expected) => {
    expect(problemsAfter({ [`kinds.${kind}.${key}`]: value })).toEqual([
      expect.stringContaining(`kinds.${kind}.${key}: ${expected}`),
    ]);
  });

  it('[G-ADM-08] name the rule that asks for consent', () => {
    expect(problemsAfter({ [`kinds.${kind}.consentRule`]: undefined })).toEqual([
      expect.stringContaining(`kinds.${kind}.consentFields: consentRule is missing`),
    ]);
  });

  it.each<[string, Record<string, unknown>, string]>([
    [
      'no receipt of a kind that goes to nobody',
      { 'kinds.avdelningsbyte.receipt': 'kvittens' },
      'receipt: the kind goes to nobody',
    ],
    [
      'no gate for a kind that goes to nobody',
      { 'kinds.avdelningsbyte.gate': 'notice' },
      'gate: the kind goes to nobody',
    ],
    [
      'kinds about a person where they are about a person',
      { 'kinds.identitetsbyte.about': undefined },
      'about: identitetsbyte is about a person',
    ],
    [
      'kinds about a stay where they are about a stay',
      { 'kinds.avdelningsbyte.about': 'person' },
      'about: avdelningsbyte is about a stay',
    ],
    [
      'what is told of a person not routed by a category',
      { 'kinds.identitetsbyte.recipients': 'category' },
      'recipients: what is told of a person goes',
    ],
    [
      'no receipt of what is told of a person',
      { 'kinds.identitetsbyte.receipt': 'kvittens' },
      'receipt: what is told of a person',
    ],
    [
      'nothing taken back by what is told of a person',
      { 'kinds.personuppgifter.retracts': 'makulering' },
      'retracts: what is told of a person',
    ],
  ])('[L-ADM-01] [L-PROT-01] have %s', (_title, changes, expected) => {
    expect(problemsAfter(changes)).toContainEqual(expect.stringContaining(expected));
  });

  it('about a person start and end no duties, and have no transitions', () => {
    expect(problemsAfter({ 'deadlines.beraknad-utskrivning.cancelledBy.+': 'personuppgifter' })).toEqual([
      'deadlines.beraknad-utskrivning.cancelledBy: personuppgifter tells of a person and no duty hangs on it',
    ]);
    expect(problemsAfter({ 'transitions.+': { on: 'identitetsbyte', from: 'inskriven', to: 'same' } })).toEqual([
      expect.stringMatching(/^transitions\.\d+: identitetsbyte tells of a person and fits in every state$/),
    ]);
  });

  it('retract kinds that the region has', () => {
    const problems = problemsAfter({
      ...without('avbryt-vardtillfalle'),
      'kinds.utskrivningsklar-aterkallad.retracts': 'avbryt-vardtillfalle',
    });
    expect(problems).toContainEqual(
      'kinds.utskrivningsklar-aterkallad.retracts: the region has no kind avbryt-vardtillfalle: it is not under kinds',
    );
  });
});

describe('the transitions of a profile', () => {
  it('say once what a kind does in a state', () => {
    expect(problemsAfter({ 'transitions.+': { on: 'utskrivningsklar', from: 'inskriven', to: 'same' } })).toEqual([
      expect.stringMatching(/^transitions\.\d+: the transition on utskrivningsklar from inskriven is listed before$/),
    ]);
  });

  it('start from no state that no message leads to', () => {
    expect(
      problemsAfter({ 'transitions.+': { on: 'avbryt-vardtillfalle', from: 'kommunklar', to: 'avbruten' } }),
    ).toEqual(['transitions: no sequence of messages leads to the state kommunklar']);
  });

  it('lead on from every state that is not closed', () => {
    expect(
      problemsAfter({ 'transitions.+': { on: 'inskrivningsmeddelande', from: 'utskriven', to: 'kommunklar' } }),
    ).toEqual(['transitions: nothing leads on from the state kommunklar, which is not closed']);
  });

  it('have a row for every kind but makulering, which goes back to what was before', () => {
    const { transitions } = without('utskrivning-aterkallad');
    expect(problemsAfter({ transitions })).toEqual([
      'kinds.utskrivning-aterkallad: no transition says in which states it fits',
    ]);
  });

  it('are on kinds that the region has', () => {
    expect(problemsAfter({ 'kinds.utskrivning-aterkallad': undefined })).toContainEqual(
      expect.stringMatching(/^transitions\.\d+: the region has no kind utskrivning-aterkallad: it is not under kinds$/),
    );
  });

  it.each(['same', 'previous'])('do not open an episode in the state "%s"', (to) => {
    expect(problemsAfter({ 'transitions.0.to': to })).toContainEqual(
      'transitions.0.to: a new episode has no state to stay in or to go back to',
    );
  });
});
