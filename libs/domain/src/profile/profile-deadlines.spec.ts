import { describe, expect, it } from '@jest/globals';

import { problemsAfter, without } from '../../../../test/support/test-region.js';

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
    expect(problemsAfter(changes)).toContain('deadlines.kvittens: nothing starts it: it is the receipt of no kind');
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

describe('how a deadline falls due', () => {
  const due = (value: unknown) => problemsAfter({ 'deadlines.svar-pa-inskrivning.due': value });
  const at = 'deadlines.svar-pa-inskrivning.due';

  it.each<unknown>([
    { window: 'vardag' },
    { hours: 0.5 },
    { hours: 24, orEndOf: 'next-weekday' },
    { endOf: 'day' },
    { endOf: 'next-weekday' },
    { timeOfDay: '12:00' },
    { nextWeekdayAt: '08:00' },
    { days: 3, calendar: 'weekdays' },
    { days: 0, calendar: 'every-calendar-day' },
    { cutOff: { time: '12:00', before: { days: 3, calendar: 'weekdays' }, from: { window: 'vardag' } } },
  ])('[B-ANS-01] may be %j', (value) => expect(due(value)).toEqual([]));

  it.each<[unknown, string]>([
    [{ hours: 24, orEndOf: 'day' }, `${at}.orEndOf: one of next-weekday`],
    [{ endOf: 'day', orEndOf: 'next-weekday' }, `${at}.orEndOf: orEndOf goes with hours only`],
    [{ days: 3 }, `${at}.calendar: is missing`],
    [{ hours: 3, calendar: 'weekdays' }, `${at}.calendar: calendar goes with days only`],
    [{ days: -1, calendar: 'weekdays' }, `${at}.days: a number, at least 0`],
    [{ nextWeekdayAt: '8' }, `${at}.nextWeekdayAt: a time of day`],
    [{ cutOff: { time: '15:00', before: { endOf: 'day' } } }, `${at}.cutOff.from: is missing`],
    [{ cutOff: { time: '15', before: { endOf: 'day' }, from: { hours: 1 } } }, `${at}.cutOff.time: a time of day`],
    [
      { cutOff: { time: '15:00', before: { window: 'natt' }, from: { hours: 1 } } },
      `${at}.cutOff.before.window: no such window: natt`,
    ],
    [
      { cutOff: { time: '15:00', before: { hours: 1 }, from: { window: 'natt' } } },
      `${at}.cutOff.from.window: no such window: natt`,
    ],
    [
      { cutOff: { time: '15:00', before: { hours: 1 }, from: { hours: 1 }, otherDays: { window: 'natt' } } },
      `${at}.cutOff.otherDays.window: no such window: natt`,
    ],
  ])('[B-ACK-03] may not be %j', (value, expected) => {
    expect(due(value)).toContainEqual(expect.stringContaining(expected));
  });

  it('[B-ACK-06] is on days without the calendar as after the cut-off, unless it is said', () => {
    const cutOff = { time: '15:00', before: { endOf: 'day' }, from: { window: 'natt' } };
    expect(due({ cutOff })).toEqual([`${at}.cutOff.from.window: no such window: natt`]);
  });
});

describe('who owes what a deadline is about', () => {
  it.each<[string, Record<string, unknown>, string]>([
    [
      'roles that some category concerns',
      { 'deadlines.svar-pa-inskrivning.roles.+': 'extern' },
      'deadlines.svar-pa-inskrivning.roles: no category concerns extern, so that nobody owes it',
    ],
    [
      'a responsible role that some category concerns',
      { 'deadlines.fast-vardkontakt.responsible': 'extern' },
      'deadlines.fast-vardkontakt.responsible: no category concerns extern, so that nobody owes it',
    ],
    [
      'roles that may send what ends it',
      { 'kinds.svar-pa-inskrivning.senders': ['oppenvard'] },
      'deadlines.svar-pa-inskrivning.metBy: socialtjanst owes it but may send none of these',
    ],
    [
      'a responsible role that may send what ends it',
      { 'deadlines.fast-vardkontakt.responsible': 'socialtjanst' },
      'deadlines.fast-vardkontakt.metBy: socialtjanst owes it but may send none of these',
    ],
    [
      'a sender that may send what ends it',
      { 'deadlines.fast-vardkontakt.responsible': undefined },
      'deadlines.fast-vardkontakt.metBy: slutenvard owes it but may send none of these',
    ],
    [
      'a ward that may send what ends it',
      { 'deadlines.fast-vardkontakt.responsible': 'ward' },
      'deadlines.fast-vardkontakt.metBy: slutenvard owes it but may send none of these',
    ],
    [
      'roles only for answers',
      { 'deadlines.fast-vardkontakt.roles': ['oppenvard'] },
      'deadlines.fast-vardkontakt.roles: only for the scope answer: which of the recipients owe one',
    ],
    [
      'each recipient for its own answer',
      { 'deadlines.svar-pa-inskrivning.responsible': 'ward' },
      'deadlines.svar-pa-inskrivning.responsible: each recipient is responsible for its own: the scope is answer',
    ],
  ])('[B-ANS-04] are %s', (_title, changes, expected) => expect(problemsAfter(changes)).toContainEqual(expected));

  it('[G-FVK-06] are the unit that coordinates, and a role as long as none does', () => {
    const owed = (changes: object) =>
      problemsAfter({
        'deadlines.fast-vardkontakt.responsible': 'coordinator',
        'deadlines.fast-vardkontakt.withoutCoordinator': 'oppenvard',
        ...changes,
      });
    expect(owed({})).toEqual([]);
    const alone = expect.stringContaining('deadlines.fast-vardkontakt.withoutCoordinator: it says who owes it while');
    expect(owed({ 'deadlines.fast-vardkontakt.withoutCoordinator': undefined })).toEqual([alone]);
    expect(owed({ 'deadlines.fast-vardkontakt.responsible': 'oppenvard' })).toEqual([alone]);
    expect(owed({ 'deadlines.fast-vardkontakt.withoutCoordinator': 'extern' })).toContainEqual(
      'deadlines.fast-vardkontakt.withoutCoordinator: no category concerns extern, so that nobody owes it',
    );
    expect(owed({ 'deadlines.fast-vardkontakt.withoutCoordinator': 'socialtjanst' })).toContainEqual(
      'deadlines.fast-vardkontakt.metBy: socialtjanst owes it but may send none of these',
    );
  });

  it('[B-ANS-04] are all recipients of an answer when no roles are given', () => {
    expect(problemsAfter({ 'deadlines.svar-pa-inskrivning.roles': undefined })).toEqual([]);
    const changes = {
      'deadlines.svar-pa-inskrivning.roles': undefined,
      'kinds.svar-pa-inskrivning.senders': ['oppenvard', 'socialtjanst', 'sabo'],
    };
    expect(problemsAfter(changes)).toEqual([
      'deadlines.svar-pa-inskrivning.metBy: hemsjukvard owes it but may send none of these',
    ]);
  });
});

