import { describe, expect, it } from '@jest/globals';

import { problemsAfter } from '../../../../test/support/test-region.js';

const AT = 'kinds.kommunklar.checks.1.must';
const WHAT = 'content.interventions.name';

/** What is wrong with the test region when that is what one of its checks of kommunklar asks. */
const asked = (must: unknown) => problemsAfter({ [AT]: must });

describe('a condition of a profile', () => {
  it.each<unknown>([
    { has: 'content.decided' },
    { lacks: 'patient.address.city' },
    { has: WHAT },
    { has: 'sender.type' },
    { has: 'episode.careContacts.name' },
    { is: { path: 'episode.coordinator.role', value: 'oppenvard' } },
    { in: { path: 'roles', values: ['sabo'] } },
    { is: { path: 'openStay', value: true } },
    { in: { path: 'unit.type', values: ['korttidsboende'] } },
    { said: { kind: 'kommunklar', by: ['sabo', 'oppenvard'] } },
    { has: 'episode.colours.sabo' },
    { is: { path: 'content.decided', value: false } },
    { is: { path: 'sender.municipality', value: '2180' } },
    { is: { path: 'episode.state', value: 'utskrivningsklar' } },
    { in: { path: 'content.branches', values: ['sabo'] } },
    { in: { path: 'planningCategory', values: ['A', 'E'] } },
    { in: { path: 'needs', values: ['hemsjukvard'] } },
    { ordered: ['sentAt', 'episode.expectedDischarge'] },
    { count: { path: 'recipients', most: 1 } },
    { count: { path: 'content.interventions', least: 0, most: 3 } },
    { lasts: { from: 'receivedAt', through: 'content.executableFrom', days: 3, calendar: 'weekdays' } },
    { longer: { from: 'episode.admittedAt', through: 'receivedAt', hours: 24 } },
    { said: { kind: 'inskrivningsmeddelande' } },
    { said: { kind: 'kommunklar', by: ['sabo'], has: 'decided' } },
    { saidByAll: { kind: 'svar-pa-inskrivning', roles: ['socialtjanst'] } },
    { has: 'said.kommunklar.executableFrom' },
    { receipted: 'inskrivningsmeddelande' },
    { consent: 'sip' },
    { refused: 'sip' },
    { agreed: { scope: 'sip', units: 'recipients' } },
    { same: ['sender.unit', 'episode.coordinator.by'] },
    { among: ['content.branches', 'roles'] },
    { apart: ['recipients', 'sender.unit'] },
    { every: { of: 'content.contacts', when: { has: 'item.name' }, must: { has: 'item.phone' } } },
    {
      within: {
        from: ['episode.dischargedAt', 'episode.expectedDischarge'],
        through: 'content.executableFrom',
        least: -1,
        most: 6,
      },
    },
    { within: { from: ['receivedAt'], through: 'episode.sip.call.meetingAt', most: 1 } },
    { is: { path: 'category.sip', value: true } },
    { is: { path: 'episode.sip.state', value: 'avbojd' } },
    { weekday: 'receivedAt' },
    { age: { on: 'content.executableFrom', least: 18 } },
    { age: { on: 'receivedAt', least: 0, most: 17 } },
    { inWords: WHAT },
    { in: { path: 'namedRoles', values: ['sabo'] } },
    { not: { any: [{ all: [{ has: 'inReplyTo' }] }, { has: 'consent.given' }] } },
  ])('may be %j', (must) => expect(asked(must)).toEqual([]));

  it.each<[unknown, string, string]>([
    ['content.decided', '', 'a mapping is expected'],
    [{}, '', 'exactly one of has, lacks, is, in'],
    [{ has: 'content.decided', lacks: 'content.contacts' }, '', 'exactly one of has, lacks, is, in'],
    [{ hass: 'content.decided' }, '.hass', 'unknown key'],
    [{ has: 3 }, '.has', 'text in quotes is expected'],
    [{ is: { path: 'content.decided' } }, '.is.value', 'is missing: a text, a number, true or false'],
    [{ in: { path: 'needs', values: [] } }, '.in.values', 'the list is empty, so that the condition never holds'],
    [{ ordered: ['sentAt'] }, '.ordered', 'two paths are expected'],
    [{ ordered: ['sentAt', 'sentAt', 'sentAt'] }, '.ordered', 'two paths are expected'],
    [{ count: { path: 'recipients' } }, '.count', 'least or most is expected, or both'],
    [{ count: { path: 'recipients', least: 3, most: 2 } }, '.count', 'least is more than most'],
    [{ age: { least: 18 } }, '.age.on', 'is missing'],
    [{ age: { on: 'receivedAt' } }, '.age', 'least or most is expected, or both'],
    [{ age: { on: 'receivedAt', least: 20, most: 18 } }, '.age', 'least is more than most'],
    [{ lasts: { from: 'sentAt', through: 'sentAt', days: 0, calendar: 'weekdays' } }, '.lasts.days', 'at least 1'],
    [{ agreed: { scope: 'sip' } }, '.agreed.units', 'is missing'],
    [{ same: ['sentAt'] }, '.same', 'two paths are expected'],
    [{ among: ['roles'] }, '.among', 'two paths are expected'],
    [{ apart: 'roles' }, '.apart', 'a list is expected'],
    [{ every: { of: 'recipients' } }, '.every.must', 'a mapping is expected'],
    [{ within: { from: [], through: 'sentAt', most: 1 } }, '.within.from', 'the list is empty, so that'],
    [{ within: { from: ['sentAt'], through: 'sentAt' } }, '.within', 'least or most is expected, or both'],
    [{ within: { from: ['sentAt'], through: 'sentAt', least: 2, most: 1 } }, '.within', 'least is more than most'],
    [{ said: { kind: 'kommunklart' } }, '.said.kind', 'one of'],
    [{ said: { kind: 'kommunklar', by: ['kommunen'] } }, '.said.by.0', 'one of'],
    [{ saidByAll: { kind: 'kommunklar', roles: [] } }, '.saidByAll.roles', 'so that the condition always holds'],
    [{ all: [] }, '.all', 'the list of conditions is empty'],
    [{ any: [{ has: 'inReplyTo' }, { hat: 'x' }] }, '.any.1.hat', 'unknown key'],
    [{ not: [] }, '.not', 'a mapping is expected'],
  ])('has no room for %j', (must, place, expected) => {
    expect(asked(must)).toContainEqual(expect.stringContaining(`${AT}${place}: `));
    expect(asked(must)).toContainEqual(expect.stringContaining(expected));
  });
});

