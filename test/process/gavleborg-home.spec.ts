import { describe, expect, it } from '@jest/globals';
import type { Message } from '#domain/message.js';

import {
  CONSENT,
  Gavleborg,
  homeCare,
  housing,
  openCare,
  patient,
  reached,
  remarked,
  social,
  ward,
} from './gavleborg.js';

/** Who takes over at home: the request to municipal home health care with its criteria, and self-care that is told about. */

/** Turns 18 on 27 November 2026 and 19 a year later. */
const YOUNG = patient({ id: '200811272384' });

function stay(changes: Partial<Message> = {}): Gavleborg {
  const hub = new Gavleborg();
  hub.notice({ planningCategory: 'CD', ...changes });
  hub.receipts('mon 08:50', openCare, social, homeCare);
  return hub;
}

const REQUEST = {
  isHealthCare: true,
  startsOn: '2026-11-26',
  expectedDays: 14,
  cannotReachHealthCentre: true,
  planMadeOn: '2026-11-24',
};

/** What asks home health care to take over; `undefined` takes a field away. */
const asks = (changes: object = {}, to: readonly string[] = [homeCare]) => ({
  recipients: [...to],
  content: { text: 'Kan ni ta över omläggningen?', homeCareRequest: { ...REQUEST, ...changes } },
});

/** What it is answered: nothing when it is passed on. */
function answered(hub: Gavleborg, changes: object = {}, when = 'tue 10:00', unit: string = openCare): string[] {
  const { message, recipients } = { message: asks(changes), recipients: [homeCare] };
  const decided = hub.decide(hub.written(unit, 'generellt-meddelande', when, { ...message, recipients }), timeOf(when));
  return decided.kind === 'refused' ? decided.reasons.map(({ path, rule }) => `${rule ?? ''} ${path}`) : [];
}

const timeOf = (when: string) => (when.startsWith('tue') ? `2026-11-24T${when.slice(4)}:00+01:00` : when);
const AT = 'content.homeCareRequest';

describe('a request to municipal home health care', () => {
  it('[G-HOME-01] [G-HOME-13] that meets every criterion goes to the unit that is to take over', () => {
    const hub = stay();
    for (const unit of [openCare, ward]) {
      const plan = hub.sends(unit, 'generellt-meddelande', 'tue 10:00', asks());
      expect([reached(plan), remarked(plan), plan.message.content['homeCareRequest']]).toEqual([
        ['homeCare'],
        [],
        REQUEST,
      ]);
    }
  });

  it.each<[string, object, string[]]>([
    ['no health care', { isHealthCare: false }, [`G-HOME-02 ${AT}.isHealthCare`]],
    ['nothing said of that', { isHealthCare: undefined }, [`G-HOME-02 ${AT}.isHealthCare`]],
    ['13 days', { expectedDays: 13 }, [`G-HOME-03 ${AT}.expectedDays`]],
    ['no number of days', { expectedDays: undefined }, [`G-HOME-03 ${AT}.expectedDays`]],
    ['can get there alone', { cannotReachHealthCentre: false }, [`G-HOME-04 ${AT}.cannotReachHealthCentre`]],
    [
      'nothing said of the way there',
      { cannotReachHealthCentre: undefined },
      [`G-HOME-04 ${AT}.cannotReachHealthCentre`],
    ],
    ['no plan', { planMadeOn: undefined }, [`G-HOME-06 ${AT}.planMadeOn`]],
    ['no start', { startsOn: undefined }, [`G-HOME-06 ${AT}.planMadeOn`]],
    ['planned after the start', { planMadeOn: '2026-11-24', startsOn: '2026-11-23' }, [`G-HOME-06 ${AT}.planMadeOn`]],
    ['to be planned tomorrow', { planMadeOn: '2026-11-25' }, [`G-HOME-06 ${AT}.planMadeOn`]],
  ])(
    '[G-HOME-01] [G-HOME-02] [G-HOME-03] [G-HOME-04] [G-HOME-06] [G-HOME-13] comes back with the criterion that fails: %s',
    (_title, changes, expected) => {
      expect(answered(stay(), changes)).toEqual(expected);
    },
  );

  it.each<[string, object]>([
    ['14 days', { expectedDays: 14 }],
    ['until further notice', { expectedDays: undefined, untilFurther: true }],
    ['planned on the day on which it starts', { planMadeOn: '2026-11-24', startsOn: '2026-11-24' }],
    [
      'planned an hour before it starts',
      { planMadeOn: '2026-11-24T09:00:00+01:00', startsOn: '2026-11-24T10:00:00+01:00' },
    ],
  ])('[G-HOME-03] [G-HOME-06] [G-HOME-11] is passed on: %s', (_title, changes) => {
    expect(answered(stay(), changes)).toEqual([]);
  });

  it('[G-HOME-13] comes back with all of them at once, and is nobody’s then', () => {
    const hub = stay({ patient: YOUNG });
    const nothing = Object.fromEntries(Object.keys(REQUEST).map((field) => [field, undefined]));
    expect(answered(hub, { ...nothing, startsOn: '2026-11-26' })).toEqual([
      `G-HOME-02 ${AT}.isHealthCare`,
      `G-HOME-03 ${AT}.expectedDays`,
      `G-HOME-04 ${AT}.cannotReachHealthCentre`,
      'G-HOME-05 patient.id',
      `G-HOME-06 ${AT}.planMadeOn`,
    ]);
    expect(hub.refuses(openCare, 'generellt-meddelande', 'tue 10:00', asks({ isHealthCare: false }))).toContain(
      'criterion-not-met G-HOME-02',
    );
  });

  it.each([
    ['2026-11-27', false],
    ['2027-11-26', false],
    ['2027-11-26T22:59:59Z', false],
    ['2027-11-27', true],
    ['2027-11-26T23:00:00Z', true],
  ])(
    '[G-HOME-05] is for those older than 18: of one who turns 18 on 27 November 2026, from %s %s',
    (startsOn, isTaken) => {
      expect(answered(stay({ patient: YOUNG }), { startsOn })).toEqual(isTaken ? [] : ['G-HOME-05 patient.id']);
    },
  );

  it('[G-HOME-05] the region says where the limit lies', () => {
    const checks = new Gavleborg().profile.kinds['generellt-meddelande']?.checks ?? [];
    expect(checks.find(({ rule }) => rule === 'G-HOME-05')?.must).toEqual({
      age: { on: 'content.homeCareRequest.startsOn', least: 19 },
    });
  });

  it('[G-HOME-01] names home health care or special housing, and one that has a part in the stay', () => {
    const hub = stay();
    for (const to of [[], [social], [ward]]) {
      expect(hub.refuses(openCare, 'generellt-meddelande', 'tue 10:00', asks({}, to))).toEqual([
        'missing-field G-HOME-01',
      ]);
    }
    expect(hub.refuses(openCare, 'generellt-meddelande', 'tue 10:00', asks({}, [housing]))).toEqual([
      'role-not-concerned G-ADM-09',
    ]);
    const housed = new Gavleborg();
    housed.notice({ planningCategory: 'E', consent: CONSENT });
    expect(reached(housed.sends(openCare, 'generellt-meddelande', 'tue 10:00', asks({}, [housing])))).toEqual([
      'housing',
    ]);
  });

  it('[G-HOME-01] asks nothing of a message that requests nothing', () => {
    expect(reached(stay().sends(openCare, 'generellt-meddelande', 'tue 10:00'))).toHaveLength(3);
  });
});