describe('when a deadline starts and ends', () => {
  it('is where its condition holds, asked of the message that starts it', () => {
    const when = { is: { path: 'content.coordinator', value: true } };
    expect(problemsAfter({ 'deadlines.fast-vardkontakt.when': when })).toEqual([
      'deadlines.fast-vardkontakt.when.is.path: nothing stands at content.coordinator in inskrivningsmeddelande',
    ]);
    expect(problemsAfter({ 'deadlines.svar-pa-inskrivning.when': { has: 'content.reason' } })).toEqual([]);
    expect(problemsAfter({ 'deadlines.kvittens.when': { has: 'content.readyAt' } })).toEqual([
      'deadlines.kvittens.when: a delivery deadline starts with the delivery',
    ]);
  });

  it('is where what meets it says so', () => {
    expect(problemsAfter({ 'deadlines.fast-vardkontakt.metWhen': { lacks: 'content.admittedAt' } })).toEqual([
      'deadlines.fast-vardkontakt.metWhen.lacks: nothing stands at content.admittedAt in fast-vardkontakt',
    ]);
  });

  it('[G-FVK-02] is after receipts of a kind that asks for them, and then needs no field', () => {
    expect(problemsAfter({ 'deadlines.fast-vardkontakt.from': ['admittedAt'] })).toEqual([
      expect.stringContaining('deadlines.fast-vardkontakt.from: it starts with the last receipt'),
    ]);
    expect(problemsAfter({ 'deadlines.fast-vardkontakt.startedBy': ['planerad-inskrivning'] })).toEqual([
      'deadlines.fast-vardkontakt.startedBy: planerad-inskrivning asks for no receipt',
    ]);
    expect(problemsAfter({ 'deadlines.kvittens.after': 'receipts' })).toEqual([
      'deadlines.kvittens.after: a delivery deadline starts with the delivery',
    ]);
    expect(problemsAfter({ 'deadlines.kvittens.metWhen': { has: 'receivedAt' } })).toEqual([
      'deadlines.kvittens.metWhen: only the receipt ends a delivery deadline',
    ]);
  });

  it('[B-CALL-05] [B-INI-05] may be from what the stay knows, which holds an instant', () => {
    const from = (field: string) => problemsAfter({ 'deadlines.utskrivningsmeddelande.from': [field] });
    expect(from('episode.readyAt')).toEqual([]);
    expect(from('episode.ready')).toEqual(['deadlines.utskrivningsmeddelande.from: nothing stands at episode.ready']);
    expect(from('episode.state')).toEqual(['deadlines.utskrivningsmeddelande.from: episode.state holds no instant']);
  });

  it('[G-CON-07] is over where a condition holds of the stay', () => {
    const over = (condition: unknown) => problemsAfter({ 'deadlines.utskrivningsmeddelande.cancelledWhen': condition });
    expect(over({ any: [{ refused: 'sip' }, { is: { path: 'category.sip', value: false } }] })).toEqual([]);
    expect(over({ has: 'episode.sipp' })).toEqual([
      'deadlines.utskrivningsmeddelande.cancelledWhen.has: nothing stands at episode.sipp',
    ]);
    expect(problemsAfter({ 'deadlines.kvittens.cancelledWhen': { refused: 'sip' } })).toEqual([
      'deadlines.kvittens.cancelledWhen: a delivery deadline starts with the delivery',
    ]);
  });

  it('is never with a message that belongs to no stay', () => {
    expect(problemsAfter({ 'deadlines.svar-pa-inskrivning.startedBy.+': 'fristaende-meddelande' })).toEqual([
      expect.stringMatching(/startedBy: fristaende-meddelande belongs to no stay and no duty hangs on it$/),
    ]);
  });
});