describe('what a condition of a profile asks of', () => {
  it.each<[unknown, string, string]>([
    [{ has: 'content.insatser' }, '.has', 'nothing stands at content.insatser in kommunklar'],
    [{ has: 'content.readyAt' }, '.has', 'nothing stands at content.readyAt in kommunklar'],
    [{ has: 'content.interventions.price' }, '.has', 'nothing stands at content.interventions.price in kommunklar'],
    [{ has: 'content.decided.by' }, '.has', 'nothing stands at content.decided.by in kommunklar'],
    [{ has: 'toString' }, '.has', 'nothing stands at toString: a path begins with content, patient'],
    [{ has: 'avsandare.role' }, '.has', 'nothing stands at avsandare.role: a path begins with content, patient'],
    [{ has: 'content.constructor' }, '.has', 'nothing stands at content.constructor in kommunklar'],
    [{ lacks: 'sender.hsaId' }, '.lacks', 'nothing stands at sender.hsaId'],
    [{ has: 'episode.discharged' }, '.has', 'nothing stands at episode.discharged'],
    [{ has: 'said.kommunklart.decided' }, '.has', 'nothing stands at said.kommunklart.decided'],
    [
      { has: 'said.kommunklar.contacts' },
      '.has',
      'nothing stands at said.kommunklar.contacts: the kind kommunklar does not keep contacts',
    ],
    [{ is: { path: 'content.decided', value: 'ja' } }, '.is.value', 'content.decided holds a value of type boolean'],
    [{ is: { path: 'content.branches', value: 'sabo' } }, '.is.path', 'content.branches holds no single value'],
    [
      { is: { path: 'episode.state', value: 'hemma' } },
      '.is.value',
      'hemma never stands at episode.state: it is one of planerad, inskriven',
    ],
    [
      { in: { path: 'content.branches', values: ['sabo', 'skola'] } },
      '.in.values',
      'skola never stands at content.branches: it is one of socialtjanst, hemsjukvard, sabo',
    ],
    [
      { in: { path: 'content.decided', values: ['true'] } },
      '.in.path',
      'content.decided holds neither codes nor texts',
    ],
    [{ ordered: ['sentAt', 'content.decided'] }, '.ordered', 'content.decided holds neither a date nor an instant'],
    [{ weekday: 'content.contacts' }, '.weekday', 'content.contacts holds neither a date nor an instant'],
    [{ age: { on: 'patient.id', least: 18 } }, '.age.on', 'patient.id holds neither a date nor an instant'],
    [{ inWords: 'content.decided' }, '.inWords', 'content.decided holds no text'],
    [
      { lasts: { from: 'sentAt', through: 'content.decided', days: 3, calendar: 'weekdays' } },
      '.lasts.through',
      'content.decided holds neither a date nor an instant',
    ],
    [
      { longer: { from: 'content.executableFrom', through: 'sentAt', hours: 24 } },
      '.longer.from',
      'content.executableFrom holds no instant',
    ],
    [
      { count: { path: 'content.decided', least: 1 } },
      '.count.path',
      'content.decided holds neither a list nor a number',
    ],
    [{ same: ['sentAt', 'content.x'] }, '.same', 'nothing stands at content.x in kommunklar'],
    [{ among: ['sentAt', 'roles'] }, '.among', 'sentAt holds neither codes nor texts'],
    [{ every: { of: 'sentAt', must: { has: 'item' } } }, '.every.of', 'sentAt holds no list'],
    [
      { every: { of: 'content.contacts', must: { has: 'item.colour' } } },
      '.every.must.has',
      'nothing stands at item.colour: an item has no such field',
    ],
    [{ has: 'item.name' }, '.has', 'nothing stands at item.name: a path begins with'],
    [{ agreed: { scope: 'sip', units: 'sentAt' } }, '.agreed.units', 'sentAt holds no text'],
    [
      { within: { from: ['sentAt', 'content.decided'], through: 'sentAt', most: 1 } },
      '.within.from.1',
      'content.decided holds neither a date nor an instant',
    ],
    [
      { within: { from: ['sentAt'], through: 'sender.role', most: 1 } },
      '.within.through',
      'sender.role holds neither a date nor an instant',
    ],
    [
      { is: { path: 'episode.sip.state', value: 'klar' } },
      '.is.value',
      'klar never stands at episode.sip.state: it is one of behov, kallad',
    ],
    [{ said: { kind: 'vardbegaran' } }, '.said.kind', 'the region has no kind vardbegaran: it is not under kinds'],
    [
      { said: { kind: 'vardrapport', by: ['oppenvard'] } },
      '.said.by',
      'oppenvard may not send vardrapport, and so never says it',
    ],
    [
      { said: { kind: 'kommunklar', has: 'contacts' } },
      '.said.has',
      'the kind kommunklar does not keep contacts, so that it is never known',
    ],
    [{ saidByAll: { kind: 'vardbegaran', roles: ['sabo'] } }, '.saidByAll.kind', 'the region has no kind vardbegaran'],
    [{ receipted: 'vardbegaran' }, '.receipted', 'the region has no kind vardbegaran'],
    [{ receipted: 'kommunklar' }, '.receipted', 'kommunklar asks for no receipt'],
    [
      { not: { any: [{ has: 'inReplyTo' }, { all: [{ has: 'x' }] }] } },
      '.not.any.1.all.0.has',
      'nothing stands at x: a path begins with',
    ],
  ])('is there: not %j', (must, place, expected) => {
    expect(asked(must)).toEqual([expect.stringContaining(`${AT}${place}: ${expected}`)]);
  });

  it('holds for the condition of when a check is asked, and for the place that it tells', () => {
    const check = 'kinds.kommunklar.checks.0';
    expect(problemsAfter({ [`${check}.when`]: { has: 'content.x' }, [`${check}.at`]: 'content.y' })).toEqual([
      `${check}.when.has: nothing stands at content.x in kommunklar`,
      `${check}.at: nothing stands at content.y in kommunklar`,
    ]);
  });
});

describe('what a check of a profile does otherwise', () => {
  const OTHERWISE = 'kinds.kommunklar.checks.0.otherwise';
  it.each<[unknown, string]>([
    [{}, `${OTHERWISE}: exactly one of refuse, warn is expected`],
    [{ refuse: 'missing-field', warn: 'late' }, `${OTHERWISE}: exactly one of refuse, warn is expected`],
    [{ refuse: 'late' }, `${OTHERWISE}.refuse: one of`],
    [{ refuse: 'timeout' }, `${OTHERWISE}.refuse: one of`],
    [{ warn: 'missing-field' }, `${OTHERWISE}.warn: one of`],
    [{ warn: 'odd' }, `${OTHERWISE}.warn: one of`],
  ])('is to refuse or to warn, with a code that is there: not %j', (otherwise, expected) => {
    expect(problemsAfter({ [OTHERWISE]: otherwise })).toContainEqual(expect.stringContaining(expected));
  });
});