const JUDGED = {
  phase: 'bedomning',
  measure: 'ögondroppar',
  measureKind: 'lakemedel',
  assessment: 'Klarar det med stöd; risk att dosen glöms',
  assessor: { name: 'Disa Doktor', title: 'läkare' },
  responsibleParty: 'narstaende',
  performer: 'dottern',
  informed: { who: 'narstaende', on: '2026-11-24', meaning: 'Ring hälsocentralen om ögat rodnar' },
  followUp: '2027-02-01',
};
const judged = (changes: object = {}) => ({ content: { ...JUDGED, ...changes }, recipients: [social] });

describe('self-care', () => {
  it.each<[object, string[]]>([
    [{}, []],
    [{ informed: { who: 'patient' } }, []],
    [{ responsibleParty: 'patient', informed: { who: 'patient' } }, []],
    [{ responsibleParty: 'personlig-assistent', informed: { who: 'personlig-assistent' } }, []],
    [{ informed: undefined }, ['incomplete G-SELF-10']],
    [{ responsibleParty: 'patient' }, ['incomplete G-SELF-10']],
    [{ informed: { who: 'personlig-assistent' } }, ['incomplete G-SELF-10']],
    [{ responsibleParty: 'personlig-assistent' }, ['incomplete G-SELF-10']],
  ])('[G-SELF-10] the person, or who answers for it instead, is told what it means: %j', (changes, expected) => {
    const plan = stay().sends(openCare, 'egenvardsbedomning', 'tue 09:00', judged(changes));
    expect(remarked(plan)).toEqual(expected);
    if ('informed' in changes) return;
    expect(plan.message.content['informed']).toEqual(JUDGED.informed);
  });

  it.each<[string, object]>([
    [
      social,
      {
        content: { phase: 'begaran', measure: 'påminnelse', measureKind: 'lakemedelspaminnelse' },
        recipients: [openCare],
      },
    ],
    [openCare, judged({ measureKind: 'lakemedelspaminnelse', assistance: true })],
  ])('[G-SELF-17] a reminder to take medicines is not decided on as help: %s %j', (unit, changes) => {
    expect(stay().refuses(unit, 'egenvardsbedomning', 'tue 09:00', changes)).toEqual(['contradiction G-SELF-17']);
  });

  it('[G-SELF-17] other measures are, and a reminder may be judged where no decision is asked for', () => {
    const hub = stay();
    const begaran = { phase: 'begaran', measure: 'ögondroppar', measureKind: 'lakemedel', assistance: true };
    hub.sends(social, 'egenvardsbedomning', 'tue 09:00', { content: begaran, recipients: [openCare] });
    for (const changes of [
      { assistance: true },
      { measureKind: 'lakemedelspaminnelse' },
      { measureKind: 'lakemedelspaminnelse', assistance: false },
    ]) {
      expect(remarked(hub.sends(openCare, 'egenvardsbedomning', 'tue 09:30', judged(changes)))).toEqual([]);
    }
  });
});
